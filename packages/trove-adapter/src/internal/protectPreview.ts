/** What a protect would do, and what a form for it starts with. Asks, and changes nothing. */
import { type OperationContext, type Preview, ProtectionError } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Backup, Instance } from "../generated/trove.ts"
import type { Session } from "../Keystone.ts"
import type { TroveService } from "../Trove.ts"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
import { type Chosen, chooseBackup, readyForBackup } from "./backupOf.ts"
import { maySeeAll } from "./everywhere.ts"
import { ifTold } from "./ifThere.ts"
import { aboutOwner, ofScope, otherProject } from "./otherProject.ts"
import { previewOf, room } from "./preview.ts"
import { backupPhase } from "./status.ts"
import { isSilent, offer } from "./stuck.ts"
import { isContainer } from "./text.ts"
import { look, lookIfThere, type Tools } from "./tools.ts"

type Context = OperationContext<ProtectOptions>

/**
 * What the server checks in its order, and what it fails to check: whether the guest lives, and whether a parent can be
 * continued. Source: `trove/backup/models.py`, `Backup.create`.
 */
export const previewProtect = (tools: Tools) =>
  Effect.fnUntraced(function* ({ resource, parameters }: Context): Effect.fn.Return<Preview, ProtectionError> {
    const trove = yield* tools.trove(resource.scope)
    const seen = yield* lookIfThere(trove.showInstance(resource.id))
    if (seen === undefined) return previewOf({ blockers: [gone(resource)] })
    const other = yield* otherProject(trove, resource.scope)
    const instance = yield* ofScope(trove, resource.scope, seen)
    const session = yield* look(trove.session)
    const backups = yield* look(trove.findBackups(resource.id))
    const now = yield* Clock.currentTimeMillis
    const ready = readyForBackup(instance)
    const busy = ready !== true && ready.code === "notReady" ? ready : undefined
    const chosen = chooseBackup(parameters, tools.chains, instance, backups, now, yield* maySeeAll(trove))
    const { blockers, warnings } = yield* look(room(trove, { backups: 1 }))
    return previewOf({
      creates: [`${kindOf(chosen)} ${parameters.backup_name} of the instance ${instance.name} (${instance.id}).`],
      quota: { backups: 1 },
      blockers: [
        ready === true || ready === busy ? undefined : ready,
        chosen instanceof ProtectionError ? chosen : undefined,
        yield* containerFinding(trove, resource.id, parameters),
        ...blockers,
      ].filter((blocker) => blocker !== undefined),
      warnings: [
        busy && `${busy.message} It is waited for.`,
        instance.replica_of &&
          `${instance.name} is a replica of ${instance.replica_of.id}; what is restored of it is none.`,
        ...aboutOwner(other),
        ...aboutRunning(instance, backups, parameters),
        chosen instanceof ProtectionError ? undefined : chosen.warning,
        ...aboutSession(session),
        ...warnings,
      ].filter((warning) => warning !== undefined),
    })
  })

const kindOf = (chosen: Chosen | ProtectionError): string => {
  if (chosen instanceof ProtectionError || (chosen.parent === undefined && chosen.incremental)) return "The backup"
  if (chosen.parent !== undefined) return `The incremental backup on ${chosen.parent},`
  return chosen.because === undefined ? "The backup" : `The full backup, since ${chosen.because},`
}

/** Trove looks into the strategies only where no container is named, and checks their containers only then. */
const containerFinding = Effect.fnUntraced(function* (
  trove: TroveService,
  instanceId: string,
  { swift_container }: ProtectOptions,
): Effect.fn.Return<ProtectionError | undefined, ProtectionError> {
  if (swift_container !== undefined) return undefined
  const strategies = yield* look(ifTold(trove.listBackupStrategies))
  const strategy =
    strategies?.find(({ instance_id }) => instance_id === instanceId) ??
    strategies?.find(({ instance_id }) => !instance_id)
  if (strategy === undefined || isContainer(strategy.swift_container)) return undefined
  return new ProtectionError({
    code: "invalidParameters",
    message: `The backup strategy of this ${strategy.instance_id ? "instance" : "project"} names the container "${strategy.swift_container}", which Trove refuses.`,
    recovery: "Name a swift_container, or mend the strategy.",
  })
})

/** A backup that runs holds up this one; one whose guest is silent for good. */
const aboutRunning = (
  instance: Instance,
  backups: readonly Backup[],
  { recover_stuck }: ProtectOptions,
): readonly string[] => {
  const running = backups.filter((backup) => backupPhase(backup) === "running")
  const silent = isSilent(instance)
  const beat = instance.service_status_updated ?? "an unknown time"
  const may = recover_stuck === true ? "It is failed" : 'With "recover_stuck": true it would be failed'
  return [
    ...(silent
      ? [`The guest agent of ${instance.name} is silent since ${beat}: no backup can be made until it lives.`]
      : []),
    ...running.map(({ name, id, status, updated }) =>
      silent
        ? `The backup ${name} (${id}) is ${status} since ${updated} and can not end while the guest agent is silent. ${may} when that lasts (${offer}).`
        : `The backup ${name} (${id}) is ${status} since ${updated}; it is waited for.`,
    ),
  ]
}

const aboutSession = ({ methods, catalog }: Session): readonly string[] => [
  ...(methods.includes("application_credential") ? [noSwift] : []),
  ...(catalog.length > 0 && !catalog.some(({ type }) => type === "object-store") ? [noStore] : []),
]

/** Source: story 2011763; guests re-scope the token, which Keystone refuses for application credentials. */
const noSwift =
  "Application credentials can not make backups to Swift on Trove up to 2026.1: use a password or a token."

const noStore = "The catalog of this project has no object store: Trove will refuse unless it stores backups elsewhere."

const gone = ({ id, name }: Context["resource"]) =>
  new ProtectionError({ code: "notFound", message: `The instance ${name} (${id}) is not there.` })

export const suggestProtect = ({ resource }: Pick<Context, "resource">) => {
  const name = [...resource.name].slice(0, 200).join("")
  return Effect.map(DateTime.now, (now) => ({
    backup_name: `${name} ${DateTime.formatIso(now).slice(0, 16).replace("T", " ")}`,
    description: `Backup of ${name}`,
  }))
}
