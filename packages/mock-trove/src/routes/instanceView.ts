/** An instance as the API shows it: in lists, in detail, after creation, to the operator. */
import type { components } from "../generated/wire.ts"
import type { Json } from "../Json.ts"
import { versionOf } from "../state/datastores.ts"
import { lastReport } from "../state/guests.ts"
import type { InstanceRecord } from "../state/InstanceRecord.ts"
import { operatingStatusOf, replicasOf, statusOf, usedVolumeOf, visibleAddresses } from "../state/instances.ts"
import { linksTo, timestamp } from "./links.ts"
import type { TroveRequest } from "./TroveRoute.ts"

type Instance = components["schemas"]["Instance"]

const isFilled = (access: Json): access is { readonly [key: string]: Json } =>
  typeof access === "object" && access !== null && !Array.isArray(access) && Object.keys(access).length > 0

/** What was asked for; else whether an address is public; while there are no addresses, nothing. */
const accessOf = (instance: InstanceRecord): NonNullable<Instance["access"]> => {
  if (isFilled(instance.access)) return instance.access
  const addresses = visibleAddresses(instance)
  return addresses.length === 0 ? {} : { is_public: addresses.some((address) => address.type === "public") }
}

const addressesOf = (instance: InstanceRecord): Pick<Instance, "ip" | "addresses"> => {
  const addresses = visibleAddresses(instance)
  return addresses.length === 0 ? {} : { ip: addresses.map((address) => address.address), addresses }
}

/** The short form, of `GET /instances`. */
export const instanceView = (request: TroveRequest, instance: InstanceRecord): Instance => {
  const { cloud, caller } = request
  const made = versionOf(cloud, instance.datastoreVersion)
  const replicas = replicasOf(cloud, instance)
  return {
    id: instance.id,
    name: instance.name,
    status: statusOf(cloud, instance),
    operating_status: operatingStatusOf(cloud, instance),
    links: linksTo(request, "instances", instance.id),
    flavor: { id: instance.flavor, links: linksTo(request, "flavors", instance.flavor) },
    datastore: { type: made?.datastore.name ?? null, version: made?.version.name ?? null },
    region: instance.region,
    access: accessOf(instance),
    ...(caller.admin && { tenant_id: instance.project }),
    ...(made !== undefined && { volume: { size: instance.volumeSize } }),
    ...addressesOf(instance),
    ...(instance.replicaOf !== null && {
      replica_of: { id: instance.replicaOf, links: linksTo(request, "instances", instance.replicaOf) },
    }),
    ...(replicas.length > 0 && {
      replicas: replicas.map(({ id }) => ({ id, links: linksTo(request, "instances", id) })),
    }),
  }
}

/** The long form, of `GET /instances/detail` and of the answer to a create call. */
export const instanceDetailView = (request: TroveRequest, instance: InstanceRecord): Instance => {
  const { cloud, caller } = request
  const made = versionOf(cloud, instance.datastoreVersion)
  const configuration = cloud.state.trove.configurations.find((known) => known.id === instance.configuration)
  const short = instanceView(request, instance)
  return {
    ...short,
    datastore: { ...short.datastore, ...(made !== undefined && { version_number: made.version.version }) },
    created: timestamp(instance.created),
    updated: timestamp(instance.updated),
    service_status_updated: timestamp(lastReport(cloud, instance).updated),
    ...(instance.fault !== null && {
      fault: {
        message: instance.fault.message,
        created: timestamp(instance.fault.created),
        details: caller.admin ? instance.fault.details : null,
      },
    }),
    ...(configuration !== undefined && {
      configuration: {
        id: configuration.id,
        name: configuration.name,
        links: linksTo(request, "configurations", configuration.id),
      },
    }),
    ...(caller.admin && {
      server_id: instance.serverId,
      volume_id: instance.volumeId,
      encrypted_rpc_messaging: true,
    }),
  }
}

/** The long form with what only a single show tells: what the guest measures, and the locality. */
export const shownInstanceView = (request: TroveRequest, instance: InstanceRecord): Instance => {
  const long = instanceDetailView(request, instance)
  const used = usedVolumeOf(request.cloud, instance)
  return {
    ...long,
    ...(long.volume !== undefined && used !== undefined && used > 0 && { volume: { ...long.volume, used } }),
    ...(instance.locality !== null && { locality: instance.locality }),
  }
}
