/** What a plugin written without Effect is asked, and by what: the contract of `Operation` as promises and signals. */
import type { Json } from "./Json.ts"
import type { HookContext, OperationContext, Preview, Step } from "./Operation.ts"

/**
 * What accompanies every question to such a plugin. **Units**: `now` in milliseconds since the epoch, by the clock of
 * whoever drives; a plugin that asks another clock can not be tested in virtual time.
 *
 * @category models
 * @since 0.1.0
 */
export interface PluginCall {
  /** Aborted when nobody waits for the answer any more; hand it on to `fetch`. */
  readonly signal: AbortSignal
  readonly now: () => number
}

/**
 * `Section` as promises: a part of the bank under one prefix.
 *
 * **Fails with** (rejects) the same codes.
 *
 * @category models
 * @since 0.1.0
 */
export interface PromiseSection {
  readonly readOnly: boolean
  readonly get: (key: string) => Promise<string>
  readonly put: (key: string, value: string) => Promise<void>
  readonly create: (key: string, value: string) => Promise<void>
  readonly remove: (key: string) => Promise<void>
  readonly list: (prefix: string) => AsyncIterable<string>
  readonly section: (prefix: string, options?: { readonly readOnly?: boolean }) => PromiseSection
}

/** `OperationContext` for such a plugin. @category models @since 0.1.0 */
export interface PromiseOperationContext<Parameters = unknown, Saved = unknown>
  extends OperationContext<Parameters, Saved>,
    PluginCall {}

/** `HookContext` for such a plugin: what one turn of a hook is given. @category models @since 0.1.0 */
export interface PromiseHookContext<Parameters = unknown, State extends Json = Json, Saved = unknown>
  extends Omit<HookContext<Parameters, State, Saved>, "keep" | "section">,
    PluginCall {
  /** Makes a state durable before the call it announces is sent: wait for it, and send nothing when it rejects. */
  keep(state: State): Promise<void>
  readonly section?: PromiseSection
}

/**
 * One verb of such a plugin. A hook is a step here too: it looks, acts at most once, answers, and never sleeps.
 *
 * @category models
 * @since 0.1.0
 */
export interface PromiseOperation<Parameters = unknown, State extends Json = Json, Saved = unknown> {
  preview(context: PromiseOperationContext<Parameters, Saved>): Promise<Preview>
  suggest?(context: PromiseOperationContext<unknown, Saved>): Promise<Json>
  onPrepareBegin?(context: PromiseHookContext<Parameters, State, Saved>): Promise<Step<State>>
  onPrepareFinish?(context: PromiseHookContext<Parameters, State, Saved>): Promise<Step<State>>
  onMain?(context: PromiseHookContext<Parameters, State, Saved>): Promise<Step<State>>
  onComplete?(context: PromiseHookContext<Parameters, State, Saved>): Promise<Step<State>>
}
