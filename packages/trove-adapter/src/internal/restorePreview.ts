/** What a restore would do, and what a form for it starts with. Asks, and changes nothing. */
import type { OperationContext, Preview, ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { otherProject, targetFinding } from "./otherProject.ts"
import { preflight } from "./preflight.ts"
import { previewOf } from "./preview.ts"
import { isElsewhere, savedOf, type Tools } from "./tools.ts"
import { suggestedRestore, wantedOf } from "./wire.ts"

export const previewRestore = (tools: Tools) =>
  Effect.fnUntraced(function* (
    context: OperationContext<RestoreOptions, TroveSavedInfo>,
  ): Effect.fn.Return<Preview, ProtectionError> {
    const saved = yield* savedOf(context)
    const scope = context.into ?? context.resource.scope
    const trove = yield* tools.trove(scope)
    const target = targetFinding(yield* otherProject(trove, scope))
    const elsewhere = isElsewhere(context)
    const { name, flavor, volumeSize } = wantedOf(saved, context.parameters, elsewhere)
    const { findings, warnings, recreate } = yield* preflight(trove, saved, context.parameters, elsewhere)
    return previewOf({
      creates: [
        ...(recreate
          ? [`A configuration group like ${saved.instance.configuration?.name ?? "that of the source"}.`]
          : []),
        `The instance ${name} with flavor ${flavor} and ${volumeSize} GB, from the backup ${saved.backup.name}.`,
      ],
      quota: { instances: 1, volumes: volumeSize ?? 0 },
      blockers: target === undefined ? findings : [target, ...findings],
      warnings,
    })
  })

export const suggestRestore = (context: OperationContext<unknown, TroveSavedInfo>) =>
  Effect.map(savedOf(context), suggestedRestore)
