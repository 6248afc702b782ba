/** What is to be done after a turn: the one reading of it for every host that drives operations itself. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Handle, Turn } from "../Handle.ts"
import { timeOf } from "./timeOf.ts"

/** Where the next turn begins. **Units**: `afterMs` in milliseconds; without it the host's own pause will do. */
export interface Next {
  readonly handle: Handle
  readonly afterMs?: number
}

/** Undefined where nothing more is to be done: it ended, or failed for good, or its time is up. */
export const nextTurn = Effect.fnUntraced(function* (turn: Turn): Effect.fn.Return<Next | undefined> {
  if (turn.status === "waiting") return { handle: turn.handle, afterMs: turn.afterMs }
  if (turn.status !== "failed" || !turn.error.retryable) return undefined
  const { error, handle } = turn
  const until = yield* Effect.orElseSucceed(timeOf("/deadline", handle.deadline), () => 0)
  if ((yield* Clock.currentTimeMillis) >= until) return undefined
  return { handle, ...(error.retryAfterMs === undefined ? {} : { afterMs: error.retryAfterMs }) }
})
