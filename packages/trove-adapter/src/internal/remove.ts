/**
 * Removing what bears an operation's mark, one call a turn. A call is not repeated before its effect had time to show:
 * each one lowers the quota again. What can not be removed is named, never forgotten.
 */
import type { HookContext, Leftover, ProtectionError, Wait } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { TroveError } from "../TroveError.ts"
import type { TroveWaiting } from "../TroveSettings.ts"
import { isMissing } from "./ifThere.ts"
import { settledAt, type Waiter, wait } from "./waiting.ts"

/** By id: when the call was sent, and why it was refused for good. */
export type Removals = { readonly [id: string]: { readonly at: number; readonly refused?: string } }

/** `busy` can not be removed yet; `stays` says why it must not be, or could not be. */
export interface Removable {
  readonly kind: string
  readonly id: string
  readonly name: string
  readonly busy: boolean
  readonly stays?: string | undefined
}

type RemovingState = Waiter & { readonly removals?: Removals }

export interface Removing<State> {
  readonly state: State
  readonly things: readonly Removable[]
  readonly remove: (id: string) => Effect.Effect<unknown, TroveError>
}

/** Another turn is needed, or what could be removed is gone and this is left. */
export type Removed<State extends RemovingState> =
  | Wait<State>
  | { readonly step: "removed"; readonly left: readonly Leftover[] }

export const removeNext = Effect.fnUntraced(function* <State extends RemovingState>(
  patience: TroveWaiting,
  { keep }: Pick<HookContext<unknown, State>, "keep">,
  { state, things, remove }: Removing<State>,
): Effect.fn.Return<Removed<State>, ProtectionError> {
  const { removals = {} } = state
  const stays = ({ id, stays }: Removable) => removals[id]?.refused ?? stays
  const left = things.map((thing) => leftover(thing, stays(thing)))
  const going = things.filter((thing) => stays(thing) === undefined)
  const [first] = going
  if (first === undefined) return { step: "removed", left }
  const now = yield* Clock.currentTimeMillis
  const next = going.find(({ id, busy }) => !busy && now >= settledAt(patience, removals[id]?.at))
  if (next === undefined) {
    const because = first.busy
      ? `The ${first.kind} ${first.name} can be removed as soon as Trove is done with it.`
      : `Waiting until the ${first.kind} ${first.name} is gone.`
    return yield* wait(patience, { state, because, cancellable: "later", left })
  }
  const asked = (refused?: string): State => ({
    ...state,
    removals: { ...removals, [next.id]: { at: now, ...(refused === undefined ? {} : { refused }) } },
  })
  // Gone already, or the answer lost: the next look tells. Not yet: it is asked again. Else it was refused for good.
  const afterRefusal = (error: TroveError): State | undefined => {
    if (isMissing(error) || error.outcome !== "notStarted") return asked()
    return error.retryable ? undefined : asked(error.message)
  }
  yield* keep(asked())
  const { after, pauseMs } = yield* remove(next.id).pipe(
    Effect.as({ after: asked(), pauseMs: undefined }),
    Effect.catch((error) => Effect.succeed({ after: afterRefusal(error) ?? state, pauseMs: error.retryAfterMs })),
  )
  return yield* wait(patience, {
    state: after,
    pauseMs,
    because: `Removing the ${next.kind} ${next.name}.`,
    cancellable: "later",
    left,
  })
})

const leftover = ({ kind, id, name }: Removable, stays: string | undefined): Leftover => ({
  kind,
  id,
  sentence: stays === undefined ? `The ${kind} ${name} is being removed.` : `The ${kind} ${name} remains: ${stays}`,
})
