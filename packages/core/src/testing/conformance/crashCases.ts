/** Processes that die: after a keep, after a turn whose answer nobody saw, during a call. */
import * as assert from "node:assert/strict"
import type { Handle, Turn } from "../../Handle.ts"
import type { Begin, Call } from "../../steps.ts"
import type { ConformanceSubject } from "../ConformanceSubject.ts"
import { assertMade, changingVerbs, conformanceCase, makingVerbs, someOf, waitsOf } from "./conformanceCase.ts"
import { type Driver, failed, succeeded } from "./Driver.ts"

export const crashCases = (subject: ConformanceSubject) => [
  ...changingVerbs.flatMap((verb) => [
    conformanceCase(subject, `${verb}: a process that dies right after a keep is taken over`, async (inFreshWorld) => {
      for (let nth = 0; ; nth += 1) {
        const died = await inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          const kept = await dieAtKeep(driver, request, nth)
          if (kept === undefined) return false
          succeeded(await driver.finish(await driver.turn(kept)))
          assertMade(world, verb, `after a death at keep ${nth}`)
          return true
        })
        if (!died) break
      }
    }),
    conformanceCase(
      subject,
      `${verb}: a process that dies before it saw a turn's answer is taken over`,
      async (inFreshWorld) => {
        for (const nth of someOf(1 + (await waitsOf(inFreshWorld, verb)))) {
          await inFreshWorld(async (driver, world) => {
            const request = driver.request(verb, await driver.savedFor(verb))
            const durable = await dieWhen(driver, request, (turns) => turns > nth)
            const next = durable === undefined ? driver.begin({ ...request, again: true }) : driver.turn(durable)
            succeeded(await driver.finish(await next))
            assertMade(world, verb, `after a death in turn ${nth}`)
          })
        }
      },
    ),
    conformanceCase(subject, `${verb}: when the host can not keep, nothing is sent`, (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const request = driver.request(verb, await driver.savedFor(verb))
        const before = world.changes()
        const call: Call = { keep: () => Promise.reject(new Error("the host's store is full")) }
        let current = await driver.begin(request, call)
        while (current.status === "waiting") {
          await world.clock.sleep(current.afterMs)
          current = await driver.turn(current.handle, call)
        }
        const { error, handle } = failed(current)
        assert.equal(error.code, "unavailable", "the code of a turn whose state could not be kept")
        assert.equal(world.changes(), before, "calls that change something, though nothing could be kept")
        succeeded(await driver.finish(await driver.turn(handle)))
        assertMade(world, verb, "once the host can keep again")
      }),
    ),
  ]),
  ...makingVerbs.map((verb) =>
    conformanceCase(
      subject,
      `${verb}: the intent is kept before the call, so a death during it sends nothing twice`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          world.commitLate(verb, subject.lateCommits.within)
          const durable = await dieWhen(driver, request, () => world.received(verb) > 0)
          assert.ok(durable !== undefined, `${verb} sent its call before anything was kept`)
          succeeded(await driver.finish(await driver.turn(durable)))
          assert.equal(world.received(verb), 1, `how often ${verb} was called at the service`)
          assertMade(world, verb, "in the end")
        }),
    ),
  ),
]

/** The handle that was kept as number `nth`, after which the process died; undefined when there are fewer keeps. */
const dieAtKeep = async (driver: Driver, request: Begin, nth: number): Promise<Handle | undefined> => {
  let keeps = 0
  let last: Handle | undefined
  const attempt = async (drive: (call: Call) => Promise<Turn>) => {
    const death = new AbortController()
    const keep = (handle: Handle): Promise<void> => {
      if (keeps++ < nth) return Promise.resolve()
      last = handle
      death.abort()
      return new Promise(() => {})
    }
    const turn = drive({ keep, signal: death.signal })
    return turn.catch((error: unknown) => {
      if (death.signal.aborted) return undefined
      throw error
    })
  }
  let current = await attempt((call) => driver.begin(request, call))
  while (current?.status === "waiting") {
    const { afterMs, handle } = current
    await driver.world.clock.sleep(afterMs)
    current = await attempt((call) => driver.turn(handle, call))
  }
  return last
}

/** The last handle that was durable when the process died, at the end of a turn whose answer it did not store. */
const dieWhen = async (
  driver: Driver,
  request: Begin,
  isOver: (turns: number) => boolean,
): Promise<Handle | undefined> => {
  let durable: Handle | undefined
  const call: Call = {
    keep: async (handle) => {
      durable = handle
    },
  }
  let current = await driver.begin(request, call)
  for (let turns = 1; !isOver(turns) && current.status === "waiting"; turns += 1) {
    durable = current.handle
    await driver.world.clock.sleep(current.afterMs)
    current = await driver.turn(current.handle, call)
  }
  return durable
}
