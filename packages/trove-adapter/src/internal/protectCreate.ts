/** The one call of a protect that makes something: checked before, announced before, and sent once. */
import { ProtectionError, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Backup, Instance } from "../generated/trove.ts"
import { chooseBackup, readyForBackup } from "./backupOf.ts"
import { maySeeAll } from "./everywhere.ts"
import type { Mark } from "./mark.ts"
import { notCreated, refusedForGood } from "./notCreated.ts"
import { ofScope } from "./otherProject.ts"
import { leftBackup, maybeBackup } from "./ownBackups.ts"
import { present } from "./present.ts"
import type { ProtectContext, ProtectState } from "./protect.ts"
import { recover } from "./recover.ts"
import { backupPhase } from "./status.ts"
import { stuckError, watch } from "./stuck.ts"
import { look, type Tools } from "./tools.ts"
import { wait } from "./waiting.ts"
import { backupRequest, savedInstance } from "./wire.ts"

/** Looks whether Trove would take it, keeps the intent, and asks once. What becomes of it, the next look tells. */
export const createBackup = Effect.fnUntraced(function* (
  tools: Tools,
  context: ProtectContext,
  before: ProtectState,
  mark: Mark,
  backups: readonly Backup[],
): Effect.fn.Return<Step<ProtectState>, ProtectionError> {
  const { resource, parameters } = context
  const { waiting } = tools
  const unknown = before.sentAt !== undefined && before.backupId === undefined
  const trove = yield* tools.trove(resource.scope)
  const [listed] = yield* look(trove.findInstances(resource.id))
  // No list of instances has the members of clusters in it, nor tells how replicas are to be placed.
  const seen = listed && isAlone(listed) ? listed : yield* look(trove.showInstance(resource.id))
  const instance = yield* ofScope(trove, resource.scope, seen)
  const now = yield* Clock.currentTimeMillis
  const ready = readyForBackup(instance)
  if (ready !== true) {
    if (ready.code !== "notReady") return yield* ready
    const running = backups.find((one) => one.instance_id === resource.id && backupPhase(one) === "running")
    const { watched, stuck } =
      running === undefined
        ? { watched: undefined, stuck: undefined }
        : yield* watch(waiting, trove, running, before.watched, now)
    const state = present({ ...before, watched })
    if (running !== undefined && stuck !== undefined) {
      const error = stuckError(running, stuck, false)
      return yield* recover(tools, trove, context, { state, backups, error, recoverable: !stuck.gone })
    }
    return yield* wait(waiting, {
      state,
      because: ready.message,
      cancellable: unknown ? "later" : "now",
      left: unknown ? [maybeBackup(mark)] : [],
    })
  }
  const chosen = chooseBackup(parameters, tools.chains, instance, backups, now, yield* maySeeAll(trove))
  if (chosen instanceof ProtectionError) return yield* chosen
  const givenUp = refusedForGood("backup", before.refusals, maybeBackup(mark))
  if (givenUp !== undefined) return yield* givenUp

  const { backupId: _, refusals: __, watched: ___, parent: ____, chose: _____, ...rest } = before
  const { project: own } = yield* look(trove.session)
  const intent: ProtectState = present({
    ...rest,
    project: own?.id,
    lost: unknown ? true : rest.lost,
    sentAt: now,
    source: savedInstance(instance),
    parent: chosen.parent,
    chose: chosen.warning,
    looks: 0,
  })
  yield* context.keep(intent)
  return yield* trove.createBackup(backupRequest(resource.id, parameters, chosen, mark)).pipe(
    Effect.matchEffect({
      onSuccess: (backup) =>
        wait(waiting, {
          state: { ...intent, backupId: backup.id },
          because: `Trove makes the backup ${backup.name} (${backup.status}).`,
          cancellable: "later",
          left: [leftBackup(backup)],
        }),
      onFailure: notCreated(waiting, { kind: "backup", intent, before, unknown, maybe: maybeBackup(mark) }),
    }),
  )
})

const isAlone = ({ replica_of, replicas = [] }: Instance) => replica_of === undefined && replicas.length === 0
