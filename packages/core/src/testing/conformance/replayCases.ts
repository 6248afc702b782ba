/** Old handles: whichever is turned again, whenever, it comes to the same end and doubles nothing. */
import * as assert from "node:assert/strict"
import type { Handle } from "../../Handle.ts"
import type { ConformanceSubject } from "../ConformanceSubject.ts"
import { assertMade, assertSameEnd, conformanceCase, drivenVerbs } from "./conformanceCase.ts"
import { succeeded } from "./Driver.ts"

export const replayCases = (subject: ConformanceSubject) =>
  drivenVerbs.flatMap((verb) => [
    conformanceCase(
      subject,
      `${verb}: from every earlier handle, after the end, it comes to the same end`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          driver.handles.length = 0
          const { result } = succeeded(await driver.finish(await driver.begin(request)))
          for (const [index, handle] of [...driver.handles, ...driver.handles.slice(-1).map(withoutState)].entries()) {
            const again = succeeded(await driver.finish(await driver.turn(handle)))
            assertSameEnd(again.result, result, `handle ${index} of ${verb} came to another end`)
            assertMade(world, verb, `after handle ${index} was turned again`)
          }
          const begun = succeeded(await driver.finish(await driver.begin({ ...request, again: true })))
          assertSameEnd(begun.result, result, "the same begin, once more, came to another end")
          assertMade(world, verb, "after it was begun again")
        }),
    ),
    conformanceCase(
      subject,
      `${verb}: every earlier handle turned again between two turns doubles nothing`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          driver.handles.length = 0
          const earlier: Handle[] = []
          let current = await driver.begin(request)
          while (current.status === "waiting") {
            if (earlier.length === 0) earlier.push(withoutState(current.handle))
            earlier.push(...driver.handles.splice(0))
            for (const handle of earlier)
              assert.notEqual((await driver.turn(handle)).status, "failed", "an old handle failed")
            driver.handles.length = 0
            await world.clock.sleep(current.afterMs)
            current = await driver.turn(current.handle)
          }
          succeeded(current)
          assertMade(world, verb, "in the end")
          if (verb !== "verify") assert.equal(world.received(verb), 1, `how often ${verb} was called at the service`)
        }),
    ),
    conformanceCase(
      subject,
      `${verb}: the first handle alone, turned again and again, comes to the end`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          let current = await driver.begin(driver.request(verb, await driver.savedFor(verb)))
          const first = current
          for (let count = 0; first.status === "waiting" && current.status === "waiting"; count += 1) {
            assert.ok(count < 500, "it never ends")
            await world.clock.sleep(current.afterMs)
            current = await driver.turn(first.handle)
          }
          succeeded(current)
          assertMade(world, verb, "in the end")
        }),
    ),
    conformanceCase(subject, `${verb}: a begin whose answer was lost is begun again and joins`, (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const request = driver.request(verb, await driver.savedFor(verb))
        await driver.begin(request)
        succeeded(await driver.finish(await driver.begin({ ...request, again: true })))
        assertMade(world, verb, "in the end")
      }),
    ),
  ])

/** What a host has that lost the state and kept the rest. */
const withoutState = ({ state: _, ...handle }: Handle): Handle => handle
