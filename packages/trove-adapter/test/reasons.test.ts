/** Every reason, met on the mock: by what it does of itself where it can be brought to that, else by a fault. */
import { createMockTrove, type MockTroveOptions } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { expect, test } from "vitest"
import type { Connection } from "../src/Connection.ts"
import { toProtectionError } from "../src/internal/mapping.ts"
import { Trove, type TroveService } from "../src/Trove.ts"
import { reasons, type TroveError, type TroveReason } from "../src/TroveError.ts"
import { Troves } from "../src/Troves.ts"
import { failing } from "./support/onCloud.ts"

const nobody = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

/** A cloud with one instance and one backup of it. */
const world = (options?: MockTroveOptions) => {
  const cloud = createMockTrove(options)
  const instance = cloud.state.instances.add({ name: "orders" })
  const backup = cloud.state.backups.add({ instance, name: "old" })
  const met = <A>(call: (trove: TroveService) => Effect.Effect<A, TroveError>, changes?: Partial<Connection>) =>
    failing(cloud, call, changes)
  const restore = (id: string) => (trove: TroveService) =>
    trove.createInstance({ name: "again", flavorRef: "1", volume: { size: 1 }, restorePoint: { backupRef: id } })
  const makeBackup = (trove: TroveService) => trove.createBackup({ name: "new", instance: instance.id })
  return { cloud, instance, backup, met, restore, makeBackup, override: cloud.engine.endpoints }
}

const all = <A>(rows: Stream.Stream<A, TroveError>) => Stream.runCollect(rows)

const socketError = (code: string) => () =>
  Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("socket"), { code }) }))

const meetings: { readonly [R in TroveReason]: () => Promise<TroveError> } = {
  invalidConnection: () => {
    const { connection } = createMockTrove()
    return Effect.runPromise(Effect.flip(Trove.make({ ...connection, authUrl: "nowhere" })))
  },
  connectFailed: () => {
    const { scope } = createMockTrove()
    const closed = () => Promise.reject(new Error("the vault is closed"))
    return Effect.runPromise(Effect.flatMap(Troves.make(closed), (troves) => Effect.flip(troves.of(scope))))
  },
  credentialsRefused: () => {
    const { met, cloud } = world()
    return met((trove) => trove.limits, { auth: { ...cloud.connection.auth, password: "wrong" } })
  },
  noEndpoint: () => world().met((trove) => trove.limits, { region: "Nowhere" }),
  tokenExpired: () => {
    const { met, override, cloud } = world()
    const endpointOverride = `${override.database}/v1.0/${cloud.scope.project}`
    return met((trove) => trove.limits, { auth: { type: "token", token: "garbage" }, endpointOverride })
  },
  wrongProject: () => {
    const { met, override } = world()
    return met((trove) => trove.limits, { endpointOverride: `${override.database}/v1.0/${nobody}` })
  },
  unauthorizedByPolicy: () => {
    const { met, cloud } = world()
    return met((trove) => all(trove.listMgmtInstances(cloud.scope.project)))
  },
  forbidden: () => {
    const { met, instance } = world()
    return met((trove) => trove.resetStatus(instance.id))
  },
  swiftRefused: () => {
    const { met, makeBackup, cloud } = world()
    cloud.troubles.swiftStatus = 401
    return met(makeBackup)
  },
  swiftUnavailable: () => {
    const { met, makeBackup, cloud } = world()
    const body = { serverError: { code: 500, message: "Cannot connect to Swift." } }
    cloud.faults.on("createBackup").answer({ status: 500, body })
    return met(makeBackup)
  },
  badRequest: () => {
    const { met } = world()
    return met((trove) => trove.createInstance({ name: "new", flavorRef: "nope", volume: { size: 1 } }))
  },
  swiftMissing: () => {
    const { met, makeBackup, cloud } = world()
    cloud.faults.on("createBackup").refuse(404, "Swift is disabled for tenant 7.", "fault")
    return met(makeBackup)
  },
  objectMissing: () => {
    const { met, restore, backup, cloud } = world()
    cloud.state.objects.remove(backup)
    return met(restore(backup.id))
  },
  instanceNotFound: () => world().met((trove) => trove.showInstance(nobody)),
  backupNotFound: () => world().met((trove) => trove.showBackup(nobody)),
  routeMissing: () => {
    const { met, cloud } = world()
    return met((trove) => trove.showBackup(nobody), { endpointOverride: cloud.engine.endpoints.database })
  },
  notFound: () => world().met((trove) => trove.showFlavor("nope")),
  busy: () => {
    const { met, makeBackup } = world()
    return met((trove) => Effect.andThen(makeBackup(trove), makeBackup(trove)))
  },
  notReady: () => {
    const { met, cloud } = world()
    const { id } = cloud.state.instances.add({ name: "new", status: "BUILD" })
    return met((trove) => trove.deleteInstance(id))
  },
  backupRunning: () => {
    const { met, makeBackup } = world()
    return met((trove) => Effect.flatMap(makeBackup(trove), ({ id }) => trove.deleteBackup(id)))
  },
  notComplete: () => {
    const { met, makeBackup, restore } = world()
    return met((trove) => Effect.flatMap(makeBackup(trove), ({ id }) => restore(id)(trove)))
  },
  checksumMismatch: () => {
    const { met, restore, backup, cloud } = world()
    cloud.state.objects.corrupt(backup)
    return met(restore(backup.id))
  },
  tooLarge: () => {
    const { met, restore, instance, cloud } = world()
    return met(restore(cloud.state.backups.add({ instance, name: "large", size: 5 }).id))
  },
  replicasAttached: () => {
    const { met, instance } = world()
    return met((trove) =>
      Effect.andThen(
        trove.createInstance({ name: "replica", replica_of: instance.id }),
        trove.deleteInstance(instance.id),
      ),
    )
  },
  quotaExceeded: () => {
    const { met, makeBackup } = world({ quotas: { backups: 1 } })
    return met(makeBackup)
  },
  rateLimited: () => {
    const { met, makeBackup } = world({ ratePerMinute: 1 })
    return met((trove) => Effect.andThen(makeBackup(trove), makeBackup(trove)))
  },
  notSupported: () => {
    const { met, makeBackup, cloud } = world()
    const message = "The 'backup_create' operation is not supported for the 'vertica' datastore."
    cloud.faults.on("createBackup").refuse(501, message, "fault")
    return met(makeBackup)
  },
  guestUnreachable: () => {
    const { met, cloud } = world()
    const { id } = cloud.state.instances.add({ name: "silent", guest: "dead" })
    return met((trove) => all(trove.listDatabases(id)))
  },
  listUnstable: () => {
    const { met, instance, cloud } = world()
    let made = 0
    const restless = async (request: Request) => {
      if (request.url.includes("/backups")) cloud.state.backups.add({ instance, name: `another ${made++}` })
      return cloud.fetch(request)
    }
    return met((trove) => all(trove.listBackups({ pageSize: 1 })), { fetch: restless })
  },
  serverFault: () => {
    const { met } = world()
    const nics = [{ subnet_id: nobody }]
    return met((trove) => trove.createInstance({ name: "new", flavorRef: "1", volume: { size: 1 }, nics }))
  },
  unavailable: () => {
    const { met, makeBackup, cloud } = world()
    cloud.faults.on("createBackup").refuse(503, "The Keystone service is temporarily unavailable.", "flat")
    return met(makeBackup)
  },
  refusedOnTheWay: () => {
    const { met, cloud } = world()
    return met((trove) => trove.showBackup(nobody), { endpointOverride: cloud.connection.authUrl })
  },
  certificateRefused: () => world().met((trove) => trove.limits, { fetch: socketError("CERT_HAS_EXPIRED") }),
  connectionLost: () => {
    const { met, makeBackup, cloud } = world()
    cloud.faults.on("createBackup").drop()
    return met(makeBackup)
  },
  timedOut: () => {
    const { met, makeBackup, cloud } = world()
    cloud.faults.on("createBackup").delay("61s")
    return met(makeBackup)
  },
  malformedAnswer: () => {
    const { met, makeBackup, cloud } = world()
    cloud.faults.on("createBackup").malformed()
    return met(makeBackup)
  },
}

test.each(Object.entries(meetings))("%s", async (reason, meet) => {
  const error = await meet()
  expect(error.reason).toBe(reason)
  expect(error.recovery).toMatch(/^[A-Z].{10,}\.$/s)
  expect(error.retryable).toBe(reasons[error.reason].retryable)
  const { code, retryable, recovery, outcome } = toProtectionError(error)
  expect({ code, retryable, recovery, outcome }).toEqual({
    code: expect.any(String),
    retryable: error.retryable,
    recovery: error.recovery,
    outcome: error.outcome,
  })
})
