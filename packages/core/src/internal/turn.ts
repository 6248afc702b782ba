/** Begin and turn as effects: what the steps entry gives as promises. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Handle, Turn } from "../Handle.ts"
import type { Json } from "../Json.ts"
import { type HookContext, hooks, type Verb } from "../Operation.ts"
import { checkParameters, parameterSchema } from "../Parameters.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { contract, type ProtectionPlugin } from "../ProtectionPlugin.ts"
import type { Resource, Scope } from "../Resource.ts"
import { checkValue } from "./checkValue.ts"
import { handleOf } from "./handleOf.ts"
import { invalid } from "./invalid.ts"
import { isoNow } from "./now.ts"
import { runHook } from "./runHook.ts"
import { timeOf } from "./timeOf.ts"
import { withoutUndefined } from "./withoutUndefined.ts"

export type Keep = (handle: Handle) => Effect.Effect<void, ProtectionError>

export interface Begin {
  readonly plugin: ProtectionPlugin
  readonly verb: Verb
  readonly operationId: string
  readonly installation?: string
  readonly again?: boolean
  readonly resource: Resource
  readonly into?: Scope
  readonly parameters: unknown
  readonly saved?: Json
  readonly deadline: string
}

/**
 * The first turn. Whatever is wrong with what was given fails it before anything is touched. With the wish to cancel it
 * makes nothing, and takes back what a first turn that was lost had made.
 */
export const begin = Effect.fnUntraced(function* (
  request: Begin,
  keep: Keep,
  cancelRequested = false,
): Effect.fn.Return<Turn> {
  const { plugin, verb, resource } = request
  const handle: Handle = {
    v: 1,
    plugin: plugin.id,
    verb,
    operationId: request.operationId,
    installation: request.installation ?? "",
    resource,
    ...(request.into === undefined ? {} : { into: request.into }),
    parameters: request.parameters as Json,
    ...(request.saved === undefined ? {} : { saved: request.saved }),
    hook: 0,
    cancelRequested,
    attempt: 0,
    started: yield* isoNow,
    deadline: request.deadline,
  }
  return yield* drive(plugin, handle, keep, { again: request.again ?? false })
})

/** One more turn, from any earlier handle. */
export const turn = (plugin: ProtectionPlugin, handle: Handle, keep: Keep): Effect.Effect<Turn> =>
  drive(plugin, handle, keep)

const drive = (plugin: ProtectionPlugin, given: Handle, keep: Keep, first?: { readonly again: boolean }) =>
  Effect.suspend(() => {
    // A failed turn gives back what was kept last: a retry has to know of a call whose outcome nobody knows.
    let latest = given
    const keepLatest: Keep = (kept) =>
      Effect.andThen(
        keep(kept),
        Effect.sync(() => {
          latest = kept
        }),
      )
    return Effect.gen(function* () {
      const handle = yield* shaped(given, first !== undefined)
      const checked = yield* check(plugin, handle)
      if (first !== undefined) yield* refuseAfter(checked.deadline, handle)
      return yield* advance(plugin, handle, checked, keepLatest, first?.again ?? false)
    }).pipe(Effect.catch((error) => Effect.succeed(failed(error, latest))))
  })

/** Members that are undefined were not given. What is wrong with a new handle is wrong with what its host gave. */
const shaped = (given: Handle, isNew: boolean) =>
  Effect.try({
    try: () => withoutUndefined(given),
    catch: () => refused("", "A handle is plain JSON; this one holds itself."),
  }).pipe(
    Effect.flatMap((plain) => Effect.fromResult(handleOf(plain))),
    Effect.mapError((error) => (isNew && error.code === "damaged" ? invalid(error.issues ?? []) : error)),
  )

interface Checked {
  readonly parameters: unknown
  readonly saved: unknown
  readonly deadline: number
}

const check = Effect.fnUntraced(function* (plugin: ProtectionPlugin, handle: Handle) {
  if (plugin.contract !== contract) {
    const message = `The plugin ${plugin.id} speaks contract ${plugin.contract}; this version speaks ${contract}.`
    return yield* new ProtectionError({ code: "tooNew", message })
  }
  if (plugin.id !== handle.plugin)
    return yield* refused("/plugin", `This handle belongs to the plugin ${handle.plugin}, not to ${plugin.id}.`)
  if (!plugin.types.includes(handle.resource.type)) {
    return yield* refused(
      "/resource/type",
      `The plugin ${plugin.id} serves ${plugin.types.join(", ")}, not ${handle.resource.type}.`,
    )
  }
  const schema = parameterSchema(plugin, handle.verb)
  if (schema === undefined) {
    return yield* new ProtectionError({
      code: "notSupported",
      message: `The plugin ${plugin.id} can not ${handle.verb}.`,
    })
  }
  const deadline = yield* timeOf("/deadline", handle.deadline)
  if (handle.verb !== "protect" && handle.saved === undefined) {
    return yield* refused("/saved", `To ${handle.verb}, give what protect saved.`)
  }
  const checked: Checked = {
    parameters: yield* checkParameters(schema, handle.parameters, "/parameters"),
    saved: handle.saved === undefined ? undefined : yield* checkValue(plugin.savedInfoSchema, handle.saved, "/saved"),
    deadline,
  }
  return checked
})

const advance = Effect.fnUntraced(function* (
  plugin: ProtectionPlugin,
  from: Handle,
  checked: Checked,
  keep: Keep,
  again: boolean,
): Effect.fn.Return<Turn, ProtectionError> {
  const operation = plugin.operations[from.verb]
  if (operation === undefined)
    return yield* new ProtectionError({
      code: "notSupported",
      message: `The plugin ${plugin.id} can not ${from.verb}.`,
    })
  let handle = from
  while (true) {
    const current = handle
    const hook = hooks[current.hook]
    const context: HookContext = {
      operationId: current.operationId,
      installation: current.installation,
      resource: current.resource,
      children: [],
      parameters: checked.parameters,
      saved: checked.saved,
      ...(current.into === undefined ? {} : { into: current.into }),
      created: {},
      state: current.state,
      again,
      keep: (state) => keep({ ...current, state }),
      cancelRequested: current.cancelRequested,
      deadline: checked.deadline,
      attempt: current.attempt,
    }
    const step = yield* runHook(operation, hook, context)
    if (step.step === "cancelled") return { status: "cancelled", left: step.left }
    if (step.step === "wait") {
      const { afterMs, progress, cancellable, state } = step
      return { status: "waiting", handle: { ...current, state }, afterMs, progress, cancellable }
    }
    const value = step.value ?? current.value
    const warnings = [...(current.warnings ?? []), ...(step.warnings ?? [])]
    if (current.hook === 3) {
      const result = value ?? null
      return { status: "succeeded", result, ...(current.verb === "protect" ? { saved: result } : {}), warnings }
    }
    const { state: _, ...rest } = current
    handle = { ...rest, hook: nextHook[current.hook], ...(value === undefined ? {} : { value }), warnings }
  }
})

const nextHook = { 0: 1, 1: 2, 2: 3 } as const

const failed = (error: ProtectionError, handle: Handle): Turn => ({ status: "failed", error: error.toJSON(), handle })

const refuseAfter = Effect.fnUntraced(function* (deadline: number, handle: Handle) {
  if ((yield* Clock.currentTimeMillis) < deadline) return
  const message = `The deadline ${handle.deadline} had passed before anything was begun.`
  return yield* new ProtectionError({ code: "deadlineExceeded", outcome: "notStarted", message })
})

const refused = (path: string, message: string) => invalid([{ path, message }])
