/** A provider with the services over its parts. */
import * as Effect from "effect/Effect"
import { Checkpoints, type CheckpointsService } from "../Checkpoints.ts"
import { Protectables, type ProtectablesService } from "../Protectables.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { contract } from "../ProtectionPlugin.ts"
import type { Provider } from "../Provider.ts"

export interface LiveProvider extends Provider {
  readonly checkpoints: CheckpointsService
  readonly registry: ProtectablesService
}

/** At least one. */
export type LiveProviders = readonly [LiveProvider, ...LiveProvider[]]

/**
 * **Fails with** `invalidParameters` for none, for two of one id and for what is no plugin or no bank, `tooNew` for a
 * plugin of another contract.
 */
export const openProviders = Effect.fnUntraced(function* (
  providers: readonly Provider[] = [],
): Effect.fn.Return<LiveProviders, ProtectionError> {
  const ids = providers.map((provider) => provider.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  const [first, ...others] = providers
  if (first === undefined || twice !== undefined) {
    return yield* misfit(
      "/providers",
      twice === undefined ? "There is no provider." : `Two providers have the id "${twice}".`,
    )
  }
  return [yield* openProvider(first), ...(yield* Effect.forEach(others, openProvider))]
})

const openProvider = Effect.fnUntraced(function* (provider: Provider): Effect.fn.Return<LiveProvider, ProtectionError> {
  // A host in JavaScript may give a folder's name: told here, before anything is begun that could not be kept.
  if (typeof provider.bank?.root?.get !== "function") {
    const path = `/providers/${provider.id}/bank`
    return yield* misfit(path, "This is no bank: give what fileBank(folder), or another maker of banks, answers.")
  }
  for (const [index, plugin] of provider.plugins.entries()) {
    if (plugin.contract === contract) continue
    if (typeof plugin.contract !== "number") {
      const path = `/providers/${provider.id}/plugins/${index}`
      return yield* misfit(path, "This is no protection plugin: it names no contract. Did you mean one of its members?")
    }
    const message = `The plugin ${plugin.id} speaks contract ${plugin.contract}; this version speaks ${contract}.`
    return yield* new ProtectionError({ code: "tooNew", message })
  }
  return {
    ...provider,
    checkpoints: Checkpoints.make(provider.bank),
    registry: yield* Protectables.make(provider.protectables),
  }
})

const misfit = (path: string, message: string) =>
  new ProtectionError({ code: "invalidParameters", message, issues: [{ path, message }] })
