/** A bank with a fault that comes and goes: whatever it hits fails, the rest works. */
import { type Bank, ProtectionError, type ProtectionErrorInput, type Section } from "@breakwater/core"
import * as Effect from "effect/Effect"

export interface FaultyBank extends Bank {
  /** What is wrong now, and with which calls; undefined when all is well. */
  fault: { readonly error: ProtectionErrorInput; readonly hits?: (call: string, key: string) => boolean } | undefined
}

export const faultyBank = (bank: Bank): FaultyBank => {
  const guarded =
    <Given extends readonly unknown[], A>(
      name: string,
      call: (key: string, ...given: Given) => Effect.Effect<A, ProtectionError>,
    ) =>
    (key: string, ...given: Given): Effect.Effect<A, ProtectionError> =>
      Effect.suspend(() => {
        const { fault } = faulty
        const isHit = fault !== undefined && (fault.hits?.(name, key) ?? true)
        return isHit ? Effect.fail(new ProtectionError(fault.error)) : call(key, ...given)
      })
  const wrapped = (section: Section): Section => ({
    ...section,
    get: guarded("get", section.get),
    put: guarded("put", section.put),
    create: guarded("create", section.create),
    remove: guarded("remove", section.remove),
    section: (prefix, options) => wrapped(section.section(prefix, options)),
  })
  const faulty: FaultyBank = { ...bank, root: wrapped(bank.root), fault: undefined }
  return faulty
}

/** A fault that passes. */
export const unreachable: FaultyBank["fault"] = { error: { code: "unavailable", message: "The bank is away." } }
