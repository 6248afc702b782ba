/** A bank that dies: after so many writes every further one fails, as in a process that was killed. */
import { type Bank, ProtectionError, type Section } from "@breakwater/core"
import * as Effect from "effect/Effect"

export const mortalBank = (bank: Bank, writes: number): Bank => {
  let left = writes
  const mortal = (write: Effect.Effect<void, ProtectionError>) =>
    Effect.suspend(() => (left-- > 0 ? write : new ProtectionError({ code: "unavailable", message: "It died." })))
  const wrapped = (section: Section): Section => ({
    ...section,
    put: (key, value) => mortal(section.put(key, value)),
    create: (key, value) => mortal(section.create(key, value)),
    remove: (key) => mortal(section.remove(key)),
    section: (prefix, options) => wrapped(section.section(prefix, options)),
  })
  return { ...bank, root: wrapped(bank.root) }
}
