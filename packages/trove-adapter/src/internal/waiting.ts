/** The answer "call me again", and the patience behind it. */
import type { Json, Leftover, Wait } from "@breakwater/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { TroveWaiting } from "../TroveSettings.ts"

/** What the state of every waiting step holds: how often it has looked. */
export type Waiter = { readonly looks?: number } & { readonly [key: string]: Json }

/** What is said while waiting. Units: `pauseMs` in milliseconds, where the service said how long. */
export interface Waiting<State> {
  readonly state: State
  readonly because: string
  readonly cancellable: Wait["cancellable"]
  readonly left?: readonly Leftover[]
  readonly pauseMs?: number | undefined
}

/** A wait that grows with every look. */
export const wait = Effect.fnUntraced(function* <State extends Waiter>(
  patience: TroveWaiting,
  { state, because, cancellable, left = [], pauseMs = 0 }: Waiting<State>,
): Effect.fn.Return<Wait<State>> {
  const { looks = 0 } = state
  const first = Duration.toMillis(patience.firstLook)
  const grown = Math.min(first * patience.factor ** Math.min(looks, 100), Duration.toMillis(patience.maxLook))
  const moves = jitters.get(patience) ?? []
  jitters.set(patience, moves)
  const move = moves[looks % 100] ?? (yield* Random.next)
  moves[looks % 100] = move
  const moved = grown * (1 + patience.jitter * (2 * move - 1))
  return {
    step: "wait",
    state: { ...state, looks: looks + 1 },
    afterMs: Math.ceil(Math.max(moved, pauseMs)),
    progress: { description: because },
    cancellable,
    left,
  }
})

/** By look: the operations of one process stay together and share lists, and other processes ask at other times. */
const jitters = new WeakMap<TroveWaiting, number[]>()

/** Until when a call sent at a time may still show its effect. Units: milliseconds since the epoch. */
export const settledAt = (patience: TroveWaiting, sentAt: number | undefined): number =>
  sentAt === undefined ? 0 : sentAt + Duration.toMillis(patience.settle)
