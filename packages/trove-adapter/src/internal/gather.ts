/**
 * Looks of many turns as few requests. Looks that are asked for together share one; where there were several within a
 * second, the next wait for the end of it and share one too. A request begins after the last of its looks was asked for,
 * so that every look sees what was done before it.
 */
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { TroveError } from "../TroveError.ts"
import { isMissing } from "./ifThere.ts"

type Rows<Row> = Effect.Effect<readonly Row[], TroveError>

/** How to look: at the rows of one id, or at all of the project, so many of them in one page. */
export interface Looking<Row> {
  readonly one: (id: string) => Rows<Row>
  readonly all: Rows<Row>
  readonly isOf: (row: Row, id: string) => boolean
  readonly pageSize: number
}

/** One row, or none where it is not there. */
export const ifThere = <Row>(row: Effect.Effect<Row, TroveError>): Rows<Row> =>
  row.pipe(
    Effect.map((found) => [found]),
    Effect.catchIf(isMissing, () => Effect.succeed([])),
  )

/** A request that is not sent yet; undefined among its ids asks for all rows. */
interface Gathering<Row> {
  readonly ids: Set<string | undefined>
  readonly answer: Deferred.Deferred<readonly Row[], TroveError>
}

/** The rows of an id, or all of them. */
export const gather = <Row>({ one, all, isOf, pageSize }: Looking<Row>): ((id?: string) => Rows<Row>) => {
  let open: Gathering<Row> | undefined
  let sent: readonly number[] = []
  let pages = 1

  const ask = (ids: Gathering<Row>["ids"]): Rows<Row> => {
    const each = [...ids].filter((id) => id !== undefined)
    if (each.length === ids.size && each.length <= pages) {
      return Effect.map(Effect.forEach(each, one, { concurrency: "unbounded" }), (rows) => rows.flat())
    }
    return Effect.tap(all, (rows) =>
      Effect.sync(() => {
        pages = Math.max(1, Math.ceil(rows.length / pageSize))
      }),
    )
  }

  const pause = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    sent = sent.filter((time) => Math.abs(now - time) < moment)
    const [first = now] = sent
    const rest = sent.length < calm ? 0 : first + moment - now
    sent = [...sent, now + rest].slice(-calm)
    // Without a pause, those that ask in the same breath still join.
    yield* rest > 0 ? Effect.sleep(rest) : Effect.promise(() => Promise.resolve())
  })

  const close = Effect.sync(() => {
    open = undefined
  })

  const send = ({ ids, answer }: Gathering<Row>) =>
    pause.pipe(
      Effect.ensuring(close),
      Effect.flatMap(() => ask(ids)),
      Effect.exit,
      Effect.flatMap((exit) => Deferred.done(answer, exit)),
    )

  return (id) =>
    Effect.gen(function* () {
      const joined = open
      joined?.ids.add(id)
      const gathering = joined ?? { ids: new Set([id]), answer: Deferred.makeUnsafe<readonly Row[], TroveError>() }
      if (joined === undefined) {
        open = gathering
        // Of its own, so that whoever asked first may leave.
        yield* Effect.forkDetach(send(gathering), { startImmediately: true })
      }
      const rows = yield* Deferred.await(gathering.answer)
      return id === undefined ? rows : rows.filter((row) => isOf(row, id))
    })
}

/** **Units**: milliseconds. */
const moment = 1000

/** So many requests within a moment are sent at once; few operations never wait. */
const calm = 4
