/** Plain async functions as effects: by the driver's clock, ended by a signal, with errors of the one class. */
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Section } from "../Bank.ts"
import type { Json } from "../Json.ts"
import { type HookContext, hooks, type Operation, type OperationContext } from "../Operation.ts"
import type { PluginCall, PromiseOperation, PromiseSection } from "../PromiseOperation.ts"
import { ProtectionError } from "../ProtectionError.ts"

/** Calls a function and waits for its promise. `broke` begins the sentence when it rejects with no `ProtectionError`. */
export const promised = <A>(
  broke: string,
  call: (given: PluginCall) => Promise<A>,
): Effect.Effect<A, ProtectionError> =>
  Effect.clockWith((clock) =>
    Effect.tryPromise({
      try: (signal) => call({ signal, now: () => clock.currentTimeMillisUnsafe() }),
      catch: (cause) =>
        cause instanceof ProtectionError
          ? cause
          : new ProtectionError(
              { code: "defect", message: `${broke}: ${cause instanceof Error ? cause.message : String(cause)}` },
              { cause },
            ),
    }),
  )

/** An operation of promises as one of effects. */
export const operationOf = (who: string, operation: PromiseOperation): Operation => {
  const { suggest } = operation
  const asked =
    <A>(name: string, ask: (context: OperationContext & PluginCall) => Promise<A>) =>
    (context: OperationContext) =>
      promised(`${who} broke in ${name}`, (call) => ask(extended(context, call)))
  return {
    preview: asked("preview", (context) => operation.preview(context)),
    ...(suggest && { suggest: asked("suggest", (context) => suggest.call(operation, context)) }),
    ...Object.fromEntries(
      hooks.flatMap((name) => {
        const hook = operation[name]
        if (hook === undefined) return []
        const turn = (context: HookContext) =>
          Effect.contextWith((services: Context.Context<never>) =>
            promised(`${who} broke in ${name}`, (call) => {
              const run = runner(services, call.signal)
              const { keep, section } = context
              const own = {
                ...call,
                keep: (state: Json) => run(keep(state)),
                ...(section && { section: sectionOf(section, run, services) }),
              }
              return hook.call(operation, extended(context, own))
            }),
          )
        return [[name, turn]]
      }),
    ),
  }
}

type Run = <A>(effect: Effect.Effect<A, ProtectionError>) => Promise<A>

/** Runs effects for a function that is still waited for; for one that was given up it does nothing more. */
const runner =
  (services: Context.Context<never>, signal: AbortSignal): Run =>
  (effect) =>
    signal.aborted ? Promise.reject(signal.reason) : Effect.runPromiseWith(services)(effect, { signal })

/** The context with more in it; its own members are asked only when they are read. */
const extended = <C extends object, More extends object>(context: C, more: More): C & More =>
  Object.create(Object.prototype, {
    ...Object.getOwnPropertyDescriptors(context),
    ...Object.getOwnPropertyDescriptors(more),
  })

const sectionOf = (section: Section, run: Run, services: Context.Context<never>): PromiseSection => ({
  readOnly: section.readOnly,
  get: (key) => run(section.get(key)),
  put: (key, value) => run(section.put(key, value)),
  create: (key, value) => run(section.create(key, value)),
  remove: (key) => run(section.remove(key)),
  list: (prefix) => Stream.toAsyncIterableWith(section.list(prefix), services),
  section: (prefix, options) => sectionOf(section.section(prefix, options), run, services),
})
