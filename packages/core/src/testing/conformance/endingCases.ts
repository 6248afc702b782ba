/** Ends before the end: cancelled, or out of time. Either way the truth is told about what is left. */
import * as assert from "node:assert/strict"
import type { Leftover } from "../../ProtectionError.ts"
import { requestCancel, retry } from "../../steps.ts"
import type { ChangingVerb, ConformanceSubject, ConformanceWorld } from "../ConformanceSubject.ts"
import { assertMade, changingVerbs, conformanceCase, makingVerbs, someOf, waitsOf } from "./conformanceCase.ts"
import { failed, succeeded, waiting } from "./Driver.ts"

export const endingCases = (subject: ConformanceSubject) => [
  conformanceCase(subject, "protect: cancelled while the resource is busy, it touches nothing", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      world.makeBusy(300_000)
      const { handle } = await driver.upTo(0, driver.request("protect"))
      const end = await driver.finish(await driver.turn(requestCancel(handle)))
      assert.equal(end.status, "cancelled", "a protect that has not made anything can be cancelled")
      assert.equal(world.changes(), 0, "calls that change something")
    }),
  ),
  ...changingVerbs.flatMap((verb) => [
    conformanceCase(
      subject,
      `${verb}: cancelled at each of its waits, it ends with the truth`,
      async (inFreshWorld) => {
        for (const index of someOf(await waitsOf(inFreshWorld, verb))) {
          await inFreshWorld(async (driver, world) => {
            const request = driver.request(verb, await driver.savedFor(verb))
            const { handle, cancellable } = await driver.upTo(index, request)
            const end = await driver.finish(await driver.turn(requestCancel(handle)))
            if (end.status === "cancelled") return assertLeft(world, verb, end.left)
            succeeded(end)
            assert.notEqual(
              cancellable,
              "now",
              `wait ${index} said it could be cancelled now, but it went on to the end`,
            )
            assertMade(world, verb, `cancelled too late, at wait ${index}`)
          })
        }
      },
    ),
    conformanceCase(
      subject,
      `${verb}: its deadline passes at each of its waits, and a retry comes to the end`,
      async (inFreshWorld) => {
        for (const index of someOf(await waitsOf(inFreshWorld, verb))) {
          await inFreshWorld(async (driver, world) => {
            const request = driver.request(verb, await driver.savedFor(verb))
            const { handle } = await driver.upTo(index, request)
            const end = await driver.turn({ ...handle, deadline: driver.deadline(0) })
            if (end.status === "succeeded") return
            const { error, handle: last } = failed(end)
            assert.equal(error.code, "deadlineExceeded", "the code of an operation that is out of time")
            assert.ok(error.retryable, "an operation that is out of time can be retried")
            assertLeft(world, verb, error.left ?? [])
            succeeded(await driver.finish(await driver.turn(retry(last, driver.deadline()))))
            assertMade(world, verb, `after the deadline passed at wait ${index} and a retry`)
          })
        }
      },
    ),
    conformanceCase(subject, `${verb}: begun after its deadline, it touches nothing`, (inFreshWorld) =>
      inFreshWorld(async (driver, world) => {
        const request = driver.request(verb, await driver.savedFor(verb))
        const before = world.changes()
        const { error } = failed(await driver.begin({ ...request, deadline: driver.deadline(-1) }))
        assert.equal(error.code, "deadlineExceeded")
        assert.equal(error.outcome, "notStarted")
        assert.equal(world.changes(), before, "calls that change something")
      }),
    ),
  ]),
  ...makingVerbs.map((verb) =>
    conformanceCase(
      subject,
      `${verb}: cancelled right after an answer was lost, it ends with the truth`,
      (inFreshWorld) =>
        inFreshWorld(async (driver, world) => {
          const request = driver.request(verb, await driver.savedFor(verb))
          world.commitLate(verb, subject.lateCommits.within)
          let current = waiting(await driver.begin(request))
          while (world.received(verb) === 0) {
            await world.clock.sleep(current.afterMs)
            current = waiting(await driver.turn(current.handle))
          }
          const end = await driver.finish(await driver.turn(requestCancel(current.handle)))
          await world.clock.sleep(subject.lateCommits.within)
          if (end.status === "cancelled") return assertLeft(world, verb, end.left)
          succeeded(end)
          assertMade(world, verb, "cancelled too late")
        }),
    ),
  ),
]

/** Each thing that exists is named once: what the verb made, or, of a delete, what it did not take away. */
const assertLeft = (world: ConformanceWorld, verb: ChangingVerb, left: readonly Leftover[]): void => {
  const there = world.made(verb === "restore" ? "restore" : "protect")
  assert.equal(new Set(left.map(({ kind, id }) => `${kind} ${id}`)).size, there, `${verb} should name what is left`)
  for (const { sentence } of left) assert.notEqual(sentence, "", "a leftover is named without a sentence")
}
