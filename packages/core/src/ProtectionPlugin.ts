/** What can be done to resources of some types: schemas for every kind of parameters, and an operation for each verb. */
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "effect/StandardSchema"
import type { Inventory } from "./Inventory.ts"
import type { Operation, Verb } from "./Operation.ts"

/**
 * The contract this version of core speaks; a plugin written for another one is refused.
 *
 * @category models
 * @since 0.1.0
 */
export const contract = 1

/**
 * Type, check and form in one value: any Standard Schema that also gives its JSON Schema
 * (with Effect: `Schema.toStandardJSONSchemaV1(Schema.toStandardSchemaV1(schema))`).
 *
 * @category models
 * @since 0.1.0
 */
export type ParameterSchema<Value = unknown> = StandardSchemaV1<unknown, Value> & StandardJSONSchemaV1<unknown, Value>

/**
 * What a copy holds and what it builds on, by names of the plugin's own choosing, such as ids of backups. `made` are those
 * of the copy itself, `needs` those it can not be restored without, directly or not.
 *
 * @category models
 * @since 0.1.0
 */
export interface Artifacts {
  readonly made: readonly string[]
  readonly needs: readonly string[]
}

/**
 * A protection plugin.
 *
 * **Source**: `karbor/services/protection/protection_plugin.py`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ProtectionPlugin {
  readonly contract: typeof contract
  readonly id: string
  readonly version: string
  /** The resource types it serves. */
  readonly types: readonly string[]
  /** Whether its hooks want a section of the bank. */
  readonly needsSection?: boolean
  /** The parameters of protect. */
  readonly optionsSchema: ParameterSchema
  readonly restoreSchema: ParameterSchema
  readonly verifySchema: ParameterSchema
  readonly deleteSchema: ParameterSchema
  /** What protect leaves in the checkpoint; every other verb starts from it. */
  readonly savedInfoSchema: ParameterSchema
  /** The version of `savedInfoSchema`: an integer that grows when its shape changes. */
  readonly savedInfoVersion: number
  /**
   * What was saved, told as artifacts. Pure; it is given what `savedInfoSchema` made of it. Without it no copy is taken
   * to need another one, and none can be told from what nobody knows of.
   */
  artifacts?(saved: unknown): Artifacts
  /** By what orphans are found; without it, and without `artifacts`, they are not looked for. */
  readonly inventory?: Inventory
  /** A verb that is absent is not supported. */
  readonly operations: { readonly [V in Verb]?: Operation }
}
