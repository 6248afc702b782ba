/** What a protect would do, and what a form for it starts with. Asks, and changes nothing. */
import { type OperationContext, type Preview, ProtectionError } from "@breakwater/core"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
import { readyForBackup, refusedParent } from "./backupOf.ts"
import { toProtectionError } from "./mapping.ts"
import { previewOf, room } from "./preview.ts"
import type { Tools } from "./tools.ts"

type Context = OperationContext<ProtectOptions>

export const previewProtect =
  (tools: Tools) =>
  (context: Context): Effect.Effect<Preview, ProtectionError> =>
    Effect.gen(function* () {
      const { resource, parameters } = context
      const trove = yield* tools.trove(resource.scope)
      const instance = yield* trove.showInstance(resource.id)
      const { methods } = yield* trove.session
      const ready = readyForBackup(instance)
      const parent =
        parameters.parent_id === undefined
          ? undefined
          : refusedParent(parameters, yield* trove.findBackups(resource.id))
      const { blockers, warnings } = yield* room(trove, { backups: 1 })
      return previewOf({
        creates: [`The backup ${parameters.backup_name} of the instance ${instance.name} (${instance.id}).`],
        quota: { backups: 1 },
        blockers: [
          ...(ready === true || ready.code === "notReady" ? [] : [ready]),
          ...(parent === undefined ? [] : [parent]),
          ...blockers,
        ],
        warnings: [
          ...(ready !== true && ready.code === "notReady" ? [`${ready.message} It is waited for.`] : []),
          ...(methods.includes("application_credential")
            ? [
                "Application credentials can not make backups to Swift on Trove up to 2026.1: use a password or a token.",
              ]
            : []),
          ...warnings,
        ],
      })
    }).pipe(
      Effect.catch((error) => {
        const failure = error instanceof ProtectionError ? error : toProtectionError(error)
        return failure.code === "notFound" ? Effect.succeed(previewOf({ blockers: [failure] })) : Effect.fail(failure)
      }),
    )

export const suggestProtect = ({ resource }: Pick<Context, "resource">) => {
  const name = [...resource.name].slice(0, 200).join("")
  return Effect.map(DateTime.now, (now) => ({
    backup_name: `${name} ${DateTime.formatIso(now).slice(0, 16).replace("T", " ")}`,
    description: `Backup of ${name}`,
  }))
}
