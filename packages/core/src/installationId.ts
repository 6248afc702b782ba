/** The random id of one installation, kept in its bank, so that a copied configuration shares no marks. */
import * as Effect from "effect/Effect"
import type { Bank } from "./Bank.ts"
import { randomHex } from "./internal/randomHex.ts"
import { ProtectionError } from "./ProtectionError.ts"

/**
 * The id of the installation that uses this bank: made at random the first time, the same ever after, also for those
 * who ask at the same time (where the bank has a conditional create).
 *
 * **Fails with** `damaged` when something else stands in its place.
 *
 * @category identity
 * @since 0.1.0
 */
export const installationId = (bank: Bank): Effect.Effect<string, ProtectionError> =>
  kept(bank).pipe(
    Effect.catchIf(
      (error) => error.code === "notFound",
      () => made(bank),
    ),
  )

const key = "installation"

const kept = Effect.fnUntraced(function* ({ id, root }: Bank) {
  const text = yield* root.get(key)
  if (/^[0-9a-f]{32}$/.test(text)) return text
  return yield* new ProtectionError({
    code: "damaged",
    message: `The object "${key}" of the bank "${id}" is no installation id.`,
    recovery: "Put back the 32 hexadecimal digits from a copy: without them, marks made before are not recognised.",
  })
})

const made = Effect.fnUntraced(function* (bank: Bank) {
  const random = yield* randomHex(16)
  return yield* bank.root.create(key, random).pipe(
    Effect.as(random),
    Effect.catchIf(
      (error) => error.code === "inUse",
      () => kept(bank),
    ),
  )
})
