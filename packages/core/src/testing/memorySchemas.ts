/** What the memory plugin takes and saves: the schemas of its options, each once, with titles and limits for forms. */
import * as Schema from "effect/Schema"
import type { ParameterSchema } from "../ProtectionPlugin.ts"

/** A schema as a plugin gives it: every fault at once, and no members it does not know. */
export const standard = <S extends Schema.ConstraintDecoder<unknown>>(schema: S): ParameterSchema<S["Type"]> =>
  Schema.toStandardJSONSchemaV1(
    Schema.toStandardSchemaV1(schema, { parseOptions: { errors: "all", onExcessProperty: "error" } }),
  )

const text = (title: string, description: string, maxLength: number) =>
  Schema.optionalKey(Schema.String.check(Schema.isMaxLength(maxLength)).annotate({ title, description }))

export const Options = Schema.Struct({
  copy_name: text("Copy Name", "The name of the copy.", 64),
  description: text("Description", "What the copy is for.", 255),
}).annotate({ title: "Protect Options", description: "How a thing is copied." })
export type Options = typeof Options.Type

export const RestoreOptions = Schema.Struct({
  restore_name: text("Restore Name", "The name of the new thing; the old name when not given.", 64),
}).annotate({ title: "Restore Options", description: "How a copy becomes a thing again." })
export type RestoreOptions = typeof RestoreOptions.Type

export const VerifyOptions = Schema.Struct({
  level: Schema.optionalKey(
    Schema.Literals(["record"]).annotate({ title: "Level", description: "What is looked at: the record of the copy." }),
  ),
}).annotate({ title: "Verify Options", description: "How deep a copy is looked into." })

export const DeleteOptions = Schema.Record(Schema.String, Schema.Never).annotate({
  title: "Delete Options",
  description: "Nothing can be chosen about a delete.",
})

export const SavedInfo = Schema.Struct({
  copy: Schema.String.annotate({ title: "Copy", description: "The id of the copy." }),
  name: Schema.String.annotate({ title: "Name", description: "The name of the thing it was made of." }),
}).annotate({ title: "Saved Info", description: "What is needed to find the copy again." })
export type SavedInfo = typeof SavedInfo.Type
