/** How processes tell each other what has changed: by NOTIFY, which PostgreSQL delivers once a transaction has committed. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Schedule from "effect/Schedule"
import { randomHex } from "../../../internal/randomHex.ts"
import type { Signals } from "../Signals.ts"
import { type Database, realClock } from "./openDatabase.ts"
import { postgresError } from "./postgresError.ts"

export interface Notices {
  /** The notice that whatever is called so has changed. Whoever writes it wakes the waiters of its own process itself. */
  readonly write: (name: string) => string
}

/** The notice of nobody, which whoever writes it hears with all the others. */
export const noticeToAll = (name: string): string => `* ${name}`

/** What a name stands for besides itself. */
export type Meaning = (name: string) => readonly string[]

/** Wakes who waits here for what another process has changed, until the scope closes. */
export const listenForNotices = Effect.fnUntraced(function* (database: Database, signals: Signals, meaning: Meaning) {
  const origin = yield* randomHex(8)
  const hear = (payload: string) => {
    const [from, ...words] = payload.split(" ")
    if (from !== origin) meaning(words.join(" ")).forEach(signals.wake)
  }
  const listening = Effect.gen(function* () {
    const heard = yield* database.client.listen("breakwater")
    // Nobody has told what happened before.
    signals.wakeAll()
    while (true) hear((yield* Queue.take(heard)).payload)
  }).pipe(
    Effect.scoped,
    Effect.tapError((error) => {
      // Those who wait look, and meet the fault.
      signals.wakeAll()
      return Effect.logWarning(`${postgresError("listen to", database.name, error).message} Trying again.`)
    }),
    Effect.retry(Schedule.min([Schedule.exponential("200 millis"), Schedule.spaced("5 seconds")])),
    Effect.provideService(Clock.Clock, realClock),
    Effect.withTracerEnabled(false),
  )
  yield* Effect.forkScoped(listening)
  const notices: Notices = { write: (name) => `${origin} ${name}` }
  return notices
})
