/** The memory service as a client library of promises would show it. */
import { fromHostClock, type HostClock } from "@breakwater/core"
import type { MemoryService } from "@breakwater/core/testing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export type PlainService = ReturnType<typeof plainService>

export const plainService = (service: MemoryService, clock: HostClock) => {
  const run = <A, E>(effect: Effect.Effect<A, E>): Promise<A> =>
    Effect.runPromise(Effect.provideService(effect, Clock.Clock, fromHostClock(clock)))
  type Asked<M extends (...given: never[]) => unknown> = Parameters<M>
  return {
    createCopy: (...given: Asked<MemoryService["createCopy"]>) => run(service.createCopy(...given)),
    restoreCopy: (...given: Asked<MemoryService["restoreCopy"]>) => run(service.restoreCopy(...given)),
    deleteCopy: (id: string) => run(service.deleteCopy(id)),
    deleteThing: (id: string) => run(service.deleteThing(id)),
    copies: (thing: string) => run(service.copies(thing)),
    allCopies: async () => service.copiesAt(clock.now()),
    copy: (id: string) => run(service.copy(id)),
    things: (project: string) => run(service.things(project)),
    thing: (id: string) => run(service.thing(id)),
  }
}
