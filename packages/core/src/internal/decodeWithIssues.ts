/** Checks a value with a schema: the value, or every fault with its JSON Pointer. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Issue } from "../ProtectionError.ts"
import { escapePointer } from "./escapePointer.ts"

export const decodeWithIssues = <A>(schema: Schema.Codec<A>, value: unknown): Result.Result<A, readonly Issue[]> =>
  Result.mapError(Schema.decodeUnknownResult(schema, { errors: "all" })(value), ({ issue }) =>
    format(issue).issues.map(({ path, message }) => ({
      path: (path ?? []).map((part) => `/${escapePointer(typeof part === "object" ? part.key : part)}`).join(""),
      message,
    })),
  )

/** Members of an object that a schema has no place for. */
export const unknownMembers = (fields: object, input: unknown, message: string): readonly Issue[] =>
  Object.keys(typeof input === "object" && input !== null ? input : {})
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => ({ path: `/${escapePointer(name)}`, message }))

const format = SchemaIssue.makeFormatterStandardSchemaV1()
