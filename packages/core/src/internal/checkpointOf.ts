/** What an operation does to its checkpoint: before its first hook, and after its last. Repeating any of it does no harm. */
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointHeader, CheckpointStatus, Verification } from "../Checkpoint.ts"
import type { CheckpointDraft, ManifestResource } from "../CheckpointManifest.ts"
import type { Verb } from "../Operation.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { asJson } from "./asJson.ts"
import { canonicalJson } from "./canonicalJson.ts"
import { sha256 } from "./digest.ts"
import { ifThere } from "./ifThere.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { isoNow } from "./now.ts"
import type { ResourceRow } from "./OperationStore.ts"
import { pluginFor } from "./pluginFor.ts"
import type { Hold, Run } from "./Run.ts"
import { wishOf } from "./wishOf.ts"

/**
 * A protect begins its checkpoint; a delete says that it is under way. Answers the checkpoint as it was before, which a
 * protect has when an earlier process began the same and its records are gone.
 */
export const openCheckpoint = Effect.fnUntraced(function* (hold: Hold, { checkpoints, id }: LiveProvider) {
  const { checkpoint } = hold.operation
  if (hold.request.verb !== "protect") {
    const existing = yield* checkpoints.get(checkpoint)
    if (hold.request.verb === "delete") {
      yield* stillHeld(hold)
      yield* checkpoints.setStatus(checkpoint, "deleting")
    }
    return existing
  }
  const existing = yield* ifThere(checkpoints.get(checkpoint))
  if (existing !== undefined) yield* stillHeld(hold)
  yield* checkpoints.begin(headerOf(hold, id, existing), sha256(wishOf(hold.request)))
  return existing
})

/** A protect commits its manifest, a verify writes what it found, a delete what is gone. */
export const closeCheckpoint = (run: Run): Effect.Effect<void, ProtectionError> => {
  const { verb } = run.request
  if (verb === "protect") return Effect.asVoid(run.provider.checkpoints.commit(draftOf(run)))
  if (verb === "verify") return writeVerification(run)
  return verb === "delete" ? writeDeletion(run) : Effect.void
}

/**
 * An operation that can not go on to its end leaves no checkpoint that seems to be under way for ever: the protect of it
 * failed, or its deletion. A retry takes it up from there.
 */
export const abandonCheckpoint = (run: Run): Effect.Effect<void> =>
  Effect.andThen(stillHeld(run), abandoned(run, run.provider, Effect.succeed(true)))

/** The same where a runner never came so far as to open it, but an earlier one did. What is not its own stays as it is. */
export const abandonUnopened = (hold: Hold, provider: LiveProvider): Effect.Effect<void> => {
  const { checkpoints, id } = provider
  const { operation, request } = hold
  const underWay = request.verb === "protect" ? "protecting" : "deleting"
  const look = Effect.flatMap(ifThere(checkpoints.get(operation.checkpoint)), (existing) => {
    if (existing?.status !== underWay) return Effect.succeed(false)
    if (request.verb !== "protect") return Effect.succeed(true)
    return Effect.as(checkpoints.begin(headerOf(hold, id, existing), sha256(wishOf(request))), true)
  })
  return Effect.andThen(stillHeld(hold), abandoned(hold, provider, look))
}

const abandoned = (
  { operation, request }: Hold,
  { checkpoints }: LiveProvider,
  look: Effect.Effect<boolean, ProtectionError>,
): Effect.Effect<void> => {
  const statuses: { readonly [V in Verb]?: CheckpointStatus } = { protect: "error", delete: "error-deleting" }
  const status = statuses[request.verb]
  if (status === undefined) return Effect.void
  return look.pipe(
    Effect.flatMap((isOurs) => (isOurs ? checkpoints.setStatus(operation.checkpoint, status) : Effect.void)),
    Effect.catch(({ message }) => Effect.logError(`The checkpoint can not be marked as ${status}: ${message}`)),
  )
}

/**
 * A bank does not know who has lost an operation. Whoever stalled finds it out here, and does not write over what another
 * one has written since: it does not return.
 */
const stillHeld = ({ write }: Hold) => write({ rows: [] })

const headerOf = (
  { operation, request }: Hold,
  provider: string,
  existing: Checkpoint | undefined,
): CheckpointHeader => ({
  id: operation.checkpoint,
  provider,
  ...(request.plan === undefined ? {} : { plan: request.plan }),
  created: existing?.created ?? operation.created,
  labels: request.labels ?? {},
})

const draftOf = (run: Run): CheckpointDraft => {
  const rows = Array.from(run.rows.values())
  const whole = rows.every((row) => !row.served || row.state === "succeeded")
  return {
    ...headerOf(run, run.provider.id, run.existing),
    status: whole ? "available" : "error",
    resources: rows.map((row) => manifestResource(run, row)),
  }
}

const manifestResource = ({ provider }: Run, row: ResourceRow): ManifestResource => {
  const { children, error, resource, result, state } = row
  const plugin = pluginFor(provider, resource.type)
  if (!row.served || plugin === undefined) return { resource, children, status: "available" }
  const entry = {
    resource,
    children,
    plugin: { id: plugin.id, version: plugin.version, savedInfo: plugin.savedInfoVersion },
  }
  if (state === "succeeded") return { ...entry, status: "available", saved: result ?? null }
  return { ...entry, status: "error", error: error ?? notDone(row).toJSON() }
}

const notDone = ({ resource, left }: ResourceRow) =>
  new ProtectionError({ code: "cancelled", message: `The protection of ${resource.name} was cancelled.`, left })

const writeVerification = Effect.fnUntraced(function* (run: Run) {
  const looked = Array.from(run.rows.values()).filter(({ served, state }) => served && state !== "cancelled")
  if (looked.length === 0) return
  const resources: Verification["resources"] = looked.map(({ error, key, result, state }) => ({
    key,
    status: state === "succeeded" ? "passed" : "failed",
    ...(result === undefined ? {} : { result }),
    ...(error === undefined ? {} : { error }),
  }))
  const status = resources.every((each) => each.status === "passed") ? "passed" : "failed"
  // A runner that died after it had written this left the same finding, of another moment.
  const told = canonicalJson(asJson({ status, resources }))
  const isTold = (one: Verification) =>
    one.operation === run.id && canonicalJson(asJson({ status: one.status, resources: one.resources })) === told
  if (run.existing?.verifications.some(isTold)) return
  const verification: Verification = { operation: run.id, at: yield* isoNow, status, resources }
  yield* run.provider.checkpoints.addVerification(run.operation.checkpoint, verification)
})

/** Deleted when nothing is left in it; `error-deleting` when something failed; else what the manifest says. */
const writeDeletion = Effect.fnUntraced(function* (run: Run) {
  const { checkpoints } = run.provider
  const id = run.operation.checkpoint
  const tell = ({ error, resource, state }: ResourceRow) => {
    if (state === "succeeded") return checkpoints.setResourceStatus(id, resource, "deleted")
    if (state !== "failed" || error === undefined) return Effect.void
    return checkpoints.setResourceStatus(id, resource, "error-deleting", ProtectionError.fromJSON(error))
  }
  yield* Effect.forEach(run.rows.values(), tell, { concurrency: parallelWrites, discard: true })
  const remaining = Array.from(run.entries).filter(
    ([key, { plugin, saved, status }]) =>
      plugin !== undefined && saved !== undefined && status !== "deleted" && run.rows.get(key)?.state !== "succeeded",
  )
  const failed = Array.from(run.rows.values()).some(({ state }) => state === "failed")
  const whole = Array.from(run.entries.values()).every(
    ({ plugin, saved }) => plugin === undefined || saved !== undefined,
  )
  const kept = whole ? "available" : "error"
  yield* checkpoints.setStatus(id, failed ? "error-deleting" : remaining.length === 0 ? "deleted" : kept)
})

const parallelWrites = 16
