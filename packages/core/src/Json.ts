/** A value that survives JSON unchanged: what states, handles, records and manifests are made of. */
import * as Schema from "effect/Schema"

/**
 * Any JSON value.
 *
 * @category models
 * @since 0.1.0
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * The schema of any JSON value; functions, dates, `undefined` members and non-finite numbers are refused.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Json: Schema.Codec<Json> = Schema.suspend(() =>
  Schema.Union([
    Schema.String,
    Schema.Finite,
    Schema.Boolean,
    Schema.Null,
    Schema.Array(Json),
    Schema.Record(Schema.String, Json),
  ]),
).annotate({ identifier: "Json" })
