/** What the previews of all verbs share: an empty one to fill, errors as blockers, and the room that is left. */
import { type Preview, ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { TroveService } from "../Trove.ts"

export const previewOf = (
  part: Partial<Omit<Preview, "blockers">> & { readonly blockers?: readonly ProtectionError[] },
): Preview => ({
  creates: [],
  deletes: [],
  quota: {},
  warnings: [],
  ...part,
  blockers: (part.blockers ?? []).map((error) => error.toJSON()),
})

/** What does not fit into the project's quota, and a warning where Trove does not tell. */
export const room = (trove: TroveService, needed: { readonly [resource: string]: number }) =>
  trove.quotas().pipe(
    Effect.map((quotas) => ({
      warnings: [] as readonly string[],
      blockers: quotas.flatMap(({ resource, in_use, reserved, limit }) => {
        const wanted = needed[resource] ?? 0
        const used = in_use + (reserved ?? 0)
        if (wanted === 0 || limit < 0 || used + wanted <= limit) return []
        const message = `The quota of ${resource} is ${limit}, ${used} are in use, ${wanted} more are needed.`
        return [new ProtectionError({ code: "quotaExceeded", message })]
      }),
    })),
    // Members may ask for their own quota since Trove 16; where they may not, only the attempt tells.
    Effect.catchIf(
      ({ retryable }) => !retryable,
      ({ message }) =>
        Effect.succeed({ warnings: [`Whether the quota suffices is not known: ${message}`], blockers: [] }),
    ),
  )
