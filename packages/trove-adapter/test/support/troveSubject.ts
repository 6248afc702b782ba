/** The plugins over a mock cloud, as a subject of the conformance suite. */
import { ResourceTypes } from "@breakwater/core"
import type { ChangingVerb, ConformanceSubject, ConformanceWorld } from "@breakwater/core/testing"
import { createMockTrove } from "@breakwater/mock-trove"
import { trove } from "../../src/promise.ts"
import { onCloud } from "./onCloud.ts"

const calls = { protect: "createBackup", restore: "createInstance", delete: "deleteBackup" } as const satisfies {
  [V in ChangingVerb]: string
}

export const troveSubject: ConformanceSubject = {
  lateCommits: { within: 60_000, beyond: 130_000 },
  make: async (): Promise<ConformanceWorld> => {
    const cloud = createMockTrove()
    const instance = cloud.state.instances.add({ name: "orders", volume: 2 })
    const { protectable, protection } = trove({
      connect: () => cloud.connection,
      clock: cloud.clock,
      ownerTag: "test",
      waiting: { jitter: 0 },
    })
    const { scope } = cloud
    const resource = { scope, type: ResourceTypes.databaseInstance, id: instance.id, name: "orders" }
    let busyUntil = Number.POSITIVE_INFINITY
    const setFree = (): void => {
      busyUntil = Number.POSITIVE_INFINITY
      cloud.state.instances.setStatus(instance, "ACTIVE")
    }
    const planned = { protect: cloud.plan.nextBackup, restore: cloud.plan.nextRestore }
    return {
      plugin: protection,
      protectable,
      resource,
      missing: { ...resource, id: "00000000-0000-4000-8000-000000000000", name: "nothing" },
      clock: {
        now: cloud.clock.now,
        sleep: async (ms, signal) => {
          await cloud.clock.sleep(ms, signal)
          if (cloud.clock.now() >= busyUntil) setFree()
        },
      },
      parameters: {
        protect: { backup_name: "nightly", description: "before the upgrade" },
        restore: { restore_name: "orders again" },
      },
      invalidParameters: {
        protect: [
          { value: { backup_name: "---", description: "x" }, path: "/backup_name" },
          { value: { backup_name: "nightly" }, path: "/description" },
          { value: { backup_name: "nightly", description: "x".repeat(234) }, path: "/description" },
          { value: { backup_name: "nightly", description: "x", incremental: "yes" }, path: "/incremental" },
          { value: { backup_name: "nightly", description: "x", swift_contaner: "c" }, path: "/swift_contaner" },
        ],
        restore: [
          { value: { restore_name: "x".repeat(231) }, path: "/restore_name" },
          { value: { volume_size: 0 }, path: "/volume_size" },
          { value: { access: { allowed_cidrs: ["10.0.0.0/8", "::/0"] } }, path: "/access/allowed_cidrs/1" },
        ],
        verify: [{ value: { level: "everything" }, path: "/level" }],
        delete: [{ value: { cascade: "yes" }, path: "/cascade" }],
      },
      secrets: [cloud.connection.auth.password],
      made: (verb) => (verb === "protect" ? cloud.state.backups.all().length : cloud.state.instances.all().length - 1),
      received: (verb) =>
        cloud.journal.entries.filter(({ operation, fault }) => operation === calls[verb] && fault !== "handled late")
          .length,
      changes: () =>
        cloud.journal.entries.filter(
          ({ service, method }) => service === "database" && method !== "GET" && method !== "",
        ).length,
      loseAnswer: (verb) => cloud.faults.on(calls[verb]).loseAnswer(),
      commitLate: (verb, ms) => cloud.faults.on(calls[verb]).lateCommit(ms),
      fail: (verb) => planned[verb]({ fails: "no space left on device" }),
      makeBusy: (ms) => {
        cloud.state.instances.setStatus(instance, "REBOOT")
        busyUntil = cloud.clock.now() + ms
      },
      removeResource: () => onCloud(cloud, (trove) => trove.deleteInstance(instance.id)),
      dispose: () => Promise.resolve(cloud[Symbol.asyncDispose]()),
    }
  },
}
