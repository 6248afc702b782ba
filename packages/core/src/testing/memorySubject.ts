/** The memory plugin as a subject of the conformance suite: an example for other plugins' tests. */
import * as Effect from "effect/Effect"
import { clockLayer, type HostClock } from "../HostClock.ts"
import type { ProtectionPlugin } from "../ProtectionPlugin.ts"
import type { ChangingVerb, ConformanceSubject, ConformanceWorld } from "./ConformanceSubject.ts"
import { MemoryPlugin, type MemoryPluginOptions } from "./MemoryPlugin.ts"
import { MemoryProtectable, memoryThingType } from "./MemoryProtectable.ts"
import { type MemoryCall, MemoryService } from "./MemoryService.ts"
import { virtualClock } from "./virtualClock.ts"

const calls = { protect: "createCopy", restore: "restoreCopy", delete: "deleteCopy" } as const satisfies {
  [V in ChangingVerb]: MemoryCall
}

/**
 * A subject over a fresh service for each case. With `broken` the suite must find what is broken; another plugin over the
 * same service may stand in for the memory plugin.
 *
 * @category constructors
 * @since 0.1.0
 */
export const memorySubject = (
  options: MemoryPluginOptions = {},
  pluginOver: (service: MemoryService, clock: HostClock) => ProtectionPlugin = (service) =>
    new MemoryPlugin(service, options),
): ConformanceSubject => ({
  lateCommits: { within: 30_000, beyond: 150_000 },
  make: async (): Promise<ConformanceWorld> => {
    const clock = virtualClock()
    const service = new MemoryService()
    const scope = { account: "alice", project: "project" }
    const id = service.addThing({ name: "orders" })
    return {
      plugin: pluginOver(service, clock),
      protectable: new MemoryProtectable(service),
      resource: { scope, type: memoryThingType, id, name: "orders" },
      missing: { scope, type: memoryThingType, id: "thing-0", name: "nothing" },
      clock,
      parameters: {
        protect: { copy_name: "nightly", description: "before the upgrade" },
        restore: { restore_name: "orders again" },
      },
      invalidParameters: {
        protect: [
          { value: { copy_name: 7 }, path: "/copy_name" },
          { value: { description: "x".repeat(256) }, path: "/description" },
          { value: { copyname: "nightly" }, path: "/copyname" },
        ],
        restore: [{ value: { restore_name: "x".repeat(65) }, path: "/restore_name" }],
        verify: [{ value: { level: "everything" }, path: "/level" }],
        delete: [{ value: { really: true }, path: "/really" }],
      },
      secrets: [service.accessKey],
      made: (verb) =>
        verb === "protect" ? service.copiesAt(clock.now()).length : service.thingsAt(clock.now()).length - 1,
      received: (verb) => service.received(calls[verb]),
      changes: () => service.received(),
      loseAnswer: (verb) => service.loseAnswer(calls[verb]),
      commitLate: (verb, ms) => service.commitLate(calls[verb], ms),
      fail: (verb) => service.failNext(calls[verb]),
      makeBusy: (ms) => service.makeBusy(id, clock.now() + ms),
      removeResource: () =>
        Effect.runPromise(service.deleteThing(id).pipe(Effect.orDie, Effect.provide(clockLayer(clock)))),
      dispose: async () => {},
    }
  },
})
