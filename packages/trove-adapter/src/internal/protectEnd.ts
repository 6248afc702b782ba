/** The two ends of a protect: what is saved of a complete backup, and why a failed one failed. */
import { type HookContext, type Leftover, ProtectionError, type Step } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
import type { SavedInstance } from "../TroveSavedInfo.ts"
import { chainOf } from "./chain.ts"
import { recordObject } from "./checkObject.ts"
import { contentsOf } from "./contents.ts"
import { ifTold } from "./ifThere.ts"
import type { Mark } from "./mark.ts"
import { aboutOwner, otherProject } from "./otherProject.ts"
import { brokenLink } from "./ownBackups.ts"
import { present } from "./present.ts"
import { faultSince } from "./status.ts"
import { look, lookIfThere } from "./tools.ts"
import { savedInfo, savedInstance } from "./wire.ts"

type Context = Pick<HookContext<ProtectOptions>, "resource" | "parameters">

export interface Complete {
  readonly backup: Backup
  readonly backups: readonly Backup[]
  readonly source: SavedInstance | undefined
  /** The parent that was asked for, and what is to be said about how it was chosen. */
  readonly parent: string | undefined
  readonly chose: string | undefined
  readonly mark: Mark
  readonly left: readonly Leftover[]
}

export const backupSaved = Effect.fnUntraced(function* (
  trove: TroveService,
  { resource, parameters }: Context,
  { backup, backups, source, parent, chose, mark, left }: Complete,
): Effect.fn.Return<Step<never>, ProtectionError> {
  const seen = source ?? (yield* lookIfThere(Effect.map(trove.showInstance(resource.id), savedInstance)))
  const ram = seen?.flavor && (yield* ramOf(trove, seen.flavor.id))
  const group = seen?.configuration && (yield* groupOf(trove, seen.configuration.id))
  const instance: SavedInstance =
    seen === undefined
      ? { id: resource.id, name: resource.name }
      : present({
          ...seen,
          flavor: seen.flavor && present({ id: seen.flavor.id, ram }),
          configuration: seen.configuration && { ...seen.configuration, ...group },
        })
  // Trove's backups hold what was there when they ended, which was just now.
  const contents = seen && (yield* contentsOf(trove, resource.id))
  const object = yield* recordObject(trove.swift, backup)
  const warnings = [
    ...aboutOwner(yield* otherProject(trove, resource.scope)),
    ...((parameters.incremental === true || parent !== undefined) && !backup.parent_id
      ? ["An incremental backup was asked for, but none was there to continue: this is a full backup."]
      : []),
    ...(chose === undefined ? [] : [chose]),
    ...(seen === undefined
      ? [`The instance ${resource.id} was gone before it was described: a restore must name flavor and volume size.`]
      : []),
    ...left.map(({ sentence }) => sentence),
  ]
  return {
    step: "done",
    value: savedInfo({ backup, chain: chainOf(backup, backups), instance, contents, object, mark }),
    warnings,
  }
})

/** Trove 14 has no flavors to show, and Nova may fail for long: the backup is complete all the same. */
const ramOf = (trove: TroveService, flavor: string): Effect.Effect<number | undefined> =>
  trove.findFlavors(flavor).pipe(
    Effect.map(([found]) => found?.ram ?? undefined),
    Effect.catch(() => Effect.succeed(undefined)),
  )

/** What is in a configuration group, as far as Trove shows it: a restore without it is still a restore. */
const groupOf = (trove: TroveService, id: string) =>
  trove.showConfiguration(id).pipe(
    Effect.map(({ description, values }) => present({ description: description || undefined, values })),
    ifTold,
    look,
  )

/**
 * A FAILED backup says nothing about itself; what its instance noted since it began is the reason. A complete one that
 * hangs on nothing has failed as well.
 */
export const backupFailed = Effect.fnUntraced(function* (
  trove: TroveService,
  { resource }: Context,
  { backup, backups, left }: Pick<Complete, "backup" | "backups" | "left">,
) {
  const broken = brokenLink(backup, backups)
  if (broken !== undefined) {
    const message = `The backup ${backup.name} (${backup.id}) is of no use: ${broken}.`
    const recovery = "Retry: it is deleted then and made again, in full where nothing good can be continued."
    return yield* new ProtectionError({ code: "remoteFailed", message, recovery, left })
  }
  const instance = yield* lookIfThere(trove.showInstance(resource.id))
  const reason = instance === undefined ? "the instance is gone" : faultSince(instance, backup.created)
  return yield* new ProtectionError({
    code: "remoteFailed",
    message: `Trove could not make the backup ${backup.name} (${backup.status}): ${reason ?? "it gives no reason"}`,
    left,
  })
})
