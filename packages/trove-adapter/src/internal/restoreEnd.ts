/** The end of a restore: the wanted name, the configuration group, and what came of it all. */
import { type Json, type Leftover, type ProtectionError, ResourceTypes, type Step } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Instance, UpdateInstance } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import { surplusGroups, withGroup } from "./configurationGroup.ts"
import { contentsDrift, contentsOf } from "./contents.ts"
import { type Drift, driftOf, unexpected } from "./drift.ts"
import { toProtectionError } from "./mapping.ts"
import { markOf } from "./mark.ts"
import { leftInstance } from "./ownInstances.ts"
import { present } from "./present.ts"
import type { RestoreContext, RestoreState } from "./restore.ts"
import { isElsewhere, look, savedOf, type Tools } from "./tools.ts"
import { settledAt, wait } from "./waiting.ts"
import { wantedOf } from "./wire.ts"

/**
 * Renaming takes the mark away, so the id is kept first, and the same turn ends the restore. Trove 22 detaches the
 * configuration group of an instance it renames: what is read back is mended.
 */
export const finish = Effect.fnUntraced(function* (
  { waiting, ownerTag }: Tools,
  trove: TroveService,
  context: RestoreContext,
  state: RestoreState,
  instance: Instance,
  left: readonly Leftover[],
): Effect.fn.Return<Step<RestoreState>, ProtectionError> {
  const saved = yield* savedOf(context)
  const elsewhere = isElsewhere(context)
  // A state from before the group was made does not know it; the instance does, until it is renamed.
  const made = context.parameters.recreate_configuration === true ? instance.configuration?.id : undefined
  const group = state.group ?? (context.parameters.configuration === undefined ? made : undefined)
  const known: RestoreState = group === undefined ? state : { ...state, group }
  const { name, configuration } = wantedOf(saved, withGroup(context.parameters, known), elsewhere)
  const now = yield* Clock.currentTimeMillis
  const kept = instance.name === name ? known : { ...known, renamedAt: now }
  yield* context.keep(kept)
  const named = yield* update(trove, instance, { name }, (one) => one.name === name)
  const whole =
    configuration === undefined
      ? named
      : yield* update(trove, named, { configuration }, (one) => one.configuration?.id === configuration)
  if (whole.name !== name || (configuration !== undefined && whole.configuration?.id !== configuration)) {
    const because = `Trove gives the instance ${whole.name} its name and its configuration group.`
    return yield* wait(waiting, { state: kept, because, cancellable: "later", left: [leftInstance(whole)] })
  }
  if (configuration !== undefined && now < settledAt(waiting, state.renamedAt)) {
    const because = "An unanswered renaming may still be carried out and detach the configuration group again."
    return yield* wait(waiting, { state: kept, because, cancellable: "later", left: [leftInstance(whole)] })
  }
  const contents = contentsDrift(saved.contents, yield* contentsOf(trove, whole.id))
  const drift = driftOf(saved, whole, contents, context.parameters, elsewhere)
  return {
    step: "done",
    value: yield* resultOf(context, whole, drift),
    warnings: [
      ...unexpected(drift),
      ...left.map(({ sentence }) => sentence),
      ...(yield* surplusGroups(trove, known, markOf(context, ownerTag))),
    ],
  }
})

/** Sends a change unless it is true already, and reads back; a refusal counts only if the change is not there. */
const update = Effect.fnUntraced(function* (
  trove: TroveService,
  instance: Instance,
  changes: UpdateInstance,
  isTrue: (instance: Instance) => boolean,
) {
  if (isTrue(instance)) return instance
  const refusal = yield* Effect.flip(trove.updateInstance(instance.id, changes)).pipe(Effect.option)
  const after = yield* look(trove.showInstance(instance.id))
  if (isTrue(after) || refusal._tag === "None" || refusal.value.outcome !== "notStarted") return after
  return yield* toProtectionError(refusal.value)
})

/** The new instance, with the description Trove has no place for, and how it differs from its source. */
const resultOf = Effect.fnUntraced(function* (context: RestoreContext, instance: Instance, drift: Drift) {
  const { backup } = yield* savedOf(context)
  const { id, name, status, operating_status, flavor, volume, datastore, addresses, configuration } = instance
  const result: { readonly [key: string]: Json } = present({
    resource: {
      scope: { ...(context.into ?? context.resource.scope) },
      type: ResourceTypes.databaseInstance,
      id,
      name,
    },
    status,
    operatingStatus: operating_status,
    description: context.parameters.restore_description,
    backup: backup.id,
    flavor: flavor.id,
    volumeSize: volume?.size ?? undefined,
    datastore: { type: datastore.type, version: datastore.version },
    addresses: (addresses ?? []).map(({ address }) => address),
    configuration: configuration?.id,
    drift,
  })
  return result
})
