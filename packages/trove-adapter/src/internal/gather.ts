/**
 * Looks of many turns as few requests. Looks that are asked for together share one; where requests follow one another, the
 * next looks wait a moment and share one too. A request begins after the last of its looks was asked for, so that every look
 * sees what was done before it. A list that changes faster than it can be read is not read for rows that can be asked for.
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
  /** Whether there is nothing to be asked for by its id that `all` lacks. Where there may be, it is asked for. */
  readonly isWhole: boolean
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
  readonly answer: Deferred.Deferred<Seen<Row>, TroveError>
}

interface Seen<Row> {
  readonly rows: readonly Row[]
  /** Whether they are all rows, of which some may be those that were asked for. */
  readonly isList: boolean
}

/** The rows of an id, or all of them. */
export const gather = <Row>({ one, all, isOf, pageSize, isWhole }: Looking<Row>): ((id?: string) => Rows<Row>) => {
  let open: Gathering<Row> | undefined
  /** When nothing would be left of the requests that are sent at once, were one sent for each `apart` from now on. */
  let due = 0
  let pages = 1

  const list = Effect.map(all, (rows): Seen<Row> => {
    pages = Math.max(1, Math.ceil(rows.length / pageSize))
    return { rows, isList: true }
  })

  const ask = (ids: Gathering<Row>["ids"]): Effect.Effect<Seen<Row>, TroveError> => {
    const each = [...ids].filter((id) => id !== undefined)
    const oneByOne = Effect.map(
      Effect.forEach(each, one, { concurrency: "unbounded" }),
      (rows): Seen<Row> => ({ rows: rows.flat(), isList: false }),
    )
    if (each.length < ids.size) return list
    if (each.length <= pages) return oneByOne
    return Effect.catchIf(
      list,
      ({ reason }) => reason === "listUnstable",
      () => oneByOne,
    )
  }

  const pause = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    // A clock that was set back leaves nothing to wait for.
    due = due - now > (calm + 1) * apart ? now : Math.max(due, now)
    const wait = due - now - (calm - 1) * apart
    due += apart
    // Without a pause, those that ask in the same breath still join.
    yield* wait > 0 ? Effect.sleep(wait) : Effect.promise(() => Promise.resolve())
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
      const gathering = joined ?? { ids: new Set([id]), answer: Deferred.makeUnsafe<Seen<Row>, TroveError>() }
      if (joined === undefined) {
        open = gathering
        // Of its own, so that whoever asked first may leave.
        yield* Effect.forkDetach(send(gathering), { startImmediately: true })
      }
      const { rows, isList } = yield* Deferred.await(gathering.answer)
      if (id === undefined) return rows
      const own = rows.filter((row) => isOf(row, id))
      return own.length === 0 && isList && !isWhole ? yield* one(id) : own
    })
}

/**
 * Where many look all the time, one request begins so long after another: two hundred that look every half minute share
 * twelve lists. **Units**: milliseconds.
 */
const apart = 2500

/** So many requests are sent at once; few operations never wait. */
const calm = 4
