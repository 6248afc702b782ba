/**
 * What several resources of an operation have to write in one moment, or while something is being written, goes together:
 * one transaction instead of many that would wait for each other, since each of them changes the operation's record.
 */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import type { OperationUpdate, ResourceRow } from "./OperationStore.ts"

interface Waiting {
  readonly rows: readonly ResourceRow[]
  written: boolean
}

/** Each write is durable when it returns. A note or an end goes alone. */
export const gatherWrites = (write: (update: OperationUpdate) => Effect.Effect<void>): typeof write => {
  const { withPermit } = Semaphore.makeUnsafe(1)
  let waiting: readonly Waiting[] = []
  const leave = (own: Waiting) => {
    waiting = waiting.filter((other) => other !== own)
  }
  /** Whoever's turn it is writes for all; whoever's turn comes later finds it done. */
  const writeAll = (own: Waiting) =>
    Effect.gen(function* () {
      while (!own.written) {
        yield* Effect.yieldNow
        const group = firstOfEach(waiting)
        yield* write({ rows: group.flatMap(({ rows }) => rows) })
        for (const each of group) each.written = true
      }
    })
  return (update) => {
    if (update.note !== undefined || update.end !== undefined) return withPermit(write(update))
    return Effect.suspend(() => {
      const own: Waiting = { rows: update.rows ?? [], written: false }
      waiting = [...waiting, own]
      return Effect.ensuring(
        withPermit(writeAll(own)),
        Effect.sync(() => leave(own)),
      )
    })
  }
}

/** A resource has one row in a transaction; its next one goes with the next. */
const firstOfEach = (waiting: readonly Waiting[]): readonly Waiting[] => {
  const keys = new Set<string>()
  return waiting.filter(({ rows, written }) => {
    const isFirst = !written && rows.every(({ key }) => !keys.has(key))
    for (const { key } of rows) keys.add(key)
    return isFirst
  })
}
