/** New instances: plain ones, restored ones, replicas. Checks in Trove's own order. */
import type { Json } from "../Json.ts"
import { newAddresses } from "./addresses.ts"
import { checkFlavorAllowed, checkVolumeTypeAllowed } from "./allowed.ts"
import { checkBackupObject, checkObjectStore } from "./backupObjects.ts"
import { checkRestorable, findBackup } from "./backups.ts"
import type { Caller } from "./Caller.ts"
import type { Cloud } from "./Cloud.ts"
import { findConfiguration } from "./configurations.ts"
import { chooseVersion, versionOf } from "./datastores.ts"
import { findFlavor } from "./flavors.ts"
import type { Database, DatabaseUser, InstanceRecord } from "./InstanceRecord.ts"
import { checkCanAct, findInstance } from "./instances.ts"
import { startWalk, takePlan } from "./plans.ts"
import { withQuota } from "./quotas.ts"
import { releaseOf } from "./releases.ts"
import { startReplication } from "./replication.ts"
import { badRequest, notFound, TroveFault } from "./TroveFault.ts"
import type { DatastoreRecord, DatastoreVersionRecord } from "./TroveState.ts"

/** What a create call asks for, after its form was checked. */
export interface NewInstance {
  readonly name: string
  /** Absent is its own error, as the real one tells it. */
  readonly flavor: string | undefined
  readonly volumeSize: number | undefined
  readonly volumeType?: string
  readonly datastore: { readonly type?: string; readonly version?: string; readonly version_number?: string }
  readonly databases: readonly Database[]
  readonly users: readonly DatabaseUser[]
  readonly configuration: string | null
  readonly backup: string | undefined
  readonly replicaOf: string | undefined
  readonly replicaCount: number
  readonly access: Json
  readonly locality: string | null
  readonly region: string | undefined
  /** The id of a network; it need not exist. */
  readonly network: string | undefined
}

/** Lets Nova and the guest take it from here, or whatever a test planned for it. */
const startBuild = (cloud: Cloud, { id, name }: InstanceRecord, wanted: NewInstance, backup: string | null): void => {
  const walk =
    backup === null ? takePlan(cloud, "nextBuild", [id, name]) : takePlan(cloud, "nextRestore", [id, name, backup])
  const { databases, users, network = null } = wanted
  if (walk.walk !== undefined) startWalk(cloud, "instance", id, walk.walk)
  else {
    const build = { id, network, backup, databases, users, walk: { ...walk } }
    cloud.schedule(cloud.options.timings.serverStart, "instance.server", build)
  }
}

interface Origin {
  readonly datastore: DatastoreRecord
  readonly version: DatastoreVersionRecord
  readonly flavorId: string | undefined
  readonly source?: InstanceRecord
}

/** Where flavor and datastore come from: the call, or the instance it is to be a replica of. */
export const originOf = (
  cloud: Cloud,
  caller: Caller,
  wanted: Pick<NewInstance, "flavor" | "datastore" | "replicaOf">,
): Origin => {
  if (wanted.replicaOf === undefined) {
    return { ...chooseVersion(cloud, wanted.datastore), flavorId: wanted.flavor }
  }
  const source = findInstance(cloud, caller, wanted.replicaOf)
  if (source.replicaOf !== null) {
    throw new TroveFault("unauthorized", `Cannot create a replica of a replica ${wanted.replicaOf}`)
  }
  const version = versionOf(cloud, source.datastoreVersion)
  if (version === undefined) throw notFound(wanted.replicaOf)
  return { ...version, flavorId: source.flavor, source }
}

/** Required, and no larger than the operator allows. */
export const checkVolumeSize = (cloud: Cloud, size: number | undefined): number => {
  if (size === undefined) throw badRequest("Volume size was not specified.")
  const largest = cloud.options.maxAcceptedVolumeSize
  if (size > largest) {
    throw new TroveFault(
      "overLimit",
      `Volume 'size' cannot exceed maximum of ${largest} GB, ${size} cannot be accepted.`,
    )
  }
  return size
}

/**
 * Makes the record (the first of them, when several replicas are asked for) and starts the build.
 *
 * A backup is looked at in this order: object store, existence, state, size, object, datastore; its datastore version
 * is not compared. Then quotas, and last the configuration group.
 */
export const createInstance = (cloud: Cloud, caller: Caller, wanted: NewInstance, origin: Origin): InstanceRecord => {
  if (origin.source === undefined) checkFlavorAllowed(origin.version, origin.flavorId)
  const flavor = origin.flavorId === undefined ? undefined : findFlavor(cloud, origin.flavorId)
  if (flavor === undefined) throw badRequest(`Resource ${origin.flavorId ?? "None"} cannot be found.`)
  if (wanted.region !== undefined && wanted.region !== cloud.seed.region) {
    throw badRequest(
      `Endpoint not found for service_type=database, endpoint_type=publicURL, endpoint_region=${wanted.region}.`,
    )
  }
  if (origin.source === undefined) checkVolumeTypeAllowed(origin.version, wanted.volumeType)
  const volumeSize = checkVolumeSize(cloud, origin.source?.volumeSize ?? wanted.volumeSize)
  if (wanted.backup !== undefined) checkRestore(cloud, caller, wanted.backup, volumeSize, origin.datastore)
  if (origin.source !== undefined) checkCanAct(cloud, origin.source)
  const count = origin.source === undefined ? 1 : wanted.replicaCount
  return withQuota(cloud, caller.project, { instances: 1, ram: flavor.ram, volumes: volumeSize }, () => {
    if (wanted.configuration !== null) findConfiguration(cloud, caller, wanted.configuration)
    const made = Array.from({ length: count }, (_, index) =>
      addInstance(cloud, caller.project, {
        ...wanted,
        name: count > 1 ? `${wanted.name}-${index + 1}` : wanted.name,
        flavor: flavor.id,
        volumeSize,
        datastoreVersion: origin.version.id,
        replicaOf: origin.source?.id ?? null,
      }),
    )
    const backup = wanted.backup ?? null
    if (origin.source !== undefined) startReplication(cloud, origin.source, made, backup)
    else {
      for (const instance of made) startBuild(cloud, instance, wanted, backup)
    }
    const last = made.at(-1)
    if (last === undefined) throw badRequest("Nothing to create.")
    return last
  })
}

const checkRestore = (
  cloud: Cloud,
  caller: Caller,
  backupId: string,
  volumeSize: number,
  datastore: DatastoreRecord,
): void => {
  const { looksUpBackupFirst } = releaseOf(cloud)
  if (!looksUpBackupFirst) checkObjectStore(cloud, caller.project)
  const backup = findBackup(cloud, caller, backupId)
  if (looksUpBackupFirst && backup.driver === "swift") checkObjectStore(cloud, caller.project)
  checkRestorable(backup, volumeSize)
  checkBackupObject(cloud, caller.project, backup)
  const taken = versionOf(cloud, backup.datastoreVersion)
  if (taken !== undefined && taken.datastore.name !== datastore.name) {
    throw badRequest(
      `The datastore from which the backup was taken, ${taken.datastore.name}, does not match the destination datastore of ${datastore.name}.`,
    )
  }
}

/** Puts a building record into the table, with nothing started. */
export const addInstance = (
  cloud: Cloud,
  project: string,
  fields: Pick<
    InstanceRecord,
    "name" | "flavor" | "volumeSize" | "datastoreVersion" | "configuration" | "replicaOf" | "access" | "locality"
  > & { readonly network?: string | undefined },
): InstanceRecord => {
  const now = cloud.now()
  const instance: InstanceRecord = {
    id: cloud.uuid(),
    name: fields.name,
    project,
    flavor: fields.flavor,
    volumeSize: fields.volumeSize,
    datastoreVersion: fields.datastoreVersion,
    configuration: fields.configuration,
    replicaOf: fields.replicaOf,
    region: cloud.seed.region,
    access: fields.access,
    locality: fields.locality,
    task: "BUILDING",
    server: null,
    serverId: null,
    volumeId: null,
    addresses: newAddresses(cloud, fields.network, fields.access),
    service: { status: "NEW", updated: now },
    guest: null,
    rootHistory: null,
    fault: null,
    used: 0.2,
    created: now,
    updated: now,
    deletedAt: null,
  }
  cloud.state.trove.instances.push(instance)
  cloud.changed(`instance ${instance.id} BUILDING`)
  return instance
}
