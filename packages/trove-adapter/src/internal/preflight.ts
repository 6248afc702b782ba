/** What the server would check before it restores, and what it fails to check: all findings at once, nothing touched. */
import { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { refuse } from "./backupOf.ts"
import { longestName } from "./mark.ts"
import { room } from "./preview.ts"
import { backupPhase } from "./status.ts"
import { look, lookIfThere } from "./tools.ts"
import { wantedOf } from "./wire.ts"

export interface Preflight {
  readonly findings: readonly ProtectionError[]
  readonly warnings: readonly string[]
}

/** Source: `trove/instance/models.py`, `Instance.create`. */
export const preflight = Effect.fnUntraced(function* (
  trove: TroveService,
  saved: TroveSavedInfo,
  options: RestoreOptions,
): Effect.fn.Return<Preflight, ProtectionError> {
  const { name, flavor, volumeSize, datastore } = wantedOf(saved, options)
  const backup = yield* lookIfThere(trove.showBackup(saved.backup.id))
  const { blockers, warnings } = yield* look(room(trove, { instances: 1, volumes: volumeSize ?? 0 }))
  const source = saved.instance.volume?.size
  return {
    findings: [
      backupFinding(saved, backup),
      [...name].length > longestName
        ? refuse("/parameters/restore_name", `must be given: the saved name has more than ${longestName} characters`)
        : undefined,
      flavor === undefined ? mustBeGiven("/parameters/flavor") : yield* flavorFinding(trove, flavor),
      volumeFinding(volumeSize, backup?.size ?? saved.backup.size),
      datastore === undefined
        ? refuse("/parameters/datastore_version", "the backup does not tell its datastore: it can not be restored")
        : yield* versionFinding(trove, datastore),
      ...blockers,
    ].filter((finding) => finding !== undefined),
    warnings: [
      ...(isAnotherVersion(saved, options)
        ? ["Trove does not check that another datastore version can read the backup."]
        : []),
      ...(volumeSize !== undefined && source !== undefined && volumeSize < source
        ? [`The volume is smaller than that of the source (${source} GB).`]
        : []),
      ...warnings,
    ],
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
  const message = `The backup ${name} (${id}) is ${backup.status}; only a COMPLETED one can be restored.`
  const codes = { complete: undefined, running: "notReady", failed: "damaged" } as const
  const code = codes[backupPhase(backup)]
  return code === undefined ? undefined : new ProtectionError({ code, message })
}

/** Trove 14 has no flavor routes at all; there, only the attempt tells. */
const flavorFinding = Effect.fnUntraced(function* (trove: TroveService, id: string) {
  if ((yield* lookIfThere(trove.showFlavor(id))) !== undefined) return undefined
  const flavors = yield* lookIfThere(trove.listFlavors)
  return flavors === undefined ? undefined : refuse("/parameters/flavor", `there is no flavor ${id}`)
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
const versionFinding = (trove: TroveService, { type, version }: { readonly type: string; readonly version: string }) =>
  trove.showDatastoreVersion(type, version).pipe(
    Effect.as(undefined),
    Effect.catchIf(
      ({ reason }) => reason === "notFound" || reason === "badRequest",
      () => Effect.succeed(refuse("/parameters/datastore_version", `there is no ${type} ${version} here`)),
    ),
    look,
  )

const mustBeGiven = (path: string) => refuse(path, "must be given: protect could not save it")
