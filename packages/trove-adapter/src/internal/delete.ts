/**
 * One turn of a delete: look what is there, ask once, wait until it is gone. Trove deletes with a backup all that hang on
 * it, and its 404 proves that the record is gone, never that the data is: the object store is asked for that.
 */
import {
  type HookContext,
  type Leftover,
  type Operation,
  type OperationContext,
  ProtectionError,
  type Step,
} from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { DeleteOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { naming } from "./accounted.ts"
import { hangingOn } from "./chain.ts"
import { proveGone } from "./dataProof.ts"
import { elsewhereFinding, maySeeAll } from "./everywhere.ts"
import { isMissing } from "./ifThere.ts"
import { toProtectionError } from "./mapping.ts"
import { strangerFinding } from "./otherProject.ts"
import { leftBackup } from "./ownBackups.ts"
import { present } from "./present.ts"
import { previewOf } from "./preview.ts"
import { bereft, dataInUse, ownerOf } from "./sharedData.ts"
import { backupPhase } from "./status.ts"
import { look, lookIfThere, refuseStranger, savedOf, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"

/** All of it may be missing, or older than what was done. */
type DeleteState = {
  readonly looks?: number
  readonly attempt?: number
  /** When the DELETE was sent. Units: milliseconds since the epoch. */
  readonly sentAt?: number
  /** The project of the token it was sent with, whose backup it was. */
  readonly project?: string
  /** `updated` then of the backup it was sent for: a DELETE_FAILED that did not move is that of an earlier try. */
  readonly seen?: string
  /** What was to go besides, and where its data lay. */
  readonly others?: readonly string[]
  readonly locations?: { readonly [id: string]: string }
}
type Context = HookContext<DeleteOptions, DeleteState, TroveSavedInfo>

export const remove = (tools: Tools): Operation<DeleteOptions, DeleteState, TroveSavedInfo> => ({
  preview: (context) => preview(tools, context),
  suggest: () => Effect.succeed({ cascade: false }),
  onMain: (context) =>
    context.state?.sentAt === undefined
      ? turn(tools, context)
      : Effect.flatMap(savedOf(context), ({ backup }) => naming([begunDelete(backup)])(turn(tools, context))),
})

const turn = Effect.fnUntraced(function* (
  tools: Tools,
  context: Context,
): Effect.fn.Return<Step<DeleteState>, ProtectionError> {
  const { waiting } = tools
  const { state = {} } = context
  const now = yield* Clock.currentTimeMillis
  const saved = yield* savedOf(context)
  const trove = yield* tools.trove(context.resource.scope)
  const { backup, children, backups } = yield* family(tools, context, state)
  const standing = [...(backup === undefined ? [] : [backup]), ...children]
  const left = standing.map(leftBackup)
  const lookAgain = (because: string, pauseMs?: number) =>
    wait(waiting, { state, because, cancellable: state.sentAt === undefined ? "now" : "never", left, pauseMs })

  // Where the backup went and what hung on it did not, that is asked for in its turn.
  const { others = [] } = state
  const next = backup ?? children.find(({ id }) => others.includes(id))
  if (next === undefined) return yield* deleted(trove, saved, state, backups)
  const failed = state.sentAt !== undefined && next.status === "DELETE_FAILED" && next.updated !== state.seen
  if (failed && state.attempt === context.attempt) return yield* deleteFailed(next)
  if (!failed && now < settledAt(waiting, state.sentAt))
    return yield* lookAgain(`Waiting until the backup ${next.name} is gone.`)
  if (context.cancelRequested && state.sentAt === undefined) return { step: "cancelled", left }
  if (children.length > 0 && !context.parameters.cascade) return yield* inUse(next, children)
  const losing = bereft(standing, backups)
  if (losing.length > 0) return yield* dataInUse(next, losing)
  const elsewhere = yield* elsewhereFinding(trove, next, backups)
  if (elsewhere !== undefined) {
    return yield* state.sentAt === undefined
      ? elsewhere
      : new ProtectionError({ ...elsewhere.toJSON(), outcome: "started" })
  }
  const running = standing.find((one) => backupPhase(one) === "running")
  if (running !== undefined) {
    return yield* lookAgain(`The backup ${running.name} is ${running.status}; it can be deleted when it has ended.`)
  }
  const { project: own } = yield* look(trove.session)
  const intent: DeleteState = present({
    looks: 0,
    attempt: context.attempt,
    sentAt: now,
    project: own?.id,
    seen: next.updated,
    others: [...new Set([...others, ...children.map(({ id }) => id)])],
    locations: { ...state.locations, ...locationsOf(children) },
  })
  const asked = () =>
    wait(waiting, { state: intent, because: `Deleting the backup ${next.name}.`, cancellable: "never", left })
  yield* context.keep(intent)
  return yield* trove.deleteBackup(next.id).pipe(
    Effect.matchEffect({
      onSuccess: asked,
      // Gone already, or the answer lost: the next look tells. Not yet: it is asked again. Else it was refused for good.
      onFailure: (error) => {
        if (isMissing(error) || error.outcome !== "notStarted") return asked()
        if (!error.retryable) return Effect.fail(toProtectionError(error))
        return lookAgain(`Trove does not delete it yet: ${error.message}`, error.retryAfterMs)
      },
    }),
  )
})

/** The records are gone; what of their data remains is told, and deleted by nobody. */
const deleted = Effect.fnUntraced(function* (
  trove: TroveService,
  { backup: { id, location } }: TroveSavedInfo,
  { others = [], locations = {} }: DeleteState,
  backups: readonly Backup[],
): Effect.fn.Return<Step<DeleteState>> {
  const all = [{ id, location }, ...others.map((other) => ({ id: other, location: locations[other] }))]
  const { data, unknown, left: stored } = yield* proveGone(trove.swift, all)
  const left = stored.filter((one) => ownerOf(one, backups) === undefined)
  const kept = [...new Set(stored.flatMap((one) => ownerOf(one, backups) ?? []))]
  return {
    step: "done",
    value: {
      backup: id,
      record: "gone",
      data,
      at: DateTime.formatIso(yield* DateTime.now),
      deleted: all.map((one) => one.id),
      left: [...left],
      unknown: [...unknown],
    },
    warnings: [
      ...left.map(({ sentence }) => sentence),
      ...kept.map((one) => `The data stays: the backup ${one.name} (${one.id}) stands for it as well.`),
      ...unknown,
    ],
  }
})

const locationsOf = (backups: readonly Backup[]): { readonly [id: string]: string } =>
  Object.fromEntries(backups.flatMap(({ id, locationRef }) => (locationRef ? [[id, locationRef]] : [])))

interface Family {
  readonly backup: Backup | undefined
  readonly children: readonly Backup[]
  /** All of the project. */
  readonly backups: readonly Backup[]
}

/**
 * The backup, if it is still there, and everything that hangs on it: of whatever instance, since Trove takes any parent.
 * What is known to have hung on it counts although what lay between is gone.
 */
const family = Effect.fnUntraced(function* (
  tools: Tools,
  context: OperationContext<DeleteOptions, TroveSavedInfo>,
  { others = [], project }: DeleteState = {},
): Effect.fn.Return<Family, ProtectionError> {
  const saved = yield* savedOf(context)
  const { id } = saved.backup
  const trove = yield* tools.trove(context.resource.scope)
  const backups = yield* look(trove.findBackups())
  const listed = backups.find((one) => one.id === id)
  const backup = listed ?? (yield* lookIfThere(trove.showBackup(id)))
  yield* refuseOther(trove, backup, present({ ...saved.backup, project: saved.backup.project ?? project }), listed)
  const hanging = hangingOn(id, backups)
  return {
    backup,
    backups,
    children: [...hanging, ...backups.filter((one) => others.includes(one.id) && !hanging.includes(one))],
  }
})

/** Another project's: that it is not seen proves nothing, and where it is, Trove would leave its data behind. */
const refuseOther = Effect.fnUntraced(function* (
  trove: TroveService,
  backup: Backup | undefined,
  known: TroveSavedInfo["backup"],
  listed: Backup | undefined,
): Effect.fn.Return<void, ProtectionError> {
  const { project: own } = yield* look(trove.session)
  if (backup === undefined) yield* refuseStranger(trove, known)
  const project_id = backup?.project_id ?? (listed === undefined ? known.project : own?.id)
  const seesAll = backup === undefined ? trove.asAdmin : yield* maySeeAll(trove)
  const stranger = strangerFinding({ ...known, ...present({ project_id }) }, own, "delete", seesAll)
  if (stranger !== undefined) return yield* stranger
})

const preview = Effect.fnUntraced(function* (tools: Tools, context: OperationContext<DeleteOptions, TroveSavedInfo>) {
  const { backup, children, backups } = yield* family(tools, context)
  if (backup === undefined) return previewOf({ warnings: ["The backup is gone already."] })
  const going = [backup, ...children]
  const losing = bereft(going, backups)
  const trove = yield* tools.trove(context.resource.scope)
  const elsewhere = yield* elsewhereFinding(trove, backup, backups)
  return previewOf({
    deletes: going.map(({ id, name }) => `The backup ${name} (${id}).`),
    quota: { backups: -going.length },
    blockers: [
      ...(children.length > 0 && !context.parameters.cascade ? [inUse(backup, children)] : []),
      ...(losing.length > 0 ? [dataInUse(backup, losing)] : []),
      ...(elsewhere === undefined ? [] : [elsewhere]),
    ],
    warnings: going.flatMap((one) => [
      ...(backupPhase(one) === "running" ? [`The backup ${one.name} is ${one.status}; it is waited for.`] : []),
      ...(one.status === "RESTORED" ? [`The backup ${one.name} was imported: Trove leaves its data where it is.`] : []),
    ]),
  })
})

const inUse = (backup: Backup, children: readonly Backup[]) =>
  new ProtectionError({
    code: "inUse",
    message: `Trove would delete with the backup ${backup.name} what continues it: ${list(children)}.`,
    recovery: 'Delete those first, or give "cascade": true to delete all of them.',
    left: children.map(leftBackup),
  })

const list = (backups: readonly Backup[]): string => backups.map(({ id, name }) => `${name} (${id})`).join(", ")

const begunDelete = ({ id, name }: TroveSavedInfo["backup"]): Leftover => ({
  kind: "backup",
  id,
  sentence: `The backup ${name} (${id}) was asked to be deleted; whether it is gone is not known.`,
})

const deleteFailed = (backup: Backup) =>
  new ProtectionError({
    code: "remoteFailed",
    message: `Trove could not delete the stored object of the backup ${backup.name} (${backup.id}): ${backup.locationRef ?? "its place is not known"}.`,
    left: [leftBackup(backup)],
  })
