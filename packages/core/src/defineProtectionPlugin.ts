/** A protection plugin out of plain async functions and the schemas of any library. */
import type { StandardSchemaV1 } from "effect/StandardSchema"
import type { Inventory, Marked, MarkOwner } from "./Inventory.ts"
import { operationOf, promised } from "./internal/fromPromises.ts"
import type { Json } from "./Json.ts"
import { Verb } from "./Operation.ts"
import type { PluginCall, PromiseOperation } from "./PromiseOperation.ts"
import { ProtectionError } from "./ProtectionError.ts"
import { type Artifacts, contract, type ParameterSchema, type ProtectionPlugin } from "./ProtectionPlugin.ts"
import type { Resource, Scope } from "./Resource.ts"

/**
 * A schema of a library that writes JSON Schema itself (Standard JSON Schema: zod 4.2, ArkType 2.1.28 and later), or one
 * that does not, with its JSON Schema (draft-07) beside it.
 *
 * @category models
 * @since 0.1.0
 */
export type AnySchema<Value = unknown> =
  | ParameterSchema<Value>
  | {
      readonly schema: StandardSchemaV1<unknown, Value>
      readonly jsonSchema: { readonly [keyword: string]: Json }
    }

/** `Inventory` as promises. @category models @since 0.1.0 */
export interface PromiseInventory<Saved = unknown> {
  markOf(owner: MarkOwner): string
  findMarked(scope: Scope, call: PluginCall): Promise<readonly Marked[]>
  exists(saved: Saved, resource: Resource, call: PluginCall): Promise<boolean>
}

/**
 * What `defineProtectionPlugin` takes: the members of `ProtectionPlugin`, `contract` aside.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtectionPluginDefinition<Protect, Restore, Verify, Delete, Saved>
  extends Pick<ProtectionPlugin, "id" | "version" | "types" | "needsSection" | "savedInfoVersion"> {
  readonly optionsSchema: AnySchema<Protect>
  readonly restoreSchema: AnySchema<Restore>
  readonly verifySchema: AnySchema<Verify>
  readonly deleteSchema: AnySchema<Delete>
  readonly savedInfoSchema: AnySchema<Saved>
  artifacts?(saved: Saved): Artifacts
  readonly inventory?: PromiseInventory<Saved>
  readonly operations: {
    readonly protect?: PromiseOperation<Protect, Json, Saved>
    readonly restore?: PromiseOperation<Restore, Json, Saved>
    readonly verify?: PromiseOperation<Verify, Json, Saved>
    readonly delete?: PromiseOperation<Delete, Json, Saved>
  }
}

/**
 * The plugin, for both drivers like any other. What its functions reject with is the operation's error when it is a
 * `ProtectionError`, else a `defect` that names the function.
 *
 * **Fails with** (throws) `invalidParameters` for a schema without JSON Schema.
 *
 * **Example**
 *
 * ```ts
 * const plugin = defineProtectionPlugin({
 *   id: "volumes",
 *   types: ["OS::Cinder::Volume"],
 *   optionsSchema: z.strictObject({ name: z.string().meta({ title: "Name", description: "The snapshot's name." }) }),
 *   operations: { protect: { preview, onMain: async ({ state, keep, signal }) => … } },
 *   …
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const defineProtectionPlugin = <Protect, Restore, Verify, Delete, Saved>(
  definition: ProtectionPluginDefinition<Protect, Restore, Verify, Delete, Saved>,
): ProtectionPlugin => {
  const { id, inventory, operations, ...rest } = definition
  const schemaOf = (name: SchemaName) => parameterSchema(id, name, definition[name])
  return {
    ...rest,
    contract,
    id,
    optionsSchema: schemaOf("optionsSchema"),
    restoreSchema: schemaOf("restoreSchema"),
    verifySchema: schemaOf("verifySchema"),
    deleteSchema: schemaOf("deleteSchema"),
    savedInfoSchema: schemaOf("savedInfoSchema"),
    ...(inventory && { inventory: inventoryOf(`The plugin ${id}`, inventory) }),
    operations: Object.fromEntries(
      Verb.literals.flatMap((verb) => {
        const operation: PromiseOperation | undefined = verb === "copy" ? undefined : operations[verb]
        return operation === undefined ? [] : [[verb, operationOf(`The plugin ${id}`, operation)]]
      }),
    ),
  }
}

const inventoryOf = (who: string, inventory: PromiseInventory): Inventory => ({
  markOf: (owner) => inventory.markOf(owner),
  findMarked: (scope) => promised(`${who} broke in findMarked`, (call) => inventory.findMarked(scope, call)),
  exists: (saved, resource) => promised(`${who} broke in exists`, (call) => inventory.exists(saved, resource, call)),
})

type SchemaName = "optionsSchema" | "restoreSchema" | "verifySchema" | "deleteSchema" | "savedInfoSchema"

const parameterSchema = (plugin: string, name: SchemaName, given: AnySchema): ParameterSchema => {
  if (!("~standard" in given)) {
    const jsonSchema = () => ({ ...given.jsonSchema })
    return { "~standard": { ...given.schema["~standard"], jsonSchema: { input: jsonSchema, output: jsonSchema } } }
  }
  if (given["~standard"].jsonSchema !== undefined) return given
  throw new ProtectionError({
    code: "invalidParameters",
    message: `The ${name} of the plugin ${plugin} gives no JSON Schema: its library (${given["~standard"].vendor}) does not write it.`,
    recovery: "Give { schema, jsonSchema } instead, with the JSON Schema written by hand or by a converter.",
    issues: [{ path: `/${name}`, message: "gives no JSON Schema" }],
  })
}
