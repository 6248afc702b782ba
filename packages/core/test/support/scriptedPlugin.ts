/** A plugin of which a test writes the hooks, and which tells in what order they were called. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type {
  HookContext,
  HookName,
  Operation,
  Preview,
  ProtectionError,
  ProtectionPlugin,
  Step,
  Verb,
} from "../../src/index.ts"

export type Script = (hook: HookName, context: HookContext) => Effect.Effect<Step, ProtectionError>

const schema = Schema.toStandardJSONSchemaV1(
  Schema.toStandardSchemaV1(Schema.Struct({ note: Schema.optionalKey(Schema.String) }), {
    parseOptions: { errors: "all", onExcessProperty: "error" },
  }),
)
const anything = Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(Schema.Unknown))

const nothing: Preview = { creates: [], deletes: [], quota: {}, blockers: [], warnings: [] }

export const done: Script = () => Effect.succeed({ step: "done", value: {} })

/** Waits once in every hook, so that hooks that may run side by side do. */
export const waitOnce: Script = (_, { state }) =>
  Effect.succeed(
    state === undefined
      ? { step: "wait", state: 1, afterMs: 1000, progress: { description: "once" }, cancellable: "now" }
      : { step: "done", value: {} },
  )

export const scriptedPlugin = (script: Script, parts: Partial<ProtectionPlugin> = {}) => {
  const calls: string[] = []
  const turn = (hook: HookName) => (context: HookContext) =>
    Effect.suspend(() => {
      if (context.state === undefined) calls.push(`${hook} ${context.resource.id}`)
      return script(hook, context)
    })
  const operation: Operation = {
    preview: () => Effect.succeed(nothing),
    onPrepareBegin: turn("onPrepareBegin"),
    onPrepareFinish: turn("onPrepareFinish"),
    onMain: turn("onMain"),
    onComplete: turn("onComplete"),
  }
  const verbs: { readonly [V in Verb]?: Operation } = {
    protect: operation,
    restore: operation,
    verify: operation,
    delete: operation,
  }
  const plugin: ProtectionPlugin = {
    contract: 1,
    id: "scripted",
    version: "1",
    types: ["Memory::Thing"],
    optionsSchema: schema,
    restoreSchema: schema,
    verifySchema: schema,
    deleteSchema: schema,
    savedInfoSchema: anything,
    savedInfoVersion: 1,
    operations: verbs,
    ...parts,
  }
  return { plugin, calls }
}
