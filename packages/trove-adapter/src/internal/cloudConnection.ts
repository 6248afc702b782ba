/**
 * A connection out of one cloud's settings: the names a setting may have, where it may stand, and what of it is known
 * here. Pure. Source: `openstack/config/loader.py`, `magic_fixes`, `_validate_auth`; `cloud_region.py`.
 */
import * as Effect from "effect/Effect"
import type { Connection } from "../Connection.ts"
import type { CloudSettings, Refusal } from "./cloudSettings.ts"
import type { Value } from "./cloudYaml.ts"
import { present } from "./present.ts"

/** What a host's own `fetch` has to do about TLS. `verify` is false where the certificate must not be looked at. */
export interface CloudTls {
  readonly verify: boolean
  readonly cacert?: string
  readonly cert?: string
  readonly key?: string
}

export interface FromCloud {
  readonly connection: Connection
  /** Absent where nothing but the usual is asked for. */
  readonly tls?: CloudTls
}

export const cloudConnection = Effect.fnUntraced(function* (
  settings: CloudSettings,
  home: string,
): Effect.fn.Return<FromCloud, Refusal> {
  const at = (key: string) => `/clouds/${settings.name}/${key}`
  const values = dashless(settings.values)
  const auth = dashless(settings.auth)
  /** The last of these names that is there counts, and under `auth` more than beside it. */
  const aligned = (...names: readonly string[]) =>
    Effect.map(
      Effect.forEach(
        names.flatMap((name) => [values[name], auth[name]]),
        (value) => text(at(names.at(-1) ?? ""), value),
      ),
      (texts) => texts.findLast((one) => one !== undefined) || undefined,
    )
  /** The first of these names that is there counts, and under `auth` more than beside it. */
  const option = (...names: readonly string[]) =>
    Effect.map(
      Effect.forEach([auth, values], (place) =>
        text(
          at(names[0] ?? ""),
          names.map((name) => place[name]).find((value) => value !== undefined),
        ),
      ),
      (texts) => texts.find((one) => one) ?? undefined,
    )
  /** The first of these names that is there and says something. */
  const first = (...names: readonly string[]) =>
    Effect.map(
      Effect.forEach(names, (name) => text(at(name), values[name])),
      (texts) => texts.find((one) => one) ?? undefined,
    )
  /** What is said of one service, else of all. */
  const service = Effect.fnUntraced(function* (prefix: string) {
    const endpoint = yield* first(`${prefix}_endpoint_override`, `${prefix}_endpoint`)
    const face = yield* first(`${prefix}_interface`, `${prefix}_endpoint_type`, "endpoint_type", "interface")
    return present({
      endpointOverride: endpoint === undefined ? undefined : yield* filled(endpoint),
      region: yield* first(`${prefix}_region_name`, "region_name"),
      interface: (face ?? "public").replace(/URL$/, "") as Connection["interface"],
    })
  })
  const filled = (template: string) => fill(template, { ...values, auth: null })

  for (const name of ["system_scope", "trust_id"]) {
    if ((yield* option(name)) !== undefined) return yield* refuse(at(`auth/${name}`), "is not supported")
  }
  const projectId = yield* aligned("tenant_id", "project_id")
  const projectName = yield* aligned("tenant_name", "project_name")
  const domain = yield* aligned("domain_name")
  const domainId = yield* aligned("domain_id")
  if (projectId === undefined && projectName === undefined && (domain ?? domainId) !== undefined) {
    return yield* refuse(at("auth/domain_id"), "a token of a domain can not use Trove: name a project")
  }
  const project = present({
    id: projectId,
    name: projectName,
    domain: (yield* aligned("project_domain_name")) ?? domain,
    domainId: (yield* aligned("project_domain_id")) ?? domainId,
  })
  const user = present({
    username: yield* option("username", "user_name"),
    userId: yield* option("user_id"),
    userDomain: (yield* aligned("user_domain_name")) ?? domain,
    userDomainId: (yield* aligned("user_domain_id")) ?? domainId,
  })
  const type = (yield* text(at("auth_type"), values["auth_type"])) ?? "password"
  const credentials = yield* authOf(type, user, option, at)
  const scoped = project.id !== undefined || project.name !== undefined
  const authUrl = yield* Effect.flatMap(option("auth_url"), (url) => filled(url ?? ""))
  const timeout = yield* text(at("api_timeout"), values["api_timeout"])
  const database = yield* service("database")
  const objectStore = yield* service("object_store")
  const own = present({
    endpointOverride: objectStore.endpointOverride,
    region: objectStore.region === database.region ? undefined : objectStore.region,
    interface: objectStore.interface === database.interface ? undefined : objectStore.interface,
  })
  return {
    connection: present({
      authUrl,
      auth: credentials,
      // An application credential has its project already.
      project: scoped && credentials.type !== "applicationCredential" ? project : undefined,
      ...database,
      services: Object.keys(own).length === 0 ? undefined : { "object-store": own },
      requestTimeout: timeout === undefined ? undefined : Number(timeout) * 1000,
    }),
    ...(yield* tlsOf(values, home, at)),
  }
})

type Dashless = { readonly [key: string]: Value }
type Option = (...names: readonly string[]) => Effect.Effect<string | undefined, Refusal>
type At = (key: string) => string

const authOf = Effect.fnUntraced(function* (
  type: string,
  user: object,
  option: Option,
  at: At,
): Effect.fn.Return<Connection["auth"], Refusal> {
  const secret = (name: string) =>
    Effect.flatMap(option(name), (value) =>
      value === undefined ? refuse(at(`auth/${name}`), "must be given") : Effect.succeed(value),
    )
  switch (type) {
    case "password":
    case "v3password":
      return { type: "password", ...user, password: yield* secret("password") }
    case "token":
    case "v3token":
      return { type: "token", token: (yield* option("auth_token")) ?? (yield* secret("token")) }
    case "v3applicationcredential":
      return present({
        type: "applicationCredential" as const,
        id: yield* option("application_credential_id"),
        name: yield* option("application_credential_name"),
        ...user,
        secret: yield* secret("application_credential_secret"),
      })
    default:
      return yield* refuse(at("auth_type"), `${type} is not supported; ${supported} are`)
  }
})

const supported = "password, v3password, token, v3token and v3applicationcredential"

const tlsOf = Effect.fnUntraced(function* (values: Dashless, home: string, at: At) {
  const path = (name: string) =>
    Effect.map(text(at(name), values[name]), (one) => one?.replace(/^~(?=\/|$)/, home) || undefined)
  const insecure = values["insecure"] === true || String(values["insecure"]).toLowerCase() === "true"
  const tls = present({
    verify: !insecure && values["verify"] !== false && values["verify"] !== "",
    cacert: yield* path("cacert"),
    cert: yield* path("cert"),
    key: yield* path("key"),
  })
  return tls.verify && tls.cacert === undefined && tls.cert === undefined ? {} : { tls }
})

/** A value as text; a word that YAML reads as true or false was meant as one where text is wanted. */
const text = (path: string, value: Value | undefined): Effect.Effect<string | undefined, Refusal> => {
  if (value === undefined || value === null) return Effect.undefined
  return typeof value === "string" ? Effect.succeed(value) : refuse(path, "expected text: put it in quotes")
}

/** `{region_name}` and the like. */
const fill = (template: string, values: Dashless): Effect.Effect<string, Refusal> => {
  const missing = [...template.matchAll(/\{(\w*)\}/g)].find(([, key = ""]) => typeof values[key] !== "string")
  if (missing !== undefined) return refuse("", `${missing[0]} stands for no setting of the cloud`)
  return Effect.succeed(template.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key])))
}

const dashless = (values: { readonly [key: string]: Value }): Dashless =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key.replaceAll("-", "_"), value]))

const refuse = (path: string, message: string): Effect.Effect<never, Refusal> => Effect.fail({ path, message })
