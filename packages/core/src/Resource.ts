/** What is protected and where it lives. A resource is an identity, never a connection: it holds no secret. */
import * as Schema from "effect/Schema"

/**
 * The resource types this SDK knows by name; a plugin may bring any other string.
 *
 * **Source**: `karbor/common/constants.py`, `RESOURCE_TYPES`.
 *
 * @category models
 * @since 0.1.0
 */
export const ResourceTypes = {
  project: "OS::Keystone::Project",
  databaseInstance: "OS::Trove::Instance",
} as const

/**
 * Where a resource lives: an account (a name of the host's choosing that stands for credentials), and a region and
 * project within it. The host's `connect(scope)` turns it into a connection, anew in every process.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Scope = Schema.Struct({
  account: Schema.NonEmptyString,
  region: Schema.optionalKey(Schema.NonEmptyString),
  project: Schema.optionalKey(Schema.NonEmptyString),
})
export interface Scope extends Schema.Schema.Type<typeof Scope> {}

/**
 * One thing in a cloud: its scope, type and id make its identity, `name` is for people, `extra` for the plugin.
 *
 * @category schemas
 * @since 0.1.0
 */
export const Resource = Schema.Struct({
  scope: Scope,
  type: Schema.NonEmptyString,
  id: Schema.NonEmptyString,
  name: Schema.String,
  extra: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
})
export interface Resource extends Schema.Schema.Type<typeof Resource> {}

/**
 * The identity of a resource as one string, safe as a key: equal for equal scope, type and id, whatever the name.
 *
 * @category identity
 * @since 0.1.0
 */
export const resourceKey = (resource: Pick<Resource, "scope" | "type" | "id">): string =>
  [resource.type, resource.id, resource.scope.account, resource.scope.region ?? "", resource.scope.project ?? ""]
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join("/")
