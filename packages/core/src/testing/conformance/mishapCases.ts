/** What goes wrong at the service: answers that get lost, calls that commit late, things that fail. */
import * as assert from "node:assert/strict"
import { retry } from "../../steps.ts"
import type { ConformanceSubject } from "../ConformanceSubject.ts"
import { assertMade, changingVerbs, conformanceCase, makingVerbs } from "./conformanceCase.ts"
import { failed, succeeded } from "./Driver.ts"

export const mishapCases = (subject: ConformanceSubject) => [
  ...changingVerbs.flatMap((verb) => [
    conformanceCase(subject, `${verb}: an answer that was lost leaves one, not two`, (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const saved = await driver.savedFor(verb)
        world.loseAnswer(verb)
        await driver.succeed(verb, saved)
        assert.equal(world.received(verb), 1, `how often ${verb} was called at the service`)
        assertMade(world, verb, "in the end")
      }),
    ),
    conformanceCase(
      subject,
      `${verb}: a call that commits soon after its connection died is waited for`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const saved = await driver.savedFor(verb)
          world.commitLate(verb, subject.lateCommits.within)
          await driver.succeed(verb, saved)
          assert.equal(world.received(verb), 1, `how often ${verb} was called at the service`)
          assertMade(world, verb, "in the end")
        }),
    ),
    conformanceCase(
      subject,
      `${verb}: a call that commits long after its connection died leaves one in the end`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const saved = await driver.savedFor(verb)
          world.commitLate(verb, subject.lateCommits.beyond)
          await driver.succeed(verb, saved)
          await world.clock.sleep(subject.lateCommits.beyond)
          assertMade(world, verb, "in the end")
        }),
    ),
  ]),
  ...makingVerbs.map((verb) =>
    conformanceCase(
      subject,
      `${verb}: what fails is named, and a retry from any handle makes exactly one`,
      async (inFreshWorld) => {
        const failOnce = () =>
          inFreshWorld(async (driver, world) => {
            const saved = await driver.savedFor(verb)
            driver.handles.length = 0
            world.fail(verb)
            const { error } = failed(await driver.run(verb, saved))
            assert.equal(error.code, "remoteFailed", "the code of what the service reports as failed")
            assert.equal(error.left?.length ?? 0, world.made(verb), "how many things the error names as left")
            return driver.handles.length
          })
        const handles = await failOnce()
        for (const index of new Set([0, handles - 1])) {
          await inFreshWorld(async (driver, world) => {
            const saved = await driver.savedFor(verb)
            driver.handles.length = 0
            world.fail(verb)
            failed(await driver.run(verb, saved))
            const handle = driver.handles[index]
            assert.ok(handle !== undefined)
            succeeded(await driver.finish(await driver.turn(retry(handle, driver.deadline()))))
            assertMade(world, verb, `after a retry from handle ${index}`)
          })
        }
      },
    ),
  ),
]
