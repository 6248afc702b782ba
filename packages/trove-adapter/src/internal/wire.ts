/** The crossing between Trove's words and this SDK's: what is sent for a verb, what is kept of an answer. Pure. */
import type { Backup, CreateBackup, CreateInstance, Instance } from "../generated/trove.ts"
import type { ProtectOptions, RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { SavedContents, SavedInstance, SavedObject, TroveSavedInfo } from "../TroveSavedInfo.ts"
import type { Chosen } from "./backupOf.ts"
import { type Mark, show, stamp, unmarked } from "./mark.ts"
import { present } from "./present.ts"

/** The body that makes a backup. Users say true or false; the wire says 1 or 0. */
export const backupRequest = (
  instance: string,
  options: ProtectOptions,
  { parent, incremental }: Pick<Chosen, "parent" | "incremental">,
  mark: Mark,
): CreateBackup =>
  present({
    name: options.backup_name,
    instance,
    description: stamp(options.description, mark),
    parent_id: parent,
    incremental: incremental ? (1 as const) : options.incremental === false ? (0 as const) : undefined,
    swift_container: options.swift_container,
  })

/** What is worth keeping of an instance. */
export const savedInstance = (instance: Instance): SavedInstance => {
  const { id, name, flavor, volume, addresses, access, configuration, locality, region, replica_of, replicas } =
    instance
  const network = addresses?.find((address) => address.type !== "public" && address.network)?.network
  return present({
    id,
    name,
    flavor: { id: flavor.id },
    volume: typeof volume?.size === "number" ? present({ size: volume.size, type: told(volume, "type") }) : undefined,
    networkId: network ?? undefined,
    access:
      access === undefined || Object.keys(access).length === 0
        ? undefined
        : present({ isPublic: access.is_public, allowedCidrs: access.allowed_cidrs }),
    availabilityZone: told(instance, "availability_zone"),
    configuration: configuration && present({ id: configuration.id, name: configuration.name }),
    locality,
    region: region ?? undefined,
    replicaOf: replica_of?.id,
    replicas: replicas === undefined || replicas.length === 0 ? undefined : replicas.map((replica) => replica.id),
    addresses: addresses === undefined || addresses.length === 0 ? undefined : addresses.map(({ address }) => address),
  })
}

/** A backup that is complete, and what was learned of its source. */
export interface ToSave {
  readonly backup: Backup
  readonly chain: readonly string[]
  readonly instance: SavedInstance
  readonly contents?: SavedContents | undefined
  readonly object?: SavedObject | undefined
  readonly mark: Mark
}

/** What is kept of a backup that is complete. */
export const savedInfo = ({ backup, chain, instance, contents, object, mark }: ToSave): TroveSavedInfo => {
  const { id, name, description, status, size, locationRef, project_id, created, updated, datastore } = backup
  return present({
    backup: present({
      id,
      name,
      description: description ?? undefined,
      status,
      size: size ?? undefined,
      location: locationRef ?? undefined,
      object,
      project: project_id,
      chain,
      created,
      updated,
    }),
    datastore:
      datastore && present({ type: datastore.type, version: datastore.version, versionId: datastore.version_id }),
    instance,
    contents,
    mark: show(mark),
  })
}

/** What a restore asks for: what was given, else what was saved. */
export interface Wanted {
  readonly name: string
  readonly flavor: string | undefined
  readonly volumeSize: number | undefined
  readonly datastore: { readonly type: string; readonly version: string } | undefined
  readonly configuration: string | undefined
}

/** Elsewhere, the configuration group of the old project is not to be had. */
export const wantedOf = (
  { instance, datastore }: TroveSavedInfo,
  options: RestoreOptions,
  elsewhere = false,
): Wanted => {
  const configuration = options.configuration ?? (elsewhere ? undefined : instance.configuration?.id)
  return {
    name: options.restore_name ?? unmarked(instance.name),
    flavor: options.flavor ?? instance.flavor?.id,
    volumeSize: options.volume_size ?? instance.volume?.size,
    datastore: datastore && {
      type: datastore.type,
      version: options.datastore_version ?? datastore.versionId ?? datastore.version,
    },
    configuration: configuration === "none" ? undefined : configuration,
  }
}

/** The body that makes an instance out of a backup. Elsewhere, what was saved of the old surroundings is left out. */
export const restoreRequest = (
  saved: TroveSavedInfo,
  options: RestoreOptions,
  name: string,
  elsewhere: boolean,
): CreateInstance => {
  const wanted = wantedOf(saved, options, elsewhere)
  const here = elsewhere ? undefined : saved.instance
  const { access } = saved.instance
  return present({
    name,
    flavorRef: wanted.flavor,
    volume: wanted.volumeSize === undefined ? undefined : volumeOf(wanted.volumeSize, options, here),
    datastore: wanted.datastore,
    restorePoint: { backupRef: saved.backup.id },
    nics: nicsOf(options, here),
    access: filled(
      present({
        is_public: options.access?.is_public ?? access?.isPublic,
        allowed_cidrs: options.access?.allowed_cidrs ?? access?.allowedCidrs,
      }),
    ),
    configuration: wanted.configuration,
    availability_zone: options.availability_zone ?? here?.availabilityZone,
    locality: options.locality ?? localities.find((locality) => locality === here?.locality),
    region_name: options.region ?? here?.region,
  })
}

/** What a form for a restore starts with. */
export const suggestedRestore = (saved: TroveSavedInfo) => {
  const { name, flavor, volumeSize, datastore, configuration } = wantedOf(saved, {})
  const { networkId, access, availabilityZone, volume, region } = saved.instance
  return present({
    restore_name: name,
    flavor,
    volume_size: volumeSize,
    volume_type: volume?.type,
    datastore_version: datastore?.version,
    network_id: networkId,
    access: access && present({ is_public: access.isPublic, allowed_cidrs: access.allowedCidrs }),
    availability_zone: availabilityZone,
    configuration,
    region,
  })
}

/** What Trove itself does not tell, but some vendors' do. */
const told = (answer: object, name: string): string | undefined => {
  const [, value] = Object.entries(answer).find(([key]) => key === name) ?? []
  return typeof value === "string" && value !== "" ? value : undefined
}

const localities = ["affinity", "anti-affinity", "soft-affinity", "soft-anti-affinity"] as const

const volumeOf = (size: number, options: RestoreOptions, here: SavedInstance | undefined) =>
  present({ size, type: options.volume_type ?? here?.volume?.type })

const nicsOf = (options: RestoreOptions, here: SavedInstance | undefined) => {
  const saved = options.subnet_id === undefined ? here?.networkId : undefined
  const nic = filled(
    present({
      network_id: options.network_id ?? saved,
      subnet_id: options.subnet_id,
      ip_address: options.ip_address,
    }),
  )
  return nic && [nic]
}

const filled = <T extends object>(members: T): T | undefined =>
  Object.keys(members).length === 0 ? undefined : members
