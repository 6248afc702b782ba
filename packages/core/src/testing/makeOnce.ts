/**
 * The step that makes one thing at a service without tokens against doing it twice, and makes exactly one: it looks for
 * its mark, keeps the intent, makes, waits, and removes what a late call made besides. Written against `MemoryService`.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Json } from "../Json.ts"
import type { HookContext, Step, Wait } from "../Operation.ts"
import { type Leftover, ProtectionError } from "../ProtectionError.ts"
import type { MemoryFault } from "./MemoryFault.ts"

/**
 * Promises a plugin must keep, each of which can be broken on purpose, so that the suite that checks them is checked.
 *
 * @category models
 * @since 0.1.0
 */
export type BrokenPromise =
  | "repeatsBlindly"
  | "looksOnce"
  | "trustsItsState"
  | "keepsNoIntent"
  | "leavesSurplus"
  | "forgetsFailed"
  | "ignoresCancel"
  | "hidesLeftovers"
  | "goneIsAnError"
  | "touchesInPreview"
  | "leaksSecrets"
  | "sleepsInside"
  | "takesForOwn"
  | "needsItsSource"
  | "hoardsState"

/** **Units**: `settleMs` and `pollMs` in milliseconds. @category models @since 0.1.0 */
export interface MakeSettings {
  /** How long after a call of unknown outcome nothing is made again. */
  readonly settleMs: number
  readonly pollMs: number
  readonly broken?: BrokenPromise
}

/** What a step remembers; all of it may be missing. @category models @since 0.1.0 */
export type MakeState = {
  readonly attempt: number
  /** When the call was sent whose outcome is not known. */
  readonly sentAt?: number
  /** Nothing is made before, since an earlier begin may have been lost. */
  readonly lookUntil?: number
  readonly made?: string
}

/** One thing with the mark, oldest first in a list. @category models @since 0.1.0 */
export interface Made {
  readonly id: string
  readonly name: string
  readonly status: string
}

/** What is made, and how. @category models @since 0.1.0 */
export interface Making extends MakeSettings {
  readonly kind: string
  /** The status that means done. */
  readonly ready: string
  readonly look: Effect.Effect<readonly Made[], ProtectionError>
  /** Why it can not be made now, where there is a reason. */
  readonly obstacle: Effect.Effect<string | undefined, ProtectionError>
  readonly make: Effect.Effect<Made, MemoryFault>
  readonly remove: (id: string) => Effect.Effect<void, MemoryFault>
  readonly value: (made: Made) => Json
}

/** One turn of making exactly one. @category steps @since 0.1.0 */
export const makeOnce = Effect.fnUntraced(function* (
  making: Making,
  context: HookContext<unknown, MakeState>,
): Effect.fn.Return<Step<MakeState>, ProtectionError> {
  const { broken, kind } = making
  const { attempt } = context
  const now = yield* Clock.currentTimeMillis
  if (broken === "sleepsInside") yield* Effect.sleep("10 minutes")
  const state: MakeState = context.state ?? {
    attempt,
    ...(context.again ? { lookUntil: now + making.settleMs } : {}),
  }
  const found = yield* look(making, context, state)
  const left = broken === "hidesLeftovers" ? [] : found.map((made) => leftover(kind, made))
  const wait = (description: string, cancellable: "now" | "later", next: MakeState = state): Wait<MakeState> => ({
    step: "wait",
    state: broken === "hoardsState" ? { ...next, made: "x".repeat(100_000) } : next,
    afterMs: making.pollMs,
    progress: { description },
    cancellable,
    left,
  })
  const remove = (made: Made, description: string) =>
    making.remove(made.id).pipe(
      // Gone already, or the answer lost: the next look tells.
      Effect.catchTag("MemoryFault", () => Effect.void),
      Effect.as(wait(description, "later")),
    )

  const kept = found.find(({ id }) => id === state.made) ?? found.find(({ status }) => status !== "DELETING")
  const cancelling = context.cancelRequested && broken !== "ignoresCancel" && kept?.status !== making.ready

  if (cancelling) {
    if (broken === "hidesLeftovers") return { step: "cancelled", left: [] }
    const standing = found.find(({ status }) => status !== "DELETING")
    if (standing !== undefined) return yield* remove(standing, `Removing the ${kind} ${standing.name}.`)
    if (found.length > 0) return wait(`Waiting until the ${kind} is gone.`, "later")
    if (now < settled(making, state)) return wait(`Looking whether a ${kind} was made after all.`, "later")
    return { step: "cancelled", left: [] }
  }

  if (kept?.status === "FAILED") {
    const fresh = state.attempt === attempt
    if (!fresh) return yield* remove(kept, `Removing the failed ${kind} ${kept.name}.`)
    const message = `The service reports the ${kind} ${kept.name} as FAILED.`
    return yield* new ProtectionError({ code: "remoteFailed", message, left })
  }
  if (kept !== undefined) {
    const known: MakeState = { attempt, made: kept.id }
    if (kept.status !== making.ready) return wait(`The ${kind} ${kept.name} is ${kept.status}.`, "now", known)
    const surplus = broken === "leavesSurplus" ? [] : found.filter(({ id }) => id !== kept.id)
    const standing = surplus.find(({ status }) => status !== "DELETING")
    if (standing !== undefined) return yield* remove(standing, `Removing a second ${kind}, made by a late call.`)
    if (surplus.length > 0) return wait(`Waiting until the second ${kind} is gone.`, "later", known)
    return { step: "done", value: making.value(kept) }
  }

  if (now < settled(making, state)) return wait(`Looking whether a ${kind} was made after all.`, "now")
  const obstacle = yield* making.obstacle
  if (obstacle !== undefined) return wait(obstacle, "now")
  const intent: MakeState = { attempt, sentAt: now }
  if (broken !== "keepsNoIntent") yield* context.keep(intent)
  return yield* making.make.pipe(
    Effect.map((made) => wait(`The ${kind} ${made.name} is ${made.status}.`, "now", { attempt, made: made.id })),
    Effect.catchTag("MemoryFault", ({ reason, message }) => {
      if (reason === "notFound") return Effect.fail(new ProtectionError({ code: "notFound", message }))
      return Effect.succeed(wait(message, "now", reason === "lost" ? intent : { attempt }))
    }),
  )
})

const look = ({ broken, look }: Making, context: HookContext<unknown, MakeState>, state: MakeState) => {
  if (broken === "trustsItsState" && context.state === undefined) return Effect.succeed([])
  if (broken === "forgetsFailed" && context.attempt > 0) {
    return Effect.map(look, (found) => found.filter(({ status }) => status !== "FAILED"))
  }
  if (broken !== "repeatsBlindly") return look
  return Effect.map(look, (found) => found.filter(({ id }) => id === state.made))
}

/** From when on it counts as settled that an earlier call made nothing. */
const settled = ({ broken, settleMs }: Making, { sentAt, lookUntil }: MakeState): number => {
  if (broken === "repeatsBlindly" || broken === "looksOnce") return 0
  return Math.max(sentAt === undefined ? 0 : sentAt + settleMs, lookUntil ?? 0)
}

const leftover = (kind: string, { id, name, status }: Made): Leftover => ({
  kind,
  id,
  sentence: `The ${kind} ${name} (${id}) is ${status}.`,
})
