/** Effect schemas as what the contract wants: a check that lists every fault, and JSON Schema that allows nothing else. */
import type { ParameterSchema } from "@breakwater/core"
import * as JsonSchema from "effect/JsonSchema"
import * as Schema from "effect/Schema"

export const standard = <S extends Schema.ConstraintDecoder<unknown>>(schema: S): ParameterSchema<S["Type"]> => {
  const { "~standard": open } = Schema.toStandardJSONSchemaV1(
    Schema.toStandardSchemaV1(schema, { parseOptions: { errors: "all", onExcessProperty: "error" } }),
  )
  return {
    "~standard": {
      ...open,
      jsonSchema: {
        ...open.jsonSchema,
        input: (options) => (options.target === "draft-07" ? closed(schema) : open.jsonSchema.input(options)),
      },
    },
  }
}

/** Effect's own converter says nothing of members that are not known, which a form generator then offers to add. */
const closed = (of: Schema.Constraint): JsonSchema.JsonSchema => {
  const document = Schema.toJsonSchemaDocument(of, { onExcessProperty: "error" })
  const { definitions, schema } = JsonSchema.toDocumentDraft07(document)
  return {
    $schema: JsonSchema.META_SCHEMA_URI_DRAFT_07,
    ...schema,
    ...(Object.keys(definitions).length > 0 && { definitions }),
  }
}
