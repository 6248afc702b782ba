/** What is wrong with a connection, field by field; pure. */
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { Auth, ProjectReference } from "../Auth.ts"
import type { Connection, Fetch } from "../Connection.ts"

const given = Schema.optionalKey(Schema.NonEmptyString)

const Url = Schema.String.check(
  Schema.makeFilter(
    (url: string) => /^https?:\/\/[^\s/]+/.test(url) || "Expected a URL that begins with http:// or https://",
  ),
  Schema.makeFilter((url: string) => !/^https?:\/\/[^/]*@/.test(url) || "Expected a URL without user and password"),
)

const Interface = Schema.optionalKey(Schema.Literals(["public", "internal", "admin"]))

const Shape = Schema.Struct({
  authUrl: Url.check(
    Schema.makeFilter(
      (url: string) => !/\/v2(\.0)?\/?$/.test(url) || "Only version 3 of Keystone is known; end it with /v3",
    ),
  ),
  auth: Auth,
  project: Schema.optionalKey(ProjectReference),
  asAdmin: Schema.optionalKey(Schema.Boolean),
  region: given,
  interface: Interface,
  endpointOverride: Schema.optionalKey(Url),
  services: Schema.optionalKey(
    Schema.Record(
      Schema.String,
      Schema.Struct({ endpointOverride: Schema.optionalKey(Url), region: given, interface: Interface }),
    ),
  ),
  fetch: Schema.optionalKey(Schema.declare((value): value is Fetch => typeof value === "function")),
  userAgent: given,
  requestTimeout: Schema.optionalKey(
    Schema.declare((value): value is Duration.Input => Duration.fromInput(value as Duration.Input)._tag === "Some"),
  ),
})

const { validate } = Schema.toStandardSchemaV1(Shape, { parseOptions: { errors: "all", onExcessProperty: "error" } })[
  "~standard"
]

/** One fault. */
export interface ConnectionIssue {
  readonly path: string
  readonly message: string
}

/** The faults of a connection, each with its JSON Pointer; none quotes a secret. */
export const connectionIssues = (connection: unknown): readonly ConnectionIssue[] => {
  const result = validate(connection)
  if (result instanceof Promise) return [{ path: "", message: "Expected a plain object" }]
  if (result.issues === undefined) return incomplete(result.value)
  return result.issues.map((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === "object" ? part.key : part))
    const secret = path.some((part) => ["password", "token", "secret"].includes(part))
    return { path: `/${path.join("/")}`, message: secret ? "Expected text that is not empty" : issue.message }
  })
}

/** What only several fields together can break. */
export const incomplete = ({
  asAdmin,
  auth,
  project,
}: Pick<Connection, "asAdmin" | "auth" | "project">): readonly ConnectionIssue[] => {
  const issues: ConnectionIssue[] = []
  const needsUser = auth.type === "password" || (auth.type === "applicationCredential" && auth.id === undefined)
  if (auth.type === "applicationCredential" && auth.id === undefined && auth.name === undefined) {
    issues.push({ path: "/auth/id", message: "Expected id, or name with its user" })
  }
  if (needsUser && auth.userId === undefined && auth.username === undefined) {
    issues.push({ path: "/auth/username", message: "Expected username or userId" })
  }
  if (needsUser && auth.userId === undefined && auth.userDomain === undefined && auth.userDomainId === undefined) {
    issues.push({ path: "/auth/userDomain", message: "Expected userDomain or userDomainId beside username" })
  }
  if (asAdmin === true && auth.type === "password" && project === undefined) {
    issues.push({ path: "/project", message: "Expected the administrator's own project beside asAdmin" })
  }
  if (project !== undefined && project.id === undefined) {
    if (project.name === undefined) issues.push({ path: "/project/id", message: "Expected id or name" })
    else if (project.domain === undefined && project.domainId === undefined) {
      issues.push({ path: "/project/domain", message: "Expected domain or domainId beside name" })
    }
  }
  return issues
}
