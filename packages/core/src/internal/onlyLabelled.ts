/** What a host may see for one of its users: what bears another label is as good as none. */
import * as Effect from "effect/Effect"
import type { Labelled } from "../Protection.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { checkLabelled } from "./checkFilter.ts"

type Labels = { readonly [key: string]: string }

/** **Fails with** `notFound` where the label is another, `invalidParameters` for any other wish. */
export const onlyLabelled = Effect.fnUntraced(function* <A>(
  found: Effect.Effect<A, ProtectionError>,
  what: string,
  options: Labelled | undefined,
  labelsOf: (found: A) => Labels | undefined,
) {
  const { label } = yield* checkLabelled(options ?? {})
  const each = yield* found
  if (label === undefined || labelsOf(each)?.[label[0]] === label[1]) return each
  return yield* new ProtectionError({ code: "notFound", message: `There is no ${what}.` })
})
