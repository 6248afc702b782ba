/**
 * A running backup that can not end any more: its guest is dead, its instance gone, or the message that should begin it was
 * lost. Trove never ends such a one by itself, and its instance takes no other. Told by evidence and time; nothing is done.
 */
import { ProtectionError } from "@breakwater/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { Backup, Instance } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveWaiting } from "../TroveSettings.ts"
import { leftBackup } from "./ownBackups.ts"
import { look } from "./tools.ts"

/** What a step remembers of a backup it watches. Units: milliseconds since the epoch. */
export type Watched = {
  readonly id: string
  readonly updated: string
  /** When it was first seen as it is. */
  readonly since: number
  /** When its instance was looked at last. */
  readonly looked?: number
  /** Since when the guest was silent at every such look. */
  readonly silent?: number
}

export interface Watching {
  readonly watched: Watched
  /** Why it can not end; `gone` when there is no instance whose status its owner could reset. */
  readonly stuck?: { readonly because: string; readonly gone: boolean }
}

/**
 * Looks at the instance only when the backup has not moved for `waiting.stuck`, and then twice in that time. By the clock
 * of whoever looks and by what the service shows at each look, never by comparing the two clocks.
 */
export const watch = Effect.fnUntraced(function* (
  { stuck }: TroveWaiting,
  trove: TroveService,
  { id, status, updated, instance_id: instanceId }: Backup,
  before: Watched | undefined,
  now: number,
): Effect.fn.Return<Watching, ProtectionError> {
  const same = before?.id === id && before.updated === updated
  const { looked, silent, ...known }: Watched = same ? before : { id, updated, since: now }
  const patience = Duration.toMillis(stuck)
  if (!instanceId || now - Math.max(known.since, looked ?? 0) < (looked === undefined ? patience : patience / 2)) {
    return { watched: same ? before : known }
  }
  const [instance] = yield* look(trove.findInstances(instanceId))
  const seen = { ...known, looked: now }
  if (instance === undefined) return { watched: seen, stuck: { because: "its instance is gone", gone: true } }
  if (isSilent(instance)) {
    const since = silent ?? now
    const because = `the guest agent of its instance is silent; its last heartbeat is of ${instance.service_status_updated ?? "an unknown time"}`
    return { watched: { ...seen, silent: since }, ...(now > since ? { stuck: { because, gone: false } } : {}) }
  }
  if (status === "NEW" && now - known.since >= 3 * patience) {
    return { watched: seen, stuck: { because: "its guest agent lives and never began it", gone: false } }
  }
  return { watched: seen }
})

/** The server's own word that it has heard no heartbeat for too long. */
export const isSilent = ({ operating_status }: Pick<Instance, "operating_status">): boolean =>
  operating_status === "ERROR"

/** `own` says whether this operation began it. */
export const stuckError = (
  backup: Backup,
  { because, gone }: NonNullable<Watching["stuck"]>,
  own: boolean,
): ProtectionError =>
  new ProtectionError({
    code: "remoteFailed",
    outcome: own ? "started" : "notStarted",
    message: `The backup ${backup.name} (${backup.id}) is ${backup.status} since ${backup.updated} and will not end: ${because}.`,
    recovery: gone
      ? "Only an administrator of the cloud can end it, since its instance is gone: ask for that, with the backup's id."
      : `Mend the guest agent first if you can. Then protect again with "recover_stuck": true, which fails every running backup of the instance (${offer}) and deletes the one this operation made; others' you delete yourself.`,
    left: [leftBackup(backup)],
  })

/** What its owner may do, and what is never done unasked. */
export const offer = "the action reset_status with force_delete, which deletes nothing by itself"
