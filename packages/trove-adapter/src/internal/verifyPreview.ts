/** What a verify would make, how long that is there, and what is wrong already. Asks, and changes nothing. */
import type { OperationContext, Preview, ProtectionError } from "@breakwater/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { VerifyOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { drillOptions } from "./drillCreate.ts"
import { otherProject } from "./otherProject.ts"
import { preflight } from "./preflight.ts"
import { previewOf } from "./preview.ts"
import { isFromElsewhere, look, savedOf, type Tools } from "./tools.ts"
import { wantedOf } from "./wire.ts"

export const previewVerify = Effect.fnUntraced(function* (
  tools: Tools,
  context: OperationContext<VerifyOptions, TroveSavedInfo>,
  check: Effect.Effect<{ readonly notChecked: readonly string[] }, ProtectionError>,
): Effect.fn.Return<Preview, ProtectionError> {
  const checked = yield* Effect.result(check)
  const blockers = checked._tag === "Failure" ? [checked.failure] : []
  const unknown = checked._tag === "Failure" ? [] : checked.success.notChecked
  if (context.parameters.level !== "restore") return previewOf({ blockers, warnings: unknown })
  const saved = yield* savedOf(context)
  const options = drillOptions(context.parameters, saved)
  const trove = yield* tools.trove(context.resource.scope)
  const other = yield* otherProject(trove, context.resource.scope)
  const elsewhere = isFromElsewhere(saved) || other !== undefined
  const { name, flavor, volumeSize } = wantedOf(saved, options, elsewhere)
  const { methods } = yield* look(trove.session)
  const { findings, warnings } = yield* preflight(trove, saved, options, elsewhere)
  return previewOf({
    creates: [
      `The temporary instance ${name} with flavor ${flavor} and ${volumeSize} GB, from the backup ${saved.backup.name}.`,
    ],
    deletes: ["The temporary instance, when it was looked at."],
    quota: { instances: 1, volumes: volumeSize ?? 0 },
    blockers: [...blockers, ...findings],
    warnings: [
      lifeOf(tools, saved),
      ...(other === undefined ? [] : [`It is made in the project ${other.own}, and counts in its quotas.`]),
      ...(methods.includes("application_credential") ? [noSwift] : []),
      ...unknown,
      ...warnings,
    ],
  })
})

/** Source: story 2011763; guests re-scope the token, which Keystone refuses for application credentials. */
const noSwift =
  "Application credentials can not restore backups from Swift on Trove up to 2026.1: use a password or a token."

const lifeOf = ({ drill: { probe, within = "1 minute" } }: Tools, { backup: { size } }: TroveSavedInfo): string => {
  const probed =
    probe === undefined ? "" : `, and for the probe, at most ${Duration.format(Duration.fromInputUnsafe(within))}`
  return `The temporary instance is there, and is charged for, while Trove restores ${size ?? "?"} GB, which Trove gives up after an hour unless told otherwise${probed}.`
}
