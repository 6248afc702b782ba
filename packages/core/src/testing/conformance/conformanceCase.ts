/** How the suite's cases are written: a sentence, and what to do in fresh worlds. */
import * as assert from "node:assert/strict"
import type { Json } from "../../Json.ts"
import type { Verb } from "../../Operation.ts"
import type { ConformanceCase, ConformanceSubject, ConformanceWorld, MakingVerb } from "../ConformanceSubject.ts"
import { Driver } from "./Driver.ts"

export type InFreshWorld = <A>(body: (driver: Driver, world: ConformanceWorld) => Promise<A>) => Promise<A>

/** A case that asks for as many worlds as it needs, one after the other. */
export const conformanceCase = (
  subject: ConformanceSubject,
  name: string,
  run: (inFreshWorld: InFreshWorld) => Promise<unknown>,
): ConformanceCase => ({
  name,
  run: async () => {
    await run(async (body) => {
      const world = await subject.make()
      try {
        return await body(new Driver(world), world)
      } finally {
        await world.dispose()
      }
    })
  },
})

/** How often a verb waits when nothing happens to it. */
export const waitsOf = (inFreshWorld: InFreshWorld, verb: Verb): Promise<number> =>
  inFreshWorld(async (driver) => {
    await driver.succeed(verb, await driver.savedFor(verb))
    return driver.waits.length
  })

/** Of so many, the first five, one in the middle and the last two: those between are all alike. */
export const someOf = (count: number): readonly number[] => {
  const all = Array.from({ length: count }, (_, index) => index)
  return count <= 8 ? all : [...all.slice(0, 5), Math.floor(count / 2), ...all.slice(-2)]
}

/** What a verb should have made in the end; a delete leaves nothing of what protect made. */
export const assertMade = (world: ConformanceWorld, verb: Verb, sentence: string) => {
  const what: MakingVerb = verb === "restore" ? "restore" : "protect"
  assert.equal(world.made(what), verb === "delete" ? 0 : 1, `${sentence}: what ${what} made, counted at the service`)
}

/** The same end, whenever it was looked at: a member `at` says when, and may differ. */
export const assertSameEnd = (again: Json | undefined, before: Json | undefined, sentence: string) =>
  assert.deepEqual(timeless(again), timeless(before), sentence)

const timeless = (value: Json | undefined): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (name, member) => (name === "at" ? undefined : member)))

export const makingVerbs = ["protect", "restore"] as const
export const changingVerbs = ["protect", "restore", "delete"] as const
export const drivenVerbs = ["protect", "restore", "verify", "delete"] as const
