/** What bears a mark in a project: backups, which can be told apart by their source, and instances, which a person must judge. */
import { type Inventory, type Marked, ProtectionError, ResourceTypes, type Scope } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Backup, Instance } from "../generated/trove.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { chainOf } from "./chain.ts"
import { type Mark, markIn, markOf, show } from "./mark.ts"
import { type OtherProject, otherProject } from "./otherProject.ts"
import { leftBackup } from "./ownBackups.ts"
import { leftInstance } from "./ownInstances.ts"
import { backupPhase } from "./status.ts"
import { look, lookIfThere, refuseStranger, type Tools } from "./tools.ts"
import { savedInfo } from "./wire.ts"

export const inventory = ({ ownerTag, trove: connect }: Tools): Inventory => ({
  markOf: (owner) => shown(markOf({ ...owner, attempt: 0 }, ownerTag)),
  findMarked: Effect.fnUntraced(function* (scope) {
    const trove = yield* connect(scope)
    const other = yield* otherProject(trove, scope)
    if (other !== undefined) return yield* notHere(other)
    const backups = yield* look(trove.findBackups())
    const instances = yield* look(trove.findInstances())
    return [...backups.flatMap((backup) => markedBackup(scope, backup, backups)), ...instances.flatMap(markedInstance)]
  }),
  exists: Effect.fnUntraced(function* (saved, { scope }) {
    const trove = yield* connect(scope)
    const known = saved as TroveSavedInfo
    if ((yield* lookIfThere(trove.showBackup(known.backup.id))) !== undefined) return true
    yield* refuseStranger(trove, known.backup)
    return false
  }),
})

/** What an administrator made for other projects is in the own one, all together. */
const notHere = ({ own, project }: OtherProject) =>
  new ProtectionError({
    code: "notSupported",
    message: `What was made for the project ${project} as an administrator belongs to the project ${own}.`,
    recovery: `Look for it in the scope of the project ${own}.`,
  })

/** Whichever attempt of an operation wrote it, it is one mark. */
const shown = ({ hash }: Mark) => show({ hash, attempt: 0 })

const markedBackup = (scope: Scope, backup: Backup, backups: readonly Backup[]): readonly Marked[] => {
  const mark = markIn(backup.description)
  if (mark === undefined) return []
  const { created, id, instance_id, name } = backup
  const phase = backupPhase(backup)
  const found = {
    ...{ kind: "backup", id, name, mark: shown(mark), artifact: id, sentence: leftBackup(backup).sentence, created },
    ...{ busy: phase === "running", whole: phase === "complete" },
  }
  if (!instance_id) return [found]
  const source = { id: instance_id, name: instance_id }
  const chain = chainOf(backup, backups)
  return [
    {
      ...found,
      resource: { scope, type: ResourceTypes.databaseInstance, ...source },
      saved: savedInfo({ backup, chain, instance: source, contents: undefined, object: undefined, mark }),
    },
  ]
}

const markedInstance = (instance: Instance): readonly Marked[] => {
  const mark = markIn(instance.name)
  if (mark === undefined) return []
  const { created = "", id, name, status } = instance
  return [
    {
      ...{
        kind: "instance",
        id,
        name,
        mark: shown(mark),
        artifact: id,
        sentence: leftInstance(instance).sentence,
        created,
      },
      busy: status === "BUILD",
      whole: status === "ACTIVE",
    },
  ]
}
