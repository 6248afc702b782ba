/** What protect leaves in the checkpoint: all that a restore needs when the source is gone. It holds no secret. */
import * as Schema from "effect/Schema"
import { standard } from "./internal/standard.ts"

const Text = Schema.NonEmptyString
const text = Schema.optionalKey(Text)

/**
 * The instance a backup was made of. What Trove did not tell is absent.
 *
 * **Units**: `volume.size` in GB, `flavor.ram` in MB.
 * **Source**: `trove/instance/views.py`, `InstanceDetailView`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SavedInstance = Schema.Struct({
  id: Text,
  name: Schema.String,
  flavor: Schema.optionalKey(Schema.Struct({ id: Text, ram: Schema.optionalKey(Schema.Finite) })),
  volume: Schema.optionalKey(Schema.Struct({ size: Schema.Finite, type: text })),
  networkId: text,
  access: Schema.optionalKey(
    Schema.Struct({
      isPublic: Schema.optionalKey(Schema.Boolean),
      allowedCidrs: Schema.optionalKey(Schema.Array(Schema.String)),
    }),
  ),
  availabilityZone: text,
  configuration: Schema.optionalKey(
    Schema.Struct({
      id: Text,
      name: text,
      description: text,
      values: Schema.optionalKey(
        Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])),
      ),
    }),
  ),
  locality: text,
  region: text,
  replicaOf: text,
  replicas: Schema.optionalKey(Schema.Array(Text)),
  addresses: Schema.optionalKey(Schema.Array(Text)),
})
/** @category models @since 0.1.0 */
export type SavedInstance = typeof SavedInstance.Type

/**
 * The names of what was in an instance when its guest was asked (`at`, an ISO 8601 time). A list that is absent is not
 * known, and `unknown` says why. A user is `name@host`, or the name alone where the datastore has no hosts.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SavedContents = Schema.Struct({
  at: Text,
  databases: Schema.optionalKey(Schema.Array(Schema.String)),
  users: Schema.optionalKey(Schema.Array(Schema.String)),
  unknown: text,
})
/** @category models @since 0.1.0 */
export type SavedContents = typeof SavedContents.Type

/**
 * What the object store said of the data of a backup when it was complete: its checksum, and its size.
 *
 * **Units**: `bytes`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SavedObject = Schema.Struct({ etag: Text, bytes: Schema.optionalKey(Schema.Finite) })
/** @category models @since 0.1.0 */
export type SavedObject = typeof SavedObject.Type

/**
 * The saved info. `chain` are the backups this one continues, its parent first, the full one last.
 *
 * **Units**: `backup.size` in GB: the space used on the data volume when the backup began.
 * **Source**: `trove/backup/views.py`, `BackupView`.
 *
 * @category schemas
 * @since 0.1.0
 */
export const TroveSavedInfo = Schema.Struct({
  backup: Schema.Struct({
    id: Text,
    name: Schema.String,
    description: Schema.optionalKey(Schema.String),
    status: Text,
    size: Schema.optionalKey(Schema.Finite),
    location: text,
    object: Schema.optionalKey(SavedObject),
    project: text,
    chain: Schema.Array(Text),
    created: Text,
    updated: Text,
  }),
  datastore: Schema.optionalKey(Schema.Struct({ type: Text, version: Text, versionId: text })),
  instance: SavedInstance,
  contents: Schema.optionalKey(SavedContents),
  mark: Text,
}).annotate({
  title: "Database Instance Saved Info",
  description: "What a backup and the instance it was made of are, as far as Trove tells.",
})
/** @category models @since 0.1.0 */
export type TroveSavedInfo = typeof TroveSavedInfo.Type

/**
 * The version of the shape above. 2 knows `contents` and `backup.object`; what version 1 saved is read as well.
 *
 * @category schemas
 * @since 0.1.0
 */
export const savedInfoVersion = 2

/** The schema above as the contract wants it. @category schemas @since 0.1.0 */
export const savedInfoSchema = standard(TroveSavedInfo)
