/** The checkpoints of several providers as one list: those of one provider after those of the other. */
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointFilter } from "../Checkpoint.ts"
import type { Page } from "../ProtectablePlugin.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { checkCheckpointFilter } from "./checkFilter.ts"
import { ifThere } from "./ifThere.ts"
import { invalid } from "./invalid.ts"
import type { LiveProvider } from "./LiveProvider.ts"

/** **Fails with** `notFound` when no provider has it. */
export const findCheckpoint = Effect.fnUntraced(function* (providers: readonly LiveProvider[], id: string) {
  for (const provider of providers) {
    const checkpoint = yield* ifThere(provider.checkpoints.get(id))
    if (checkpoint !== undefined && checkpoint.provider === provider.id) return { provider, checkpoint }
  }
  return yield* new ProtectionError({ code: "notFound", message: `There is no checkpoint "${id}".` })
})

/** A cursor is `<place of the provider>:<cursor of its own list>`. */
export const listCheckpoints = Effect.fnUntraced(function* (
  all: readonly LiveProvider[],
  given: CheckpointFilter,
): Effect.fn.Return<Page<Checkpoint>, ProtectionError> {
  const { after, ...filter } = yield* checkCheckpointFilter(given)
  const providers = all.filter(({ id }) => filter.provider === undefined || filter.provider === id)
  const [place = "0", ...rest] = after?.split(":") ?? []
  const from = Number(place)
  if (!Number.isInteger(from))
    return yield* invalid([{ path: "/after", message: `"${after}" is no place in this list.` }])
  const provider = providers[from]
  if (provider === undefined) return { items: [] }
  const inner = rest.join(":")
  const page = yield* provider.checkpoints.list({
    ...filter,
    provider: provider.id,
    ...(inner === "" ? {} : { after: inner }),
  })
  if (page.next !== undefined) return { items: page.items, next: `${from}:${page.next}` }
  return from + 1 < providers.length ? { items: page.items, next: `${from + 1}:` } : { items: page.items }
})
