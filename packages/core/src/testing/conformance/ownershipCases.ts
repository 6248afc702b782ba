/** Whose is what: each operation finds what it made and takes nothing else for it, whoever else is at work. */
import * as assert from "node:assert/strict"
import type { ConformanceSubject } from "../ConformanceSubject.ts"
import { assertMade, changingVerbs, conformanceCase, makingVerbs } from "./conformanceCase.ts"
import { succeeded } from "./Driver.ts"

export const ownershipCases = (subject: ConformanceSubject) => [
  ...makingVerbs.map((verb) =>
    conformanceCase(
      subject,
      `${verb}: another operation, and the same one of another installation, makes its own`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          const others = [{}, { operationId: "another operation" }, { installation: "another installation" }]
          const results = new Set<string>()
          for (const other of others) {
            const { result } = succeeded(await driver.finish(await driver.begin({ ...request, ...other })))
            results.add(JSON.stringify(result))
            assert.equal(results.size, world.made(verb), `${verb} took for its own what another operation made`)
          }
          assert.equal(results.size, others.length, `what ${verb} made in ${others.length} operations`)
        }),
    ),
  ),
  ...changingVerbs.map((verb) =>
    conformanceCase(
      subject,
      `${verb}: two processes take each turn at the same moment, and whichever lives on ends with one`,
      async (inFreshWorld) => {
        for (const survivor of [0, 1]) {
          await inFreshWorld(async (driver, world) => {
            const request = driver.request(verb, await driver.savedFor(verb))
            let turns = await Promise.all([driver.begin(request), driver.begin(request)])
            let turn = turns[survivor]
            while (world.received(verb) === 0 && turn?.status === "waiting") {
              const { afterMs, handle } = turn
              await world.clock.sleep(afterMs)
              turns = await Promise.all([driver.turn(handle), driver.turn(handle)])
              turn = turns[survivor]
            }
            assert.ok(turn !== undefined)
            succeeded(await driver.finish(turn))
            assertMade(world, verb, `in the end, process ${survivor + 1} having lived on`)
          })
        }
      },
    ),
  ),
]
