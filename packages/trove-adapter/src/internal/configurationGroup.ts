/**
 * The configuration group of a restore: the one that was given or saved, or a new one with the saved values, made where
 * that was asked for and the old one is not to be had. It bears the mark in its description and is found again by it.
 */
import { type Leftover, ProtectionError, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { TroveService } from "../Trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { refuse } from "./backupOf.ts"
import { toProtectionError } from "./mapping.ts"
import { attemptIn, longestDescription, type Mark, show, stamp } from "./mark.ts"
import type { RestoreContext, RestoreState } from "./restore.ts"
import { look, lookIfThere, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"
import { wantedOf } from "./wire.ts"

/** What is to be done about it, before anything is. */
export type GroupPlan = { readonly recreate: boolean } | ProtectionError

/** Trove refuses a group it does not know only after everything else, and without saying which field. */
export const planGroup = Effect.fnUntraced(function* (
  trove: TroveService,
  saved: TroveSavedInfo,
  options: RestoreOptions,
  elsewhere: boolean,
): Effect.fn.Return<GroupPlan, ProtectionError> {
  const source = saved.instance.configuration
  const recreate = options.recreate_configuration === true && options.configuration === undefined
  const wanted = wantedOf(saved, options, elsewhere).configuration
  const there = wanted === undefined || (yield* lookIfThere(trove.showConfiguration(wanted))) !== undefined
  if (recreate && source !== undefined && (elsewhere || !there)) {
    if (source.values !== undefined) return { recreate: true }
    return refuse("/parameters/recreate_configuration", `the values of the group ${source.id} were not saved`)
  }
  if (there) return { recreate: false }
  return refuse(
    "/parameters/configuration",
    `there is no configuration group ${wanted}; "none" restores without one, a restore with recreate_configuration makes one like it`,
  )
})

/** The parameters with the group that was made for this restore. */
export const withGroup = (options: RestoreOptions, { group }: RestoreState): RestoreOptions =>
  group === undefined ? options : { ...options, configuration: group }

/** The state with the new group's id, or a step towards it. */
export const makeGroup = Effect.fnUntraced(function* (
  { waiting }: Tools,
  trove: TroveService,
  { keep }: Pick<RestoreContext, "keep">,
  saved: TroveSavedInfo,
  options: RestoreOptions,
  before: RestoreState,
  mark: Mark,
): Effect.fn.Return<{ readonly state: RestoreState } | Step<RestoreState>, ProtectionError> {
  if (before.group !== undefined) return { state: before }
  const groups = yield* look(Stream.runCollect(trove.listConfigurations()))
  const own = groups.find(({ description }) => attemptIn(description, mark) !== undefined)
  if (own !== undefined) return { state: { ...before, group: own.id } }
  const now = yield* Clock.currentTimeMillis
  const because = "Trove makes a configuration group with the values of the source's."
  const lookAgain = (state: RestoreState) =>
    wait(waiting, { state, because, cancellable: "later", left: leftGroup(state, mark) })
  if (now < settledAt(waiting, before.groupSentAt)) return yield* lookAgain(before)
  const { configuration: source } = saved.instance
  const { description = "As it was when it was protected." } = source ?? {}
  const { datastore } = wantedOf(saved, options)
  const intent: RestoreState = { ...before, groupSentAt: now, looks: 0 }
  yield* keep(intent)
  return yield* trove
    .createConfiguration({
      name: source?.name ?? saved.instance.name,
      description: stamp([...description].slice(0, longestDescription).join(""), mark),
      values: source?.values ?? {},
      ...(datastore === undefined ? {} : { datastore }),
    })
    .pipe(
      Effect.matchEffect({
        onSuccess: ({ id }) => lookAgain({ ...intent, group: id }),
        onFailure: (error) => {
          if (error.outcome !== "notStarted") return lookAgain(intent)
          return error.retryable ? lookAgain(before) : Effect.fail(toProtectionError(error))
        },
      }),
    )
})

/** What an unanswered call made late, besides the group that is used: it is named, for it may be in use by then. */
export const surplusGroups = Effect.fnUntraced(function* (
  trove: TroveService,
  { group }: RestoreState,
  mark: Mark,
): Effect.fn.Return<readonly string[], ProtectionError> {
  if (group === undefined) return []
  const groups = yield* look(Stream.runCollect(trove.listConfigurations()))
  return groups
    .filter(({ id, description }) => id !== group && attemptIn(description, mark) !== undefined)
    .map(
      ({ id, name }) => `The configuration group ${name} (${id}) was made by an unanswered call besides, and remains.`,
    )
})

/** What stays behind when the restore does not come to its end: it costs nothing and holds no data. */
export const leftGroup = ({ group, groupSentAt }: RestoreState, mark: Mark): readonly Leftover[] => {
  const kind = "configuration"
  if (group !== undefined)
    return [{ kind, id: group, sentence: `The configuration group ${group} was made and remains.` }]
  if (groupSentAt === undefined) return []
  const sentence = `A configuration group with ${show(mark)} in its description may have been made.`
  return [{ kind, id: show(mark), sentence }]
}

/** A failure names the group as well, whatever failed. */
export const namingGroup = (state: RestoreState, mark: Mark) =>
  Effect.mapError((error: ProtectionError): ProtectionError => {
    const left = leftGroup(state, mark)
    if (left.length === 0 || error.left?.some(({ kind }) => kind === "configuration")) return error
    const begun = state.group === undefined ? "unknown" : "started"
    const outcome = error.outcome === "notStarted" ? begun : error.outcome
    return new ProtectionError(
      { ...error.toJSON(), outcome, left: [...(error.left ?? []), ...left] },
      { cause: error.cause },
    )
  })
