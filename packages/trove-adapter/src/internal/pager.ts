/**
 * Whole lists out of pages. Only the marker is taken from a `next` link: its scheme and host are wrong behind proxies.
 * Every row is given once.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { TroveError } from "../TroveError.ts"
import { routes, type TroveOperation } from "./routes.ts"

/** One page as answered. */
export interface AnsweredPage<Row> {
  readonly rows: readonly Row[]
  readonly links?: readonly { readonly href: string; readonly rel: string }[] | undefined
}

/** The marker of the next page, decoded: Trove encodes names twice, and decoding an id or a number again changes nothing. */
export const nextMarker = (page: AnsweredPage<unknown>): string | undefined => {
  const href = page.links?.find((link) => link.rel === "next")?.href
  if (href === undefined) return undefined
  const plain = plainMarker.exec(href)?.[1]
  if (plain !== undefined) return plain
  const marker = new URLSearchParams(href.slice(href.indexOf("?") + 1)).get("marker")
  return marker === null || marker === "" ? undefined : decoded(marker)
}

/** A marker in which nothing is encoded, such as an id or a number, and no other before it. */
const plainMarker = /^[^?]*\?(?:limit=\d+&)?marker=([\w.~-]+)(?:&|$)/

/** A list whose marker is the key of the page's last row: instances by id, databases and users by name. */
export const byKey = <Row>(
  fetchPage: (marker: string | undefined) => Effect.Effect<AnsweredPage<Row>, TroveError>,
  keyOf: (row: Row) => string,
): Stream.Stream<Row, TroveError> =>
  Stream.suspend(() => {
    const unseen = onlyUnseen(keyOf)
    const asked = new Set<string | undefined>()
    return Stream.paginate<string | undefined, Row, TroveError>(undefined, (marker) =>
      Effect.map(fetchPage(marker), (page) => {
        asked.add(marker)
        const next = nextMarker(page)
        const goesOn = next !== undefined && page.rows.length > 0 && !asked.has(next)
        return [unseen(page.rows), goesOn ? Option.some(next) : Option.none()]
      }),
    )
  })

/** A row whose place in the list moves when it changes. */
interface Moving {
  readonly id: string
  readonly updated?: string
}

/** `limit` is there for scans that only look at the head of the list. */
type FetchOffset<Row> = (offset: number, limit: number) => Effect.Effect<AnsweredPage<Row>, TroveError>

interface Scan<Row> {
  readonly offset: number
  readonly head?: Row | undefined
  readonly last?: Row | undefined
  readonly restarts: number
}

/**
 * A list whose marker counts rows and whose rows move to its front when they change. Every page after the first begins
 * with the last row of the page before, and a scan of several pages looks at the front again in the end: where one of
 * them is not what it was, rows moved between the pages, and the scan starts over, giving only what it has not given.
 *
 * **Fails with** `listUnstable` after ten new starts.
 */
export const byOffset = <Row extends Moving>(
  operation: TroveOperation,
  fetchPage: FetchOffset<Row>,
  pageSize: number,
): Stream.Stream<Row, TroveError> =>
  Stream.suspend(() => {
    const unseen = onlyUnseen((row: Row) => row.id)
    const restart = ({ restarts }: Scan<Row>) =>
      restarts < 10
        ? Effect.succeed([[], Option.some<Scan<Row>>({ offset: 0, restarts: restarts + 1 })] as const)
        : Effect.fail(unstable(operation))
    return Stream.paginate<Scan<Row>, Row, TroveError>(
      { offset: 0, restarts: 0 },
      Effect.fnUntraced(function* (scan) {
        const overlap = scan.last === undefined ? 0 : 1
        const page = yield* fetchPage(scan.offset - overlap, pageSize + overlap)
        if (overlap === 1 && !isSame(page.rows[0], scan.last)) return yield* restart(scan)
        const rows = page.rows.slice(overlap)
        const last = rows.at(-1)
        if (last !== undefined && nextMarker(page) !== undefined) {
          const next = { ...scan, offset: scan.offset + rows.length, head: scan.head ?? rows[0], last }
          return [unseen(rows), Option.some<Scan<Row>>(next)]
        }
        if (scan.head !== undefined && !isSame((yield* fetchPage(0, 1)).rows[0], scan.head)) return yield* restart(scan)
        return [unseen(rows), Option.none()]
      }),
    )
  })

const isSame = (one: Moving | undefined, other: Moving | undefined): boolean =>
  one?.id === other?.id && one?.updated === other?.updated

const onlyUnseen = <Row>(keyOf: (row: Row) => string) => {
  const seen = new Set<string>()
  return (rows: readonly Row[]): readonly Row[] =>
    rows.filter((row) => {
      const isNew = !seen.has(keyOf(row))
      seen.add(keyOf(row))
      return isNew
    })
}

/** Decodes as a query does, which never throws; `+` and `&` stand for themselves in a name. */
const decoded = (marker: string): string | undefined =>
  new URLSearchParams(`marker=${marker.replaceAll("+", "%2B").replaceAll("&", "%26")}`).get("marker") ?? undefined

const unstable = (operation: TroveOperation): TroveError =>
  new TroveError({
    call: { operation, ...routes[operation] },
    reason: "listUnstable",
    message: `${operation}: rows moved between the pages in each of eleven scans`,
    outcome: "notStarted",
  })
