/** What every store refuses in the same words, and how it reads a page. */
import * as Result from "effect/Result"
import { invalid } from "../../internal/invalid.ts"
import type { Paging } from "../../ProtectablePlugin.ts"
import { ProtectionError } from "../../ProtectionError.ts"

/** The place of the last item of an earlier page, if there was one, and how many items are wanted. */
export interface PlaceInPages {
  readonly passed: number | undefined
  readonly limit: number
}

/** A cursor is the place of the last item of a page, in an order that never changes. */
export const placeInPages = ({ after, limit = 50 }: Paging): Result.Result<PlaceInPages, ProtectionError> => {
  const passed = after === undefined ? undefined : Number(after)
  if (after !== undefined && (!/^-?\d+$/.test(after) || Math.abs(Number(after)) > largestPlace))
    return Result.fail(badPaging("/after", `"${after}" is no cursor of an earlier page.`))
  if (!Number.isInteger(limit) || limit < 1) return Result.fail(badPaging("/limit", "A page has at least one item."))
  return Result.succeed({ passed, limit })
}

/** No database counts further. */
const largestPlace = 2 ** 31 - 1

/** What was found in place of a page, and one item more when there is another page. */
export const pageOf = <A>(found: readonly { readonly item: A; readonly place: number }[], limit: number) => {
  const items = found.slice(0, limit)
  const next = found.length > limit ? { next: String(items.at(-1)?.place) } : {}
  return { items: items.map(({ item }) => item), ...next }
}

const badPaging = (path: string, message: string) => invalid([{ path, message }])

export const unknownOperation = (id: string): ProtectionError =>
  new ProtectionError({
    code: "notFound",
    message: `There is no operation "${id}".`,
    recovery: "Check the id; operations that ended long ago are forgotten.",
  })
