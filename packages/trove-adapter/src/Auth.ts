/** Who asks, and in which project: what Keystone wants to know before it gives a token. */
import * as Schema from "effect/Schema"

const Text = Schema.NonEmptyString
const given = Schema.optionalKey(Text)
const Secret = Schema.Union([Text, Schema.Redacted(Text)])

const user = { username: given, userId: given, userDomain: given, userDomainId: given }

/**
 * Who asks. A user is named by `userId`, or by `username` with `userDomain` (a name) or `userDomainId`; an application
 * credential by `id`, or by `name` with its user. A token is used as it is and cannot be renewed.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Auth = Schema.Union([
  Schema.Struct({ type: Schema.Literal("password"), ...user, password: Secret }),
  Schema.Struct({ type: Schema.Literal("token"), token: Secret }),
  Schema.Struct({ type: Schema.Literal("applicationCredential"), id: given, name: given, ...user, secret: Secret }),
])
export type Auth = typeof Auth.Type

/**
 * A project by `id`, or by `name` with `domain` (a name) or `domainId`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ProjectReference = Schema.Struct({ id: given, name: given, domain: given, domainId: given })
export interface ProjectReference extends Schema.Schema.Type<typeof ProjectReference> {}
