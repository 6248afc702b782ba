/** What a provider file tells the plugins of Trove: how to reach the cloud, whose backups are ours, how to wait. */
import { SecretReference } from "@breakwater/core"
import type * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { ProjectReference } from "./Auth.ts"
import { incomplete } from "./internal/connectionIssues.ts"

const described = <S extends Schema.Top>(schema: S, title: string, description: string) =>
  schema.annotate({ title, description }).pipe(Schema.annotateKey({ messageMissingKey: "must be given" }))

const optional = <S extends Schema.Top>(schema: S, title: string, description: string) =>
  Schema.optionalKey(schema.annotate({ title, description }))

const Text = Schema.NonEmptyString

const url = "must begin with http:// or https://, or be a reference such as env:OS_AUTH_URL"
const Url = Schema.String.check(Schema.isPattern(/^(https?:\/\/[^\s/]+|(env|file|cloud):.+)/u, { message: url }))

const length = 'must be a number of milliseconds, or a text such as "30 seconds"'
const isLength = (text: string): text is `${number} ${Duration.Unit}` =>
  /^\d+(\.\d+)? (millis|seconds?|minutes?|hours?)$/.test(text)
const Length = Schema.Union([Schema.Finite, Schema.String.pipe(Schema.refine(isLength, { message: length }))]).annotate(
  { message: length },
)

const atLeastOne = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1, { message: "must be a whole number, 1 or more" }))

const user = {
  username: Schema.optionalKey(Text),
  userId: Schema.optionalKey(Text),
  userDomain: Schema.optionalKey(Text),
  userDomainId: Schema.optionalKey(Text),
}
const secret = SecretReference.pipe(Schema.annotateKey({ messageMissingKey: "must be given" }))
const auth = 'must have the type "password", "token" or "applicationCredential", and the members of that type'

const interfaces = Schema.Literals(["public", "internal", "admin"])

const Connection = Schema.Struct({
  authUrl: described(Url, "Keystone", "The URL of Keystone; /v3 is added where it is missing."),
  auth: described(
    Schema.Union([
      Schema.Struct({ type: Schema.Literal("password"), ...user, password: secret }),
      Schema.Struct({ type: Schema.Literal("token"), token: secret }),
      Schema.Struct({
        type: Schema.Literal("applicationCredential"),
        id: Schema.optionalKey(Text),
        name: Schema.optionalKey(Text),
        ...user,
        secret,
      }),
    ]).annotate({ message: auth }),
    "Who Asks",
    "The user or credential; its secret is a reference.",
  ),
  project: optional(ProjectReference, "Project", "By id, or by name and domain; a scope's own project wins."),
  asAdmin: optional(
    Schema.Boolean,
    "As Administrator",
    "Reach the scope's project through the administrator's own, which is the project above.",
  ),
  region: optional(Text, "Region", "The region of the catalog; a scope's own region wins."),
  interface: optional(interfaces, "Interface", "Which URLs of the catalog."),
  endpointOverride: optional(Url, "Endpoint", "Stands in for the catalog's URL of Trove."),
  services: optional(
    Schema.Record(
      Schema.String,
      Schema.Struct({
        endpointOverride: optional(
          Url,
          "Endpoint",
          "Stands in for the catalog's URL; %(project_id)s is the token's project.",
        ),
        region: optional(Text, "Region", "Another region than that of the others."),
        interface: optional(interfaces, "Interface", "Another one than that of the others."),
      }),
    ),
    "Services",
    "Where single services are, by their types in the catalog: object-store for Swift.",
  ),
  userAgent: optional(Text, "User Agent", "Comes before this SDK's own."),
  requestTimeout: optional(Length, "Request Timeout", "How long one request may take."),
}).check(
  Schema.makeFilter((connection) =>
    incomplete(connection).map(({ path, message }) => ({ path: path.split("/").slice(1), issue: message })),
  ),
)

/**
 * The configuration. Any text of the connection may be a reference (`env:OS_AUTH_URL`); its secrets must be.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TroveConfiguration = Schema.Struct({
  connection: described(Connection, "Connection", "How to reach the cloud."),
  ownerTag: optional(
    Text,
    "Owner Tag",
    "Written into every mark: two owners never take each other's backups for theirs.",
  ),
  waiting: optional(
    Schema.Struct({
      firstLook: optional(Length, "First Look", "When an operation is looked at first."),
      factor: optional(Schema.Finite, "Factor", "So many times later comes every further look."),
      maxLook: optional(Length, "Longest Wait", "The longest time between two looks."),
      jitter: optional(Schema.Finite, "Jitter", "How far a look is moved by chance; 0.1 is 10 %."),
      settle: optional(Length, "Settle", "How long an unanswered call is looked for before it is made again."),
      stuck: optional(Length, "Stuck", "After how long without a change a running backup is looked into."),
    }),
    "Waiting",
    "How patient the plugins are.",
  ),
  chains: optional(
    Schema.Struct({
      fullEveryBackups: optional(atLeastOne, "Full Every (Backups)", "Every so many backups one is full."),
      fullEveryDays: optional(atLeastOne, "Full Every (Days)", "A full backup that is so old is not continued."),
    }),
    "Chains",
    "When a protect that says nothing about it makes a full backup; else it continues the newest good one.",
  ),
  drill: optional(
    Schema.Struct({
      probe: optional(Text, "Probe", "By which name the host gives what looks into the temporary instance."),
      within: optional(Length, "Within", "A probe that takes longer has failed; a minute unless given."),
    }),
    "Drill",
    'How a verify at the level "restore" looks into what it restored.',
  ),
}).annotate({ title: "Trove", messageUnexpectedKey: "is no setting of the Trove plugins" })
export interface TroveConfiguration extends Schema.Schema.Type<typeof TroveConfiguration> {}
