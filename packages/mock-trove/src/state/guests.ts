/** The guest agents: what they last said, whether they are still there, what they hold. */
import type { Cloud } from "./Cloud.ts"
import type { Guest, InstanceRecord, ServiceStatus } from "./InstanceRecord.ts"
import { TroveFault } from "./TroveFault.ts"

/** A guest on a fresh server: it answers calls, but sends no heartbeat before its database is ready. */
export const newGuest = (): Guest => ({
  alive: true,
  reportedAt: null,
  rootEnabled: false,
  databases: [],
  users: [],
})

/** What the guest said last and when. Heartbeats are counted, not scheduled: no clock runs because of them. */
export const lastReport = (
  cloud: Cloud,
  instance: InstanceRecord,
): { readonly status: ServiceStatus; readonly updated: number } => {
  const { guest, service } = instance
  if (guest === null || !guest.alive || guest.reportedAt === null) return service
  const interval = cloud.options.timings.heartbeat
  const beats = Math.floor((cloud.now() - guest.reportedAt) / interval)
  const updated = guest.reportedAt + beats * interval
  return updated > service.updated ? { status: "HEALTHY", updated } : service
}

/** Stores a status as the guest reports it, or as the API overwrites it until the next heartbeat. */
export const setServiceStatus = (cloud: Cloud, instance: InstanceRecord, status: ServiceStatus): void => {
  instance.service = { status, updated: cloud.now() }
}

/** The guest tells that its database runs, and from now on at every heartbeat. */
export const reportHealthy = (cloud: Cloud, instance: InstanceRecord): void => {
  if (instance.guest === null || !instance.guest.alive) return
  instance.guest.reportedAt = cloud.now()
  setServiceStatus(cloud, instance, "HEALTHY")
}

/** No answer and no heartbeat from now on. */
export const killGuest = (cloud: Cloud, instance: InstanceRecord): void => {
  if (instance.guest === null) return
  instance.service = { ...lastReport(cloud, instance) }
  instance.guest.alive = false
}

/** Its database is stopped, as before the server is deleted: that is the last it reports. */
export const stopGuest = (cloud: Cloud, instance: InstanceRecord): void => {
  if (instance.guest === null || !instance.guest.alive) return
  instance.guest.reportedAt = null
  setServiceStatus(cloud, instance, "SHUTDOWN")
}

export const reviveGuest = (cloud: Cloud, instance: InstanceRecord): void => {
  if (instance.guest === null) return
  instance.guest.alive = true
  reportHealthy(cloud, instance)
}

/** The guest of a call that needs its answer; a dead one makes the call fail after the server's timeout. */
export const answeringGuest = (cloud: Cloud, instance: InstanceRecord): Guest => {
  if (instance.guest?.alive === true) return instance.guest
  const message = `An error occurred communicating with the guest: No reply on topic guestagent.${instance.id}.`
  throw new TroveFault("badRequest", message, cloud.options.timings.guestCall)
}
