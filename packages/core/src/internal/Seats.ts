/** What a run holds of the places that count over all runners, where there are such. */
import * as Effect from "effect/Effect"
import { hasEnded } from "../OperationRecord.ts"
import { type Places, scopeKey } from "./Limits.ts"
import type { ResourceRow } from "./OperationStore.ts"
import type { Hold } from "./Run.ts"

export interface Seats {
  /** Whether the other runners leave a place for a resource; undefined where nobody has to be asked. */
  readonly agree: (row: ResourceRow) => Effect.Effect<boolean> | undefined
  /** Never on an interruption: whoever takes the operation over goes on in the same place. */
  readonly giveBack: (key: string) => Effect.Effect<void>
}

/** Keeps what an earlier runner left for what is under way, and gives back the rest. */
export const makeSeats = Effect.fnUntraced(function* (
  hold: Pick<Hold, "id" | "epoch" | "request" | "rows" | "orStop">,
  { shared }: Pick<Places, "shared">,
): Effect.fn.Return<Seats> {
  if (shared === undefined) return { agree: () => undefined, giveBack: () => Effect.void }
  const underWay = Array.from(hold.rows.values()).filter(isUnderWay)
  const kept = yield* hold.orStop(shared.keepOnly(hold, keysOf(underWay)))
  const [seated, asked] = [new Set(kept), new Set(kept)]
  return {
    agree: ({ key, resource }) => {
      if (seated.delete(key)) return undefined
      const seat = { key, scope: scopeKey(resource.scope), provider: hold.request.provider }
      return Effect.suspend(() => {
        asked.add(key)
        return hold.orStop(shared.take(hold, seat))
      })
    },
    giveBack: (key) =>
      Effect.suspend(() => (asked.delete(key) ? hold.orStop(shared.giveBack(hold, key)) : Effect.void)),
  }
})

/** Whether its present hook has kept something: the service may be at work for it. */
export const isUnderWay = ({ hookState, state }: ResourceRow): boolean =>
  hookState !== undefined && state !== "queued" && !hasEnded(state)

const keysOf = (rows: readonly ResourceRow[]) => rows.map(({ key }) => key)
