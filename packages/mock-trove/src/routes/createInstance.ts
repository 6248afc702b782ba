/** `POST /instances`: new, restored from a backup, or a replica. Answers 200, not 202. */
import type { components } from "../generated/wire.ts"
import { checkObjectStore } from "../state/backupObjects.ts"
import type { Cloud } from "../state/Cloud.ts"
import { checkedDatabases } from "../state/databases.ts"
import { checkedUsers } from "../state/databaseUsers.ts"
import { createInstance, type NewInstance, originOf } from "../state/instanceCreation.ts"
import { releaseOf } from "../state/releases.ts"
import { badRequest, crash } from "../state/TroveFault.ts"
import { idFromReference } from "./idFromReference.ts"
import { instanceDetailView } from "./instanceView.ts"
import { createInstanceSchema } from "./requestSchemas.ts"
import { answerWith, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type CreateInstance = components["schemas"]["CreateInstance"]

const notForReplicas = { flavorRef: "flavor", datastore: "datastore", volume: "volume", locality: "locality" } as const

const checkReplica = (request: TroveRequest, wanted: CreateInstance): void => {
  if (wanted.replica_of === undefined) {
    const count = wanted.replica_count ?? 1
    if (count <= 1) return
    throw badRequest(`Replica count only valid when creating replicas. Cannot create ${count} instances.`)
  }
  for (const key of Object.keys(notForReplicas) as (keyof typeof notForReplicas)[]) {
    if (wanted[key] !== undefined) throw badRequest(`Cannot specify ${notForReplicas[key]} when creating replicas.`)
  }
  checkObjectStore(request.cloud, request.caller.project)
}

/** The network asked for. It is taken as it is named; a subnet is looked up, and an unknown one makes the real service trip. */
const networkOf = (request: TroveRequest, wanted: CreateInstance): string | undefined => {
  const nic = wanted.nics?.[0]
  if (nic === undefined) return undefined
  if (wanted.replica_of !== undefined && nic.ip_address !== undefined) {
    throw badRequest("Cannot specify IP address when creating replicas.")
  }
  const network = nic.network_id ?? nic["net-id"]
  if (network === undefined && nic.subnet_id === undefined) {
    throw badRequest("Instance network or subnet needs to be specified.")
  }
  if (nic.subnet_id === undefined) {
    if (nic.ip_address !== undefined) throw badRequest("Instance subnet needs to be specified.")
    return network
  }
  const home = request.cloud.seed.networks.find((candidate) =>
    candidate.subnets.some((subnet) => subnet.id === nic.subnet_id),
  )
  if (home === undefined) throw crash(`no subnet ${nic.subnet_id}`)
  if (network !== undefined && network !== home.id) {
    throw badRequest(`Subnet ${nic.subnet_id} not found in the network ${network}.`)
  }
  return home.id
}

const checkLocality = (cloud: Cloud, wanted: CreateInstance): void => {
  const known = releaseOf(cloud).localities
  if (wanted.locality === undefined || known.includes(wanted.locality)) return
  throw badRequest(`Invalid locality '${wanted.locality}'. Must be one of ['${known.join("', '")}']`)
}

const answer = (request: TroveRequest) => {
  const { cloud, caller } = request
  const { instance: wanted } = request.body as { readonly instance: CreateInstance }
  checkReplica(request, wanted)
  const basics = {
    flavor: wanted.flavorRef === undefined ? undefined : idFromReference(wanted.flavorRef),
    datastore: wanted.datastore ?? {},
    replicaOf: wanted.replica_of,
  }
  const origin = originOf(cloud, caller, basics)
  const databases = checkedDatabases(cloud, wanted.databases ?? [])
  const users = checkedUsers(cloud, wanted.users ?? [], databases)
  if (wanted.replica_of !== undefined && databases.length + users.length > 0) {
    throw badRequest("Cannot create a replica with users or databases.")
  }
  const network = networkOf(request, wanted)
  checkLocality(cloud, wanted)
  const fresh: NewInstance = {
    ...basics,
    name: wanted.name,
    volumeSize: wanted.volume === undefined ? undefined : Number(wanted.volume.size),
    ...(wanted.volume?.type != null && { volumeType: wanted.volume.type }),
    databases,
    users,
    configuration: wanted.configuration ? idFromReference(wanted.configuration) : null,
    backup: wanted.restorePoint?.backupRef,
    replicaCount: wanted.replica_count ?? 1,
    access: wanted.access === undefined ? null : { ...wanted.access },
    locality: wanted.locality ?? null,
    region: wanted.region_name,
    network,
  }
  const instance = createInstance(cloud, caller, fresh, origin)
  return answerWith({
    instance: {
      ...instanceDetailView(request, instance),
      ...(instance.locality !== null && { locality: instance.locality }),
      // Several replicas have several passwords, none of which Trove knows.
      ...(fresh.replicaCount > 1 && { password: Array.from({ length: fresh.replicaCount }, () => null) }),
    },
  })
}

export const createInstanceRoute: TroveRoute = {
  operation: "createInstance",
  method: "POST",
  path: "/instances",
  schema: () => createInstanceSchema,
  answer,
}
