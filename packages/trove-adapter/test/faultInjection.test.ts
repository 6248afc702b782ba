/**
 * Every call of `Trove` meets every shape of trouble, before the service did anything and after. Both sides are tables: a
 * method without a row does not compile, and a shape says what it means for reads and for writes.
 */
import { createMockTrove, type FaultActions, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import type { Connection } from "../src/Connection.ts"
import { toProtectionError } from "../src/internal/mapping.ts"
import { routes, type TroveOperation } from "../src/internal/routes.ts"
import type { TroveService } from "../src/Trove.ts"
import type { TroveError, TroveEvidence, TroveReason } from "../src/TroveError.ts"
import { onCloud } from "./support/onCloud.ts"

type Call = (trove: TroveService, there: There) => Effect.Effect<unknown, TroveError>
interface There {
  readonly instance: string
  readonly backup: string
  readonly configuration: string
}
interface Row {
  readonly operation: TroveOperation
  readonly call: Call
  /** Whether Swift is asked, so that a 401 and a `serverError` are about it. */
  readonly swift?: true
  readonly restore?: true
  /** Whether the guest tells the answer. */
  readonly guest?: true
  /** Who may ask, where the project may not. */
  readonly as?: Partial<Connection>
}

const administrator: Partial<Connection> = {
  auth: { type: "password", username: "admin", password: "adminpw", userDomain: "Default" },
  project: { name: "admin", domain: "Default" },
  asAdmin: true,
}
const flavor = "1"
const datastore = { type: "mysql", version: "5.7.29" }
const all = <A>(rows: Stream.Stream<A, TroveError>) => Stream.runCollect(rows)

/** What sends requests of its own; `session` and `api` have tests of theirs. */
type Method = Exclude<keyof TroveService, "asAdmin" | "session" | "swift" | "api">

const calls: { readonly [M in Method]: Row } = {
  listInstances: { operation: "listInstances", call: (trove) => all(trove.listInstances()) },
  pageInstances: { operation: "listInstances", call: (trove) => trove.pageInstances() },
  pageInstancesDetail: { operation: "listInstancesDetail", call: (trove) => trove.pageInstancesDetail() },
  listInstancesDetail: { operation: "listInstancesDetail", call: (trove) => all(trove.listInstancesDetail()) },
  listMgmtInstances: {
    operation: "listMgmtInstances",
    as: administrator,
    call: (trove) => all(trove.listMgmtInstances("some project")),
  },
  findInstances: { operation: "listInstancesDetail", call: (trove) => trove.findInstances() },
  showInstance: { operation: "showInstance", call: (trove, { instance }) => trove.showInstance(instance) },
  createInstance: {
    operation: "createInstance",
    restore: true,
    swift: true,
    call: (trove, { backup }) =>
      trove.createInstance({
        name: "restored",
        flavorRef: flavor,
        volume: { size: 1 },
        restorePoint: { backupRef: backup },
      }),
  },
  updateInstance: {
    operation: "updateInstance",
    call: (trove, { instance }) => trove.updateInstance(instance, { name: "renamed" }),
  },
  deleteInstance: { operation: "deleteInstance", call: (trove, { instance }) => trove.deleteInstance(instance) },
  resetStatus: {
    operation: "instanceAction",
    call: (trove, { instance }) => trove.resetStatus(instance, { force: true }),
  },
  listDatabases: {
    operation: "listDatabases",
    guest: true,
    call: (trove, { instance }) => all(trove.listDatabases(instance)),
  },
  listUsers: { operation: "listUsers", guest: true, call: (trove, { instance }) => all(trove.listUsers(instance)) },
  listBackups: { operation: "listBackups", call: (trove) => all(trove.listBackups()) },
  findBackups: { operation: "listBackups", call: (trove, { instance }) => trove.findBackups(instance) },
  listInstanceBackups: {
    operation: "listInstanceBackups",
    call: (trove, { instance }) => all(trove.listInstanceBackups(instance)),
  },
  showBackup: { operation: "showBackup", call: (trove, { backup }) => trove.showBackup(backup) },
  createBackup: {
    operation: "createBackup",
    swift: true,
    call: (trove, { instance }) => trove.createBackup({ name: "nightly", instance }),
  },
  deleteBackup: { operation: "deleteBackup", swift: true, call: (trove, { backup }) => trove.deleteBackup(backup) },
  listBackupStrategies: { operation: "listBackupStrategies", call: (trove) => trove.listBackupStrategies },
  listFlavors: { operation: "listFlavors", call: (trove) => trove.listFlavors },
  findFlavors: { operation: "listFlavors", call: (trove) => trove.findFlavors() },
  showFlavor: { operation: "showFlavor", call: (trove) => trove.showFlavor(flavor) },
  listDatastores: { operation: "listDatastores", call: (trove) => trove.listDatastores },
  showDatastore: { operation: "showDatastore", call: (trove) => trove.showDatastore("mysql") },
  showDatastoreVersion: {
    operation: "showDatastoreVersion",
    call: (trove) => trove.showDatastoreVersion("mysql", "5.7.29"),
  },
  listAllowedFlavors: {
    operation: "listDatastoreVersionFlavors",
    call: (trove) => trove.listAllowedFlavors("mysql", "5.7.29"),
  },
  listVolumeTypes: {
    operation: "listDatastoreVersionVolumeTypes",
    call: (trove) => trove.listVolumeTypes("mysql", "5.7.29"),
  },
  listConfigurations: { operation: "listConfigurations", call: (trove) => all(trove.listConfigurations()) },
  showConfiguration: {
    operation: "showConfiguration",
    call: (trove, { configuration }) => trove.showConfiguration(configuration),
  },
  createConfiguration: {
    operation: "createConfiguration",
    call: (trove) => trove.createConfiguration({ name: "tuned", values: { max_connections: 200 }, datastore }),
  },
  limits: { operation: "listLimits", call: (trove) => trove.limits },
  quotas: { operation: "showQuotas", call: (trove) => trove.quotas() },
}

type Outcome = TroveError["outcome"]
interface Meaning {
  readonly reason: TroveReason
  readonly retryable: boolean
  readonly status?: number
  readonly evidence?: TroveEvidence
  /** Of a write; a read never began anything. */
  readonly outcome: Outcome
  /** How often a read is sent before it gives up. */
  readonly reads?: number
  /** How often a write is sent; once, but where it is proven that nobody saw it. */
  readonly writes?: number
}
interface Shape {
  /** Whether the service did the work before the trouble. */
  readonly committed?: true
  readonly make: (fault: FaultActions, there: There) => void
  readonly means: (row: Row) => Meaning
}

const isWrite = ({ operation }: Row) => routes[operation].method !== "GET"

const plain = (
  status: number,
  reason: TroveReason,
  retryable: boolean,
  outcome: Outcome,
  evidence: TroveEvidence,
  reads = 1,
): Meaning => ({ status, reason, retryable, outcome, evidence, reads })

const shapes: { readonly [name: string]: Shape } = {
  "401, the token is dead": {
    make: (fault) => fault.refuse(401, "The request you have made requires authentication.", "middleware"),
    means: () => ({ ...plain(401, "tokenExpired", false, "notStarted", { bodyKey: "error" }, 2), writes: 2 }),
  },
  "401, Swift refuses or the policy does": {
    make: (fault) => fault.refuse(401, "Swift account not accessible for tenant 7.", "fault"),
    means: ({ swift }) =>
      plain(401, swift ? "swiftRefused" : "unauthorizedByPolicy", false, "notStarted", { bodyKey: "unauthorized" }),
  },
  "413, too many requests": {
    make: (fault) => fault.rateLimit(61),
    means: () => plain(413, "rateLimited", true, "notStarted", { bodyKey: "overLimit", retryAfter: true }),
  },
  "413, no quota": {
    make: (fault) => fault.refuse(413, "Quota exceeded for resources: ['backups'].", "fault"),
    means: () => plain(413, "quotaExceeded", false, "notStarted", { bodyKey: "overLimit" }),
  },
  "422, busy or running": {
    make: (fault) => fault.refuse(422, "Instance 7 is not currently available (instance status was BACKUP).", "fault"),
    means: (row) => {
      const evidence = { bodyKey: "unprocessableEntity" }
      if (row.operation === "deleteBackup") return plain(422, "backupRunning", true, "unknown", evidence)
      const reason = row.operation === "deleteInstance" || !isWrite(row) ? "notReady" : "busy"
      return plain(422, reason, true, "notStarted", evidence)
    },
  },
  "422, not ready": {
    make: (fault) => fault.refuse(422, "Instance 7 is not ready.", "fault"),
    means: (row) => {
      const evidence = { bodyKey: "unprocessableEntity" }
      if (row.operation === "deleteBackup") return plain(422, "backupRunning", true, "unknown", evidence)
      const told = row.operation === "deleteInstance" || !isWrite(row)
      return plain(422, "notReady", true, "notStarted", told ? evidence : { ...evidence, byMessage: true })
    },
  },
  "400, ours": {
    make: (fault) => fault.refuse(400, "Validation error: 'a b' is not allowed.", "fault"),
    means: ({ guest }) =>
      guest
        ? plain(400, "guestUnreachable", true, "notStarted", { bodyKey: "badRequest" })
        : plain(400, "badRequest", false, "notStarted", { bodyKey: "badRequest" }),
  },
  "400, theirs: the guest is silent": {
    make: (fault) => fault.refuse(400, "An error occurred communicating with the guest: No reply.", "fault"),
    means: ({ guest }) =>
      plain(400, "guestUnreachable", true, "unknown", {
        bodyKey: "badRequest",
        ...(guest ? {} : { byMessage: true }),
      }),
  },
  "400, no JSON": {
    make: (fault) => fault.refuse(400, "The server could not comply with the request.<br />", "flat"),
    means: ({ guest }) =>
      plain(400, guest ? "guestUnreachable" : "badRequest", guest === true, "notStarted", { bodyKey: "flat" }),
  },
  "403, the policy": {
    make: (fault) => fault.refuse(403, "Policy doesn't allow this to be performed.", "fault"),
    means: () => plain(403, "forbidden", false, "notStarted", { bodyKey: "forbidden" }),
  },
  "403, another project": {
    make: (fault) => fault.refuse(403, "User with tenant ID 7 cannot access tenant 8.", "flat"),
    means: () => plain(403, "wrongProject", false, "notStarted", { bodyKey: "flat" }),
  },
  "403, the backup is too large": {
    make: (fault) => fault.refuse(403, "Backup is too large for given flavor or volume.", "fault"),
    means: ({ restore }) =>
      restore
        ? plain(403, "tooLarge", false, "notStarted", { bodyKey: "forbidden", byMessage: true })
        : plain(403, "forbidden", false, "notStarted", { bodyKey: "forbidden" }),
  },
  "403, replicas": {
    make: (fault) => fault.refuse(403, "Replica source 7 cannot be deleted without detaching the replicas.", "fault"),
    means: ({ operation }) =>
      operation === "deleteInstance"
        ? plain(403, "replicasAttached", false, "notStarted", { bodyKey: "forbidden", byMessage: true })
        : plain(403, "forbidden", false, "notStarted", { bodyKey: "forbidden" }),
  },
  "404, the instance": {
    make: (fault, { instance }) => fault.refuse(404, `Resource ${instance} cannot be found.`, "fault"),
    means: (row) => missing(isAbout(row, "instance") && "instanceNotFound"),
  },
  "404, the backup": {
    make: (fault, { backup }) => fault.refuse(404, `Resource ${backup} cannot be found.`, "fault"),
    means: (row) => missing(isAbout(row, "backup") && "backupNotFound"),
  },
  "404, what nobody asked for": {
    make: (fault) => fault.refuse(404, "Resource 7 cannot be found.", "fault"),
    means: () => missing(false),
  },
  "404, no such route": {
    make: (fault) => fault.refuse(404, "The resource could not be found.", "fault"),
    means: () => missing("routeMissing"),
  },
  "404, the words of a gateway that answers in JSON": {
    make: (fault) => fault.answer({ status: 404, body: { error: { code: 404, message: "no Route matched" } } }),
    means: () => plain(404, "refusedOnTheWay", true, "notStarted", { bodyKey: "error" }),
  },
  "404, the object": {
    make: (fault) =>
      fault.refuse(404, "Backup file in http://swift/v1/a was not found in the object storage.", "fault"),
    means: ({ restore }) =>
      restore
        ? plain(404, "objectMissing", false, "notStarted", { bodyKey: "itemNotFound", byMessage: true })
        : plain(404, "notFound", false, "notStarted", { bodyKey: "itemNotFound" }),
  },
  "404, no Swift": {
    make: (fault) => fault.refuse(404, "Swift is disabled for tenant 7.", "fault"),
    means: () => plain(404, "swiftMissing", false, "notStarted", { bodyKey: "itemNotFound", byMessage: true }),
  },
  "409, not complete": {
    make: (fault) => fault.refuse(409, "Unable to create instance because backup 7 is not completed.", "fault"),
    means: () => plain(409, "notComplete", true, "notStarted", { bodyKey: "conflict" }),
  },
  "409, the checksum": {
    make: (fault) => fault.refuse(409, "Current Swift object checksum does not match original checksum.", "fault"),
    means: () => plain(409, "checksumMismatch", false, "notStarted", { bodyKey: "conflict", byMessage: true }),
  },
  "500, what nobody foresaw": {
    make: (fault) => fault.refuse(500, "Internal Server Error. Please keep this ID: (7).", "fault"),
    means: () => plain(500, "serverFault", true, "unknown", { bodyKey: "instanceFault" }),
  },
  "500, Swift is out of reach": {
    make: (fault) =>
      fault.answer({ status: 500, body: { serverError: { code: 500, message: "Cannot connect to Swift." } } }),
    means: (row) => {
      const evidence = { bodyKey: "serverError" }
      if (!row.swift) return plain(500, "serverFault", true, "unknown", evidence)
      return plain(500, "swiftUnavailable", true, row.operation === "deleteBackup" ? "unknown" : "notStarted", evidence)
    },
  },
  "500 after the work": {
    committed: true,
    make: (fault) => fault.afterCommit().refuse(500, "Internal Server Error.", "fault"),
    means: () => plain(500, "serverFault", true, "unknown", { bodyKey: "instanceFault" }),
  },
  "501, not for this datastore": {
    make: (fault) => fault.refuse(501, "The mysql datastore does not support this.", "fault"),
    means: () => plain(501, "notSupported", false, "notStarted", { bodyKey: "notImplemented" }),
  },
  "503, Keystone is away": {
    make: (fault) => fault.refuse(503, "The Keystone service is temporarily unavailable.", "flat"),
    means: () => plain(503, "unavailable", true, "notStarted", { bodyKey: "flat" }, 5),
  },
  "404, a proxy's page": {
    make: (fault) => fault.html(404),
    means: () => plain(404, "refusedOnTheWay", true, "notStarted", {}),
  },
  "401, a proxy's words": {
    make: (fault) => fault.refuse(401, "Proxy login needed", "text"),
    means: () => plain(401, "refusedOnTheWay", true, "notStarted", {}),
  },
  "502, a proxy's page": {
    make: (fault) => fault.html(502),
    means: () => plain(502, "unavailable", true, "unknown", {}, 5),
  },
  "504, a proxy's page after the work": {
    committed: true,
    make: (fault) => fault.afterCommit().html(504),
    means: () => plain(504, "unavailable", true, "unknown", {}, 5),
  },
  "503, a proxy's words": {
    make: (fault) => fault.refuse(503, "no healthy upstream", "text"),
    means: () => plain(503, "unavailable", true, "unknown", {}, 5),
  },
  "200, a page that is no answer": {
    make: (fault) => fault.answer({ status: 200, headers: { "Content-Type": "text/html" }, body: "<h1>Welcome</h1>" }),
    means: () => ({ status: 200, reason: "malformedAnswer", retryable: false, outcome: "started", reads: 5 }),
  },
  "a redirect": {
    make: (fault) => fault.answer({ status: 302, headers: { Location: "https://elsewhere.example/" } }),
    means: () => plain(302, "malformedAnswer", false, "notStarted", {}),
  },
  "a dropped connection": {
    make: (fault) => fault.drop(),
    means: () => dropped,
  },
  "an answer lost after the work": {
    committed: true,
    make: (fault) => fault.loseAnswer(),
    means: () => dropped,
  },
  "no answer in time": {
    committed: true,
    make: (fault) => fault.delay("61s"),
    means: () => ({ reason: "timedOut", retryable: true, outcome: "unknown", reads: 5 }),
  },
}
/** Told by the text alone, where it tells. */
const missing = (reason: TroveReason | false): Meaning =>
  plain(404, reason || "notFound", false, "notStarted", {
    bodyKey: "itemNotFound",
    ...(reason && { byMessage: true }),
  })

/** Whether a call names an instance or a backup, in its path or, where it makes one, in its body. */
const isAbout = ({ operation }: Row, what: "instance" | "backup"): boolean =>
  routes[operation].path.includes(`{${what}_id}`) ||
  operation === { instance: "createBackup", backup: "createInstance" }[what]

const dropped: Meaning = {
  reason: "connectionLost",
  retryable: true,
  outcome: "unknown",
  evidence: { socketCode: "ECONNRESET" },
  reads: 5,
}

/** Their answers have no body, so that a page instead of one can not be told from it; half an answer neither. */
const bodiless = new Set<string>(["updateInstance", "deleteInstance", "instanceAction", "deleteBackup"])
const aboutBodies = new Set(["200, a page that is no answer"])

/** One cloud, of which each test gets a copy with an empty journal. */
const arranged = (async () => {
  const cloud = createMockTrove()
  const { id: instance } = cloud.state.instances.add({ name: "orders" })
  const { id: backup } = cloud.state.backups.add({ instance: { id: instance }, name: "old" })
  const group = { name: "tuned", values: { connect_timeout: 20 }, datastore }
  const { id: configuration } = await onCloud(cloud, (trove) => trove.createConfiguration(group))
  return { cloud, there: { instance, backup, configuration } }
})()

const world = async () => {
  const { cloud, there } = await arranged
  return { cloud: cloud.fork(), there }
}

/** Whether the call did anything, as the mock's journal and what is left tell. */
const changed = async ({ journal, clock, state }: MockTrove, { operation }: Row, { backup }: There) => {
  await clock.advance("1m")
  const gone = operation === "deleteBackup" && state.backups.get(backup) === undefined
  return gone || journal.entries.some((entry) => entry.operation === operation && entry.changed.length > 0)
}

const met = (cloud: MockTrove, { call, as = {} }: Row, there: There) =>
  onCloud(cloud, (trove) => Effect.flip(call(trove, there)), as)

describe.each(Object.entries(calls))("%s", (_, row) => {
  const write = isWrite(row)
  const here = Object.entries(shapes).filter(([name]) => !(bodiless.has(row.operation) && aboutBodies.has(name)))

  test.each(here)("%s", async (_, { make, means, committed }) => {
    const { cloud, there } = await world()
    make(cloud.faults.on(row.operation, { times: "always" }), there)
    const error = await met(cloud, row, there)
    const { reads = 1, writes = 1, outcome, evidence, ...expected } = means(row)
    expect(error).toMatchObject({
      ...expected,
      outcome: write ? outcome : "notStarted",
      ...(evidence === undefined ? {} : { evidence }),
      call: {
        operation: row.operation,
        globalRequestId: expect.stringMatching(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      },
    })
    expect(error.recovery).toMatch(/^[A-Z].{10,}\.$/s)
    expect(error.message).toContain(row.operation)
    const { code, retryable, requestIds } = toProtectionError(error)
    expect({ code, retryable, requestIds }).toEqual({
      code: expect.any(String),
      retryable: error.retryable,
      requestIds: [error.call.globalRequestId],
    })
    expect(cloud.journal.count(row.operation)).toBe(write ? writes : reads)
    if (write) expect(await changed(cloud, row, there)).toBe(committed === true)
  })

  test("half an answer, and one that breaks off", async () => {
    if (bodiless.has(row.operation)) return
    for (const shape of ["malformed", "truncate"] as const) {
      const { cloud, there } = await world()
      cloud.faults.on(row.operation, { times: "always" })[shape]()
      const error = await met(cloud, row, there)
      expect(error).toMatchObject({
        reason: shape === "malformed" ? "malformedAnswer" : "connectionLost",
        status: write && row.operation === "createBackup" ? 202 : 200,
        outcome: write ? "started" : "notStarted",
      })
    }
  })
})
