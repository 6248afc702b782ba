/** Effect schemas as what the contract wants: a check that lists every fault, and JSON Schema that allows nothing else. */
import type { ParameterSchema } from "@breakwater/core"
import * as Schema from "effect/Schema"

export const standard = <S extends Schema.ConstraintDecoder<unknown>>(schema: S): ParameterSchema<S["Type"]> =>
  Schema.toStandardJSONSchemaV1(
    Schema.toStandardSchemaV1(schema, { parseOptions: { errors: "all", onExcessProperty: "error" } }),
  )
