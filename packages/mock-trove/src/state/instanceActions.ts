/** What can be done to an instance that exists: restart, resize, reset, change, delete. */
import type { Json } from "../Json.ts"
import { isPublic, publicAddress } from "./addresses.ts"
import { failRunningBackups } from "./backups.ts"
import type { Cloud } from "./Cloud.ts"
import { findFlavor } from "./flavors.ts"
import { setServiceStatus, stopGuest } from "./guests.ts"
import type { InstanceRecord, Task } from "./InstanceRecord.ts"
import { checkVolumeSize } from "./instanceCreation.ts"
import { recordingFault } from "./instanceFaults.ts"
import { checkCanAct, isStale, livingInstanceById, replicasOf, statusOf } from "./instances.ts"
import { withQuota } from "./quotas.ts"
import { badRequest, TroveFault, unprocessable } from "./TroveFault.ts"
import { setTask } from "./tasks.ts"

const startTask = (
  cloud: Cloud,
  instance: InstanceRecord,
  task: Task,
  takes: number,
  then: { readonly [key: string]: Json } = {},
): void => {
  setTask(cloud, instance, task)
  cloud.schedule(takes, "instance.taskEnds", { id: instance.id, task, then })
}

export const restartInstance = (cloud: Cloud, instance: InstanceRecord): void =>
  recordingFault(cloud, instance.id, () => {
    checkCanAct(cloud, instance)
    startTask(cloud, instance, "REBOOTING", cloud.options.timings.restart)
    setServiceStatus(cloud, instance, "RESTARTING")
  })

/** The operator's reboot of the server asks nothing first. */
export const rebootInstance = (cloud: Cloud, instance: InstanceRecord): void => {
  startTask(cloud, instance, "REBOOTING", cloud.options.timings.reboot)
  setServiceStatus(cloud, instance, "RESTARTING")
}

/** Grows the volume of an instance, and of its replicas. */
export const resizeVolume = (cloud: Cloud, instance: InstanceRecord, size: number): void =>
  recordingFault(cloud, instance.id, () => {
    if (size <= instance.volumeSize) {
      throw badRequest(`The new volume 'size' must be larger than the current volume size of '${instance.volumeSize}'.`)
    }
    checkVolumeSize(cloud, size)
    checkCanAct(cloud, instance)
    const replicas = replicasOf(cloud, instance)
    for (const replica of replicas) checkCanAct(cloud, replica)
    for (const one of [instance, ...replicas]) {
      withQuota(cloud, instance.project, { volumes: size - instance.volumeSize }, () =>
        startTask(cloud, one, "RESIZING", cloud.options.timings.resizeVolume, { volumeSize: size }),
      )
    }
  })

export const resizeFlavor = (cloud: Cloud, instance: InstanceRecord, flavorId: string): void =>
  recordingFault(cloud, instance.id, () => {
    checkCanAct(cloud, instance)
    if (instance.flavor === flavorId) {
      throw badRequest(`The new flavor id must be different than the current flavor id of '${instance.flavor}'.`)
    }
    const flavor = findFlavor(cloud, flavorId)
    if (flavor === undefined) throw badRequest(`Resource ${flavorId} cannot be found.`)
    if (flavor.ephemeral) throw new TroveFault("notImplemented", "Local storage support is not enabled.")
    const before = findFlavor(cloud, instance.flavor)?.ram ?? 0
    withQuota(cloud, instance.project, { ram: flavor.ram - before }, () =>
      startTask(cloud, instance, "RESIZING", cloud.options.timings.resizeFlavor, { flavor: flavorId }),
    )
  })

/** Forgets the task, calls the service broken until the next heartbeat, and fails what backups are running. */
export const resetInstance = (cloud: Cloud, instance: InstanceRecord): void => {
  setTask(cloud, instance, "NONE")
  setServiceStatus(cloud, instance, "ERROR")
  failRunningBackups(cloud, instance.id)
}

/** The operator's reset: forgets the task, leaves the service alone. */
export const resetTask = (cloud: Cloud, instance: InstanceRecord): void => {
  setTask(cloud, instance, "NONE")
  failRunningBackups(cloud, instance.id)
}

export const renameInstance = (cloud: Cloud, instance: InstanceRecord, name: string): void => {
  cloud.changed(`instance ${instance.id} renamed`)
  instance.name = name
  instance.updated = cloud.now()
}

export const detachReplica = (cloud: Cloud, instance: InstanceRecord): void =>
  recordingFault(cloud, instance.id, () => {
    checkCanAct(cloud, instance)
    if (instance.replicaOf === null) throw badRequest(`Instance ${instance.id} is not a replica.`)
    startTask(cloud, instance, "DETACHING", cloud.options.timings.replicaDetach, { replicaOf: null })
  })

/** Puts a replica in the place of its source, which becomes one of its replicas, as do the others. */
export const promoteReplica = (cloud: Cloud, instance: InstanceRecord): void =>
  recordingFault(cloud, instance.id, () => {
    checkCanAct(cloud, instance)
    const source = instance.replicaOf === null ? undefined : livingInstanceById(cloud, instance.replicaOf)
    if (source === undefined) throw badRequest(`Instance ${instance.id} is not a replica.`)
    const takes = cloud.options.timings.replicaPromote
    for (const one of [source, ...replicasOf(cloud, source)]) {
      startTask(cloud, one, "PROMOTING", takes, { replicaOf: one === instance ? null : instance.id })
    }
  })

/** A source whose guest is silent may be thrown out by its replicas; that it lives is said, that it is dead is not mocked. */
export const ejectSource = (cloud: Cloud, instance: InstanceRecord): void =>
  recordingFault(cloud, instance.id, () => {
    if (replicasOf(cloud, instance).length === 0) throw badRequest(`Instance ${instance.id} is not a replica source.`)
    if (!isStale(cloud, instance)) {
      throw badRequest(`Replica Source ${instance.id} cannot be ejected as it has a current heartbeat`)
    }
    throw new TroveFault("notImplemented", "The mock does not do the action eject_replica_source of a dead guest.")
  })

/** Public access brings a floating address, the lack of it takes that away. */
export const updateAccess = (
  cloud: Cloud,
  instance: InstanceRecord,
  access: { readonly [key: string]: Json },
): void => {
  const inner = instance.addresses.filter((address) => address.type === "private")
  const known = instance.addresses.filter((address) => address.type === "public")
  const outer = isPublic(access) && known.length === 0 ? [publicAddress(cloud)] : known
  startTask(cloud, instance, "UPDATING", cloud.options.timings.accessUpdate, {
    access,
    addresses: isPublic(access) ? [...inner, ...outer] : inner,
  })
}

/** Allowed while a backup runs, which then never ends; the quota is given back with every call that is accepted. */
export const deleteInstance = (cloud: Cloud, instance: InstanceRecord): void =>
  recordingFault(cloud, instance.id, () => {
    const ram = findFlavor(cloud, instance.flavor)?.ram ?? 0
    const deltas = { instances: -1, ram: -ram, volumes: -instance.volumeSize }
    withQuota(cloud, instance.project, deltas, () => {
      const status = statusOf(cloud, instance)
      if (status === "BUILD") throw unprocessable(`Instance ${instance.id} is not ready. (Status is ${status}).`)
      if (replicasOf(cloud, instance).length > 0) {
        throw new TroveFault("forbidden", "Detach replicas before deleting replica source.")
      }
      const { portsRelease, instanceDelete } = cloud.options.timings
      setTask(cloud, instance, "DELETING")
      stopGuest(cloud, instance)
      instance.configuration = null
      cloud.schedule(portsRelease, "instance.portsReleased", { id: instance.id })
      cloud.schedule(instanceDelete, "instance.deleted", { id: instance.id })
    })
  })
