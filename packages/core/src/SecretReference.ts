/** A secret as configuration may name it: by where it lies, never by itself. */
import * as Schema from "effect/Schema"

const message =
  "must name where the secret lies: env:NAME, file:/absolute/path or cloud:NAME; the secret itself may not stand here"

/**
 * A reference to a secret: `env:NAME` is an environment variable, `file:/absolute/path` the text of a file, `cloud:NAME`
 * what a resolver of the host finds under that name. What is wrong with one is said without quoting it.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SecretReference = Schema.String.annotate({ message })
  .check(Schema.isPattern(/^(env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+|cloud:.+)$/u, { message }))
  .annotate({ title: "Secret Reference", description: "env:NAME, file:/absolute/path or cloud:NAME" })
