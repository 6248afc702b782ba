/**
 * Two operations on one resource wait for each other: whichever was wished for first goes first, in whatever process each
 * is driven. Nothing is locked, so nothing can be left locked: who is ahead follows from the rows of the operations alone,
 * and becomes less only. Since everybody waits for earlier wishes only, nobody waits in a circle.
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { Ahead } from "./OperationStore.ts"
import { sleepUntil } from "./patience.ts"
import type { Hold } from "./Run.ts"

export interface Line {
  /** Returns when nobody is ahead of a resource, or waiting has no more sense; undefined when that is so already. */
  readonly turnOf: (key: string) => Effect.Effect<void> | undefined
  /** Who still was ahead of a resource when its waiting ended. */
  readonly aheadOf: (key: string) => Ahead | undefined
  /** Ends the waiting of resources whose end has come in another way. */
  readonly leave: (keys: Iterable<string>) => void
  /** Looks who is still ahead, until nobody is, a cancel is asked for or the deadline has passed; never ends by itself. */
  readonly keepLooking: Effect.Effect<never>
}

/** Looks for the first time, and says in a note for whom the operation waits. */
export const makeLine = Effect.fnUntraced(function* (hold: Hold) {
  const found = yield* hold.ahead
  if (found.length > 0) yield* hold.write({ note: noteOf(hold, found) })
  const ahead = new Map(found.map((each) => [each.key, each]))
  const waiting = new Map(found.map(({ key }) => [key, Deferred.makeUnsafe<void>()]))
  const leave = (keys: Iterable<string>) => {
    for (const key of keys) {
      const turn = waiting.get(key)
      waiting.delete(key)
      if (turn !== undefined) Deferred.doneUnsafe(turn, Effect.void)
    }
  }
  const look = Effect.map(hold.ahead, (present) => {
    const still = new Map(present.map((each) => [each.key, each]))
    const free = Array.from(waiting.keys()).filter((key) => !still.has(key))
    for (const [key, each] of still) if (waiting.has(key)) ahead.set(key, each)
    for (const key of free) ahead.delete(key)
    leave(free)
  })
  const looking = Effect.repeat(Effect.andThen(Effect.sleep(lookEvery), look), { while: () => waiting.size > 0 })
  const pointless = Effect.raceFirst(Deferred.await(hold.cancelRequested), sleepUntil(hold.deadline))
  const line: Line = {
    turnOf: (key) => {
      const turn = waiting.get(key)
      return turn && Deferred.await(turn)
    },
    aheadOf: (key) => ahead.get(key),
    leave,
    keepLooking: Effect.suspend(() => (waiting.size === 0 ? Effect.void : Effect.raceFirst(looking, pointless))).pipe(
      Effect.andThen(Effect.sync(() => leave([...waiting.keys()]))),
      Effect.andThen(Effect.never),
    ),
  }
  return line
})

const lookEvery = "1 second"

/** True for as long as the operation waits, however many of those ahead have ended. */
const noteOf = ({ rows }: Hold, found: readonly Ahead[]) => {
  const named = found
    .slice(0, 3)
    .map(({ id, key, verb }) => `${rows.get(key)?.resource.name ?? key} waits for ${verb} ${id}`)
  const more = found.length > named.length ? `; so do ${found.length - named.length} more` : ""
  return `What was asked for earlier on the same resources goes first: ${named.join("; ")}${more}.`
}
