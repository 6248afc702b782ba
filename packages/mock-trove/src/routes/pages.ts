/** Trove's two ways to page: offsets that are not capped, and last keys that are. */
import { crash } from "../state/TroveFault.ts"
import { nextLink } from "./links.ts"
import { queryText, type TroveRequest } from "./TroveRoute.ts"

const pageSize = 20

type Next = ReturnType<typeof nextLink> | Record<never, never>

/** Python's `int()` of a query value. */
const integer = (request: TroveRequest, name: string, otherwise: number): number => {
  const text = queryText(request, name)
  if (text === undefined) return otherwise
  if (!/^\s*[+-]?\d+\s*$/.test(text)) throw crash(`${name} is not a number: ${text}`)
  return Number(text)
}

/** `marker` is an offset, `limit` has no ceiling. A full page always names a next one, which may turn out empty. */
export const offsetPage = <A>(
  request: TroveRequest,
  rows: readonly A[],
): { readonly page: readonly A[]; readonly next: Next } => {
  const offset = integer(request, "marker", 0)
  const limit = integer(request, "limit", pageSize)
  const page = rows.slice(offset, limit < 0 ? undefined : offset + limit)
  const isFull = page.length >= limit
  return { page, next: isFull ? nextLink(request, String(offset + limit)) : {} }
}

/** Rows stand in the order of their keys. */
const firstAfter = <A>(rows: readonly A[], key: (row: A) => string, marker: string): number => {
  let low = 0
  for (let high = rows.length; low < high; ) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row !== undefined && key(row) > marker) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * `marker` is the key of the last row, whether it exists or not; `limit` is capped; a next page is only named when there
 * is one. A page of no rows trips over the first row that it leaves out.
 */
export const keyPage = <A>(
  request: TroveRequest,
  rows: readonly A[],
  key: (row: A) => string,
): { readonly page: readonly A[]; readonly next: Next } => {
  const limit = Math.min(integer(request, "limit", pageSize), pageSize)
  const marker = queryText(request, "marker")
  const begin = marker === undefined ? 0 : firstAfter(rows, key, marker)
  if (limit < 0 || (limit === 0 && begin < rows.length)) throw crash(`a page of ${limit} rows`)
  const page = rows.slice(begin, begin + limit)
  const last = page.at(-1)
  return { page, next: rows.length > begin + limit && last !== undefined ? nextLink(request, key(last)) : {} }
}
