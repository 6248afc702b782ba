/**
 * The parameters of each verb as schemas: type, check, defaults, JSON Schema and form in one. The titles, descriptions,
 * required names and defaults of `backup_name`, `description`, `restore_name` and `restore_description` are the text of
 * the specification, word for word (see NOTICE); everything else is an addition and optional.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { longestDescription, longestName } from "./internal/mark.ts"
import { standard } from "./internal/standard.ts"
import { container, ipv4, ipv4Cidr, line, longest, uuid } from "./internal/text.ts"

const optional = <S extends Schema.Top>(schema: S, title: string, description: string) =>
  Schema.optionalKey(schema.annotate({ title, description }))

const needed = <S extends Schema.Top>(schema: S, title: string, description: string) =>
  schema.annotate({ title, description }).pipe(Schema.annotateKey({ messageMissingKey: "must be given" }))

const titled = (title: string) => ({ title, messageUnexpectedKey: "is no parameter of this verb" })

const count = Schema.Int.check(
  Schema.isBetween({ minimum: 1, maximum: 10_000 }, { message: "must be a whole number, 1 or more" }),
)

/** The specification's default for what is not given; a value of null is taken as not given before it gets here. */
const nullDefault: object = { default: null }

/**
 * The parameters of protect.
 *
 * **Source**: `OPTIONS_SCHEMA` of the specification; `trove/common/apischema.py`, `backup.create`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ProtectOptions = Schema.Struct({
  backup_name: needed(line(longest), "Backup Name", "The name of the database instance backup."),
  description: needed(line(longestDescription), "Description", "The description of the database instance backup."),
  incremental: optional(
    Schema.Boolean,
    "Incremental",
    "Back up only what changed since the newest complete backup of this instance.",
  ),
  parent_id: optional(uuid, "Parent", "The id of the complete backup of this instance that this one continues."),
  swift_container: optional(container, "Container", "The object store container that takes the backup."),
  full_every_backups: optional(
    count,
    "Full Every (Backups)",
    "Every so many backups of this instance one is full; the others continue the newest good one.",
  ),
  full_every_days: optional(
    count,
    "Full Every (Days)",
    "Continue the newest good backup unless the full one it hangs on is so old; then make a full one.",
  ),
  recover_stuck: optional(
    Schema.Boolean,
    "Recover Stuck Backups",
    "Where a running backup of this instance can not end any more, fail all of its running ones (reset_status with force_delete) and go on.",
  ),
}).annotate(titled("Database Instance Protection Options"))
/** @category models @since 0.1.0 */
export interface ProtectOptions extends Schema.Schema.Type<typeof ProtectOptions> {}

const Access = Schema.Struct({
  is_public: optional(Schema.Boolean, "Public", "Whether the instance gets a public address."),
  allowed_cidrs: optional(Schema.Array(ipv4Cidr), "Allowed Ranges", "The IPv4 ranges that may connect."),
}).annotate(titled("Access"))

/**
 * The parameters of restore. What is not given is what protect saved.
 *
 * **Units**: `volume_size` in GB.
 * **Source**: `RESTORE_SCHEMA` of the specification; `trove/common/apischema.py`, `instance.create`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RestoreOptions = Schema.Struct({
  restore_name: Schema.optionalKey(
    line(longestName).annotate({
      title: "Restore Name",
      description: "The name of the restored database instance.",
      ...nullDefault,
    }),
  ),
  restore_description: Schema.optionalKey(
    Schema.String.annotate({
      title: "Restore Description",
      description: "The description of the restored database instance.",
      ...nullDefault,
    }),
  ),
  flavor: optional(line(longest), "Flavor", "The id of the flavor."),
  volume_size: optional(
    Schema.Int.check(
      Schema.isBetween({ minimum: 1, maximum: 2_147_483_647 }, { message: "must be a whole number of GB, 1 or more" }),
    ),
    "Volume Size",
    "The size of the data volume in GB; at least the size of the backup.",
  ),
  volume_type: optional(line(longest), "Volume Type", "The type of the data volume."),
  datastore_version: optional(
    line(longest),
    "Datastore Version",
    "The version of the backup's datastore to run. Trove does not check that it can read the backup.",
  ),
  network_id: optional(uuid, "Network", "The network the instance is attached to."),
  subnet_id: optional(uuid, "Subnet", "The subnet the instance is attached to."),
  ip_address: optional(ipv4, "Address", "The address of the instance in the subnet."),
  access: optional(Access, "Access", "Who may connect."),
  availability_zone: optional(line(longest), "Availability Zone", "Where the instance runs."),
  configuration: optional(line(longest), "Configuration", 'The id of the configuration group, or "none".'),
  recreate_configuration: optional(
    Schema.Boolean,
    "Recreate Configuration",
    "Where the configuration group of the source is gone, make one with the values it had.",
  ),
  locality: optional(
    Schema.Literals(["affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"]),
    "Locality",
    "How near to the other instances of its group it runs.",
  ),
  region: optional(line(longest), "Region", "The region the instance runs in."),
  on_failure: Schema.optionalKey(
    Schema.Literals(["keep", "delete"]).annotate({
      title: "On Failure",
      description: "What becomes of an instance that Trove could not restore: keep it to look into, or delete it.",
      message: 'must be "keep" or "delete"',
    }),
  ),
}).annotate(titled("Database Instance Protection Restore"))
/** @category models @since 0.1.0 */
export interface RestoreOptions extends Schema.Schema.Type<typeof RestoreOptions> {}

/**
 * The parameters of verify. All but the level say what the temporary instance of the level "restore" is made of; what is
 * not given is what protect saved, but it is not public.
 *
 * **Units**: `volume_size` in GB.
 *
 * @category schemas
 * @since 0.1.0
 */
export const VerifyOptions = Schema.Struct({
  level: Schema.Literals(["record", "object", "restore"])
    .annotate({
      title: "Level",
      description:
        "How deep the backup is looked into. record: what Trove says of it and of every backup it hangs on. object: also what lies in the object store. restore: also what comes of restoring it into a temporary instance.",
      default: "record",
      message: 'must be "record", "object" or "restore"',
    })
    .pipe(Schema.withDecodingDefaultKey(Effect.succeed("record" as const))),
  flavor: RestoreOptions.fields.flavor,
  volume_size: RestoreOptions.fields.volume_size,
  volume_type: RestoreOptions.fields.volume_type,
  network_id: RestoreOptions.fields.network_id,
  subnet_id: RestoreOptions.fields.subnet_id,
  access: RestoreOptions.fields.access,
  availability_zone: RestoreOptions.fields.availability_zone,
  configuration: RestoreOptions.fields.configuration,
}).annotate(titled("Database Instance Protection Verify"))
/** @category models @since 0.1.0 */
export interface VerifyOptions extends Schema.Schema.Type<typeof VerifyOptions> {}

/**
 * The parameters of delete.
 *
 * @category schemas
 * @since 0.1.0
 */
export const DeleteOptions = Schema.Struct({
  cascade: Schema.Boolean.annotate({
    title: "Cascade",
    description: "Delete the incremental backups that hang on this one as well.",
    default: false,
  }).pipe(Schema.withDecodingDefaultKey(Effect.succeed(false))),
}).annotate(titled("Database Instance Protection Delete"))
/** @category models @since 0.1.0 */
export interface DeleteOptions extends Schema.Schema.Type<typeof DeleteOptions> {}

/** The schemas above as the contract wants them. @category schemas @since 0.1.0 */
export const troveInstanceSchemas = {
  options: standard(ProtectOptions),
  restore: standard(RestoreOptions),
  verify: standard(VerifyOptions),
  delete: standard(DeleteOptions),
}
