/** What the server would check before it restores, and what it fails to check: all findings at once, nothing touched. */
import { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { lookAtFlavor } from "./allowed.ts"
import { refuse } from "./backupOf.ts"
import { planGroup } from "./configurationGroup.ts"
import { isMissing } from "./ifThere.ts"
import { longestName, markIn } from "./mark.ts"
import { strangerFinding, withOwner } from "./otherProject.ts"
import { present } from "./present.ts"
import { room } from "./preview.ts"
import { backupPhase } from "./status.ts"
import { lookAround } from "./surroundings.ts"
import { look, lookIfThere } from "./tools.ts"
import { wantedOf } from "./wire.ts"

export interface Preflight {
  readonly findings: readonly ProtectionError[]
  readonly warnings: readonly string[]
  /** Whether the configuration group is to be made first. */
  readonly recreate: boolean
}

/** Source: `trove/instance/models.py`, `Instance.create`. */
export const preflight = Effect.fnUntraced(function* (
  trove: TroveService,
  saved: TroveSavedInfo,
  options: RestoreOptions,
  elsewhere = false,
): Effect.fn.Return<Preflight, ProtectionError> {
  const { name, flavor: flavorId, volumeSize, datastore } = wantedOf(saved, options, elsewhere)
  const backup = yield* lookIfThere(trove.showBackup(saved.backup.id))
  const group = yield* planGroup(trove, saved, options, elsewhere)
  const { project: own } = yield* look(trove.session)
  const found = datastore === undefined ? undefined : yield* versionOf(trove, datastore)
  const version = datastore && found && { datastore: datastore.type, version: found }
  const flavor = flavorId === undefined ? undefined : yield* lookAtFlavor(trove, flavorId, version)
  const around = yield* lookAround(trove, { saved, options, elsewhere, version })
  const ram = flavor === undefined || flavor instanceof ProtectionError ? 0 : (flavor.ram ?? 0)
  const { blockers, warnings } = yield* look(room(trove, { instances: 1, volumes: volumeSize ?? 0, ram }))
  const source = saved.instance
  const { id, name: called, project } = saved.backup
  const known = backup === undefined ? present({ id, name: called, project_id: project }) : withOwner(backup, project)
  const stranger = strangerFinding(known, own, "restore")
  return {
    findings: [
      stranger ?? backupFinding(saved, backup),
      backup === undefined ? undefined : yield* chainFinding(trove, backup),
      [...name].length > longestName
        ? refuse("/parameters/restore_name", `must be given: the saved name has more than ${longestName} characters`)
        : undefined,
      markIn(name) === undefined
        ? undefined
        : refuse(
            "/parameters/restore_name",
            `must not end with a mark of another operation, which would take it for its own`,
          ),
      flavorId === undefined ? mustBeGiven("/parameters/flavor") : undefined,
      flavor instanceof ProtectionError ? flavor : undefined,
      volumeFinding(volumeSize, backup?.size ?? saved.backup.size),
      datastore === undefined
        ? refuse("/parameters/datastore_version", "the backup does not tell its datastore: it can not be restored")
        : version === undefined
          ? refuse("/parameters/datastore_version", `there is no ${datastore.type} ${datastore.version} here`)
          : undefined,
      group instanceof ProtectionError ? group : undefined,
      ...around.findings,
      ...blockers,
    ].filter((finding) => finding !== undefined),
    warnings: [
      isAnotherVersion(saved, options)
        ? "Trove does not check that another datastore version can read the backup."
        : undefined,
      volumeSize !== undefined && source.volume !== undefined && volumeSize < source.volume.size
        ? `The volume is smaller than that of the source (${source.volume.size} GB).`
        : undefined,
      ram > 0 && source.flavor?.ram !== undefined && ram < source.flavor.ram
        ? `The flavor has less memory (${ram} MB) than that of the source (${source.flavor.ram} MB).`
        : undefined,
      ...around.warnings,
      ...warnings,
    ].filter((warning) => warning !== undefined),
    recreate: !(group instanceof ProtectionError) && group.recreate,
  }
})

/** Several findings as one error, with the issues of all; nothing if there are none. */
export const asOne = (findings: readonly ProtectionError[]): ProtectionError | undefined => {
  const [first, ...others] = findings
  if (first === undefined || others.length === 0) return first
  return new ProtectionError({
    ...first.toJSON(),
    retryable: findings.every(({ retryable }) => retryable),
    message: findings.map(({ message }) => message).join("; "),
    recovery: [...new Set(findings.map(({ recovery }) => recovery))].join(" "),
    issues: findings.flatMap(({ issues = [] }) => issues),
  })
}

const backupFinding = ({ backup: { id, name } }: TroveSavedInfo, backup: Backup | undefined) => {
  if (backup === undefined)
    return new ProtectionError({ code: "notFound", message: `The backup ${name} (${id}) is gone.` })
  if (backupPhase(backup) === "complete" && typeof backup.size !== "number") {
    const message = `The backup ${name} (${id}) has no size: Trove fails to restore it.`
    return new ProtectionError({ code: "damaged", message })
  }
  const message = `The backup ${name} (${id}) is ${backup.status}; only a COMPLETED one can be restored.`
  const codes = { complete: undefined, running: "notReady", failed: "damaged" } as const
  const code = codes[backupPhase(backup)]
  return code === undefined ? undefined : new ProtectionError({ code, message })
}

/** Trove looks neither whether the parents are there nor whether they are whole; a part of a chain restores old data. */
const chainFinding = Effect.fnUntraced(function* (trove: TroveService, backup: Backup) {
  const seen = [backup.id]
  for (let id = backup.parent_id; id && !seen.includes(id); ) {
    const parent: Backup | undefined = yield* lookIfThere(trove.showBackup(id))
    const state = parent === undefined ? "gone" : parent.status
    if (parent === undefined || backupPhase(parent) !== "complete") {
      const message = `The backup ${backup.name} (${backup.id}) continues ${id}, which is ${state}: it can not be restored whole.`
      return new ProtectionError({ code: "damaged", message })
    }
    seen.push(id)
    id = parent.parent_id
  }
  return undefined
})

const volumeFinding = (size: number | undefined, backupSize: number | undefined) => {
  if (size === undefined) return mustBeGiven("/parameters/volume_size")
  if (backupSize === undefined || backupSize <= size) return undefined
  const least = Math.ceil(backupSize)
  return refuse("/parameters/volume_size", `must be at least ${least} GB: the backup holds ${backupSize} GB`)
}

const isAnotherVersion = ({ datastore }: TroveSavedInfo, { datastore_version: wanted }: RestoreOptions) =>
  wanted !== undefined && wanted !== datastore?.version && wanted !== datastore?.versionId

/** An unknown version is a 404 by id and a 400 by name. */
const versionOf = (trove: TroveService, { type, version }: { readonly type: string; readonly version: string }) =>
  trove.showDatastoreVersion(type, version).pipe(
    Effect.catchIf(
      (error) => isMissing(error) || error.reason === "badRequest",
      () => Effect.succeed(undefined),
    ),
    look,
  )

const mustBeGiven = (path: string) => refuse(path, "must be given: protect could not save it")
