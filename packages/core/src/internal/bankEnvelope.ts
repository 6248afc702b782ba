/** An object as it lies in somebody's store: a line with its checksum, which also keeps drivers from reading it as JSON. */
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"
import { sha256 } from "./digest.ts"

export const toStore = (text: string): string => `${headerOf(text)}${text}`

/** **Fails with** `damaged` for anything but what `toStore` gave. */
export const fromStore = (bank: string, key: string, found: unknown): Effect.Effect<string, ProtectionError> =>
  Effect.suspend(() => {
    const text = textOf(found)
    if (text === undefined) return damaged(bank, key, "the driver gives no text")
    const end = text.indexOf("\n") + 1
    const body = text.slice(end)
    if (!text.startsWith("breakwater ")) return damaged(bank, key, "no bank has written it")
    if (text.slice(0, end) !== headerOf(body))
      return damaged(bank, key, "its checksum is another one: a part is missing or changed")
    return Effect.succeed(body)
  })

const headerOf = (text: string) => `breakwater 1 ${sha256(text).slice(0, 32)}\n`

const textOf = (found: unknown): string | undefined => {
  if (typeof found === "string") return found
  return found instanceof Uint8Array || found instanceof ArrayBuffer ? new TextDecoder().decode(found) : undefined
}

const damaged = (bank: string, key: string, why: string) =>
  Effect.fail(
    new ProtectionError({ code: "damaged", message: `The object "${key}" of the bank "${bank}" is damaged: ${why}.` }),
  )
