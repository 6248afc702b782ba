/** Which resources of a checkpoint a verb can work on, and whether the checkpoint is in a state for it at all. */
import * as Effect from "effect/Effect"
import type { Checkpoint, CheckpointResource, CheckpointStatus } from "../Checkpoint.ts"
import type { Verb } from "../Operation.ts"
import type { Request } from "../OperationRecord.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { resourceKey } from "../Resource.ts"
import { invalid } from "./invalid.ts"

/**
 * The chosen resources with all that hangs on them, as far as they can be worked on. A checkpoint in `error` can be used
 * for what is available in it; deleting takes whatever was saved and is not deleted yet.
 */
export const usableResources = Effect.fnUntraced(function* (
  checkpoint: Checkpoint,
  request: Pick<Request, "verb" | "provider" | "resources">,
) {
  const { verb } = request
  if (checkpoint.error !== undefined) return yield* ProtectionError.fromJSON(checkpoint.error)
  if (checkpoint.provider !== request.provider) {
    const message = `The checkpoint ${checkpoint.id} was made by the provider ${checkpoint.provider}.`
    return yield* invalid([{ path: "/provider", message }])
  }
  if (!usableStatuses(verb).includes(checkpoint.status)) return yield* unusable(checkpoint, verb)
  const chosen = yield* choose(checkpoint, request)
  const usable = checkpoint.resources.filter(
    (entry) => chosen.has(resourceKey(entry.resource)) && isUsable(entry, verb),
  )
  if (usable.length > 0) return usable
  return yield* new ProtectionError({
    code: "notReady",
    retryable: false,
    message: `The checkpoint ${checkpoint.id} holds nothing that can be used to ${verb}.`,
    recovery: "See the status of its resources, and use another checkpoint.",
  })
})

/** Of a deletion that seems to be under way the operations tell; one whose records are lost can be begun anew. */
const usableStatuses = (verb: Verb): readonly CheckpointStatus[] =>
  verb === "delete" ? ["available", "error", "deleting", "error-deleting"] : ["available", "error"]

const isUsable = ({ plugin, saved, status }: CheckpointResource, verb: Verb) => {
  if (verb !== "delete") return status === "available"
  return status !== "deleted" && (plugin === undefined || saved !== undefined)
}

const choose = Effect.fnUntraced(function* (
  checkpoint: Checkpoint,
  { resources, verb }: Pick<Request, "verb" | "resources">,
) {
  const entries = new Map(checkpoint.resources.map((entry) => [resourceKey(entry.resource), entry]))
  if (resources === undefined) return new Set(entries.keys())
  const issues = resources.flatMap((resource, index) => {
    const entry = entries.get(resourceKey(resource))
    const name = `${resource.type} ${resource.id}`
    if (entry === undefined)
      return [{ path: `/resources/${index}`, message: `${name} is not in the checkpoint ${checkpoint.id}.` }]
    if (isUsable(entry, verb)) return []
    return [{ path: `/resources/${index}`, message: `${name} can not be used to ${verb}: it is "${entry.status}".` }]
  })
  if (issues.length > 0) return yield* invalid(issues)
  const chosen = new Set(resources.map(resourceKey))
  for (const key of chosen) for (const child of entries.get(key)?.children ?? []) chosen.add(child)
  return chosen
})

const unusable = ({ id, status }: Checkpoint, verb: Verb) => {
  const message = `The checkpoint ${id} can not be used to ${verb}: it is "${status}".`
  if (status === "deleted") {
    return new ProtectionError({ code: "notFound", message, recovery: "Use another checkpoint; this one is gone." })
  }
  if (status === "protecting") return new ProtectionError({ code: "notReady", message })
  return new ProtectionError({
    code: "inUse",
    message,
    recovery: "Wait until its deletion has ended; what a failed one left can only be deleted.",
  })
}
