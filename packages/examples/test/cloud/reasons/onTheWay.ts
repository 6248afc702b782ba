/** Troubles before Trove looks at what is asked: addresses, networks, credentials, rates. */
import { until } from "../RawCloud.ts"
import { cutAnswers } from "./cutAnswers.ts"
import { nobody, type Situations } from "./Situation.ts"
import { collect, type Stage } from "./Stage.ts"
import { untrusted } from "./untrusted.ts"

export const onTheWay: Situations<
  | "credentialsRefused"
  | "noEndpoint"
  | "tokenExpired"
  | "wrongProject"
  | "routeMissing"
  | "refusedOnTheWay"
  | "malformedAnswer"
  | "certificateRefused"
  | "connectionLost"
  | "timedOut"
  | "unavailable"
  | "rateLimited"
> = {
  credentialsRefused: [
    {
      situation: "a wrong password",
      meet: (on) => on.met(on.client({ auth: on.auth("wrong") }).limits()),
      expected: { status: 401, outcome: "notStarted" },
    },
  ],
  noEndpoint: [
    {
      situation: "a region that the catalog does not have",
      meet: (on) => on.met(on.client({ region: "Nowhere" }).limits()),
    },
  ],
  tokenExpired: [
    {
      situation: "a token that Keystone never gave",
      meet: (on) => {
        const endpointOverride = on.raw.endpoint
        return on.met(on.client({ auth: { type: "token", token: "garbage" }, endpointOverride }).limits())
      },
      expected: { status: 401, evidence: { bodyKey: "error" } },
    },
  ],
  wrongProject: [
    {
      situation: "the endpoint of another project",
      meet: (on) => {
        const endpointOverride = on.raw.endpoint.replace(on.raw.projectId, on.admin.projectId)
        return on.met(on.client({ endpointOverride }).limits())
      },
      expected: { status: 403, evidence: { bodyKey: "flat" } },
    },
  ],
  routeMissing: [
    {
      situation: "an endpoint without version and project: a backup that is asked for there is not called missing",
      meet: (on) => on.met(on.client({ endpointOverride: new URL(on.raw.endpoint).origin }).showBackup(nobody)),
      expected: { status: 404, evidence: { bodyKey: "itemNotFound", byMessage: true } },
    },
  ],
  refusedOnTheWay: [
    {
      situation: "an address that is not quite Keystone's",
      meet: (on) => on.met(on.client({ authUrl: on.identity.authUrl.replace("/v3", "/nowhere/v3") }).limits()),
      expected: { status: 404 },
    },
    {
      situation: "Keystone's address given as that of Trove: a backup that is asked for there is not called missing",
      meet: (on) => on.met(on.client({ endpointOverride: on.identity.authUrl }).showBackup(nobody)),
      expected: { status: 404, evidence: {} },
    },
  ],
  malformedAnswer: [
    {
      situation: "Nova's address given as that of Trove: its flavors are others",
      meet: (on) => on.met(on.client({ endpointOverride: on.cloud.compute }).listFlavors()),
      expected: { status: 200 },
    },
  ],
  certificateRefused: [
    {
      situation: "Keystone behind a certificate that nobody vouches for",
      meet: (on) => untrusted(on.identity.authUrl, (authUrl) => on.met(on.client({ authUrl }).limits())),
      expected: { outcome: "notStarted", evidence: { socketCode: "DEPTH_ZERO_SELF_SIGNED_CERT" } },
    },
  ],
  connectionLost: [
    {
      situation: "a port where nobody listens",
      meet: (on) => on.met(on.client({ authUrl: "http://127.0.0.1:9/v3" }).limits()),
      expected: { outcome: "notStarted" },
    },
    {
      situation: "a Trove that is not running",
      meet: (on) => on.cloud.without("trove", () => on.met(on.backup("unheard"))),
      expected: { outcome: "notStarted", evidence: { socketCode: "ECONNREFUSED" } },
    },
    {
      situation: "an answer that is lost before its first byte: what was asked for is made",
      meet: (on) => cutOff(on, "unanswered", 0),
      expected: { outcome: "unknown" },
    },
    {
      situation: "an answer that breaks off in the middle: what was asked for is made",
      meet: (on) => cutOff(on, "half-answered", 300),
      expected: { status: 202, outcome: "started" },
    },
  ],
  timedOut: [
    {
      situation: "an answer later than requestTimeout, of an instance whose guest agent died",
      meet: async (on) => {
        const { id } = await on.silent("late")
        return on.met(collect(on.client({ requestTimeout: 2000 }).listDatabases(id)))
      },
      expected: { outcome: "notStarted" },
    },
  ],
  unavailable: [
    {
      situation: "a Trove whose Keystone is away",
      meet: async (on) => {
        const client = on.client()
        await client.session()
        return on.cloud.without("keystone", () => on.met(on.backup("unknown", client)))
      },
      expected: { status: 503, outcome: "notStarted", evidence: { bodyKey: "flat" } },
    },
  ],
  rateLimited: [
    {
      situation: "more requests a minute than the project is allowed",
      meet: (on) =>
        on.cloud.withRate(5, async () => {
          for (let count = 0; count < 5; count++) await on.raw.ask("POST", "/backups", {})
          return on.met(on.backup("too-many", on.client()))
        }),
      expected: { status: 413, outcome: "notStarted", evidence: { bodyKey: "overLimit", retryAfter: true } },
    },
  ],
}

/** A backup whose answer breaks off after so many bytes, and which is there nevertheless. */
const cutOff = async (on: Stage, name: string, bytes: number) => {
  const error = await cutAnswers(on.raw.endpoint, bytes, (endpointOverride) =>
    on.met(on.backup(name, on.client({ endpointOverride }))),
  )
  await until(`the backup ${name} is complete`, async () =>
    (await on.raw.backups()).find((one) => one.name === `${on.prefix}-${name}` && one.status === "COMPLETED"),
  )
  return error
}
