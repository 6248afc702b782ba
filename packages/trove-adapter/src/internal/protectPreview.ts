/** What a protect would do, and what a form for it starts with. Asks, and changes nothing. */
import { type OperationContext, type Preview, ProtectionError } from "@breakwater/core"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { ProtectOptions } from "../TroveInstanceSchemas.ts"
import { readyForBackup, refusedParent } from "./backupOf.ts"
import { previewOf, room } from "./preview.ts"
import { look, lookIfThere, type Tools } from "./tools.ts"

type Context = OperationContext<ProtectOptions>

export const previewProtect = (tools: Tools) =>
  Effect.fnUntraced(function* ({ resource, parameters }: Context): Effect.fn.Return<Preview, ProtectionError> {
    const trove = yield* tools.trove(resource.scope)
    const instance = yield* lookIfThere(trove.showInstance(resource.id))
    if (instance === undefined) return previewOf({ blockers: [gone(resource)] })
    const { methods } = yield* look(trove.session)
    const ready = readyForBackup(instance)
    const busy = ready !== true && ready.code === "notReady" ? ready : undefined
    const backups = parameters.parent_id === undefined ? [] : yield* look(trove.findBackups(resource.id))
    const { blockers, warnings } = yield* look(room(trove, { backups: 1 }))
    return previewOf({
      creates: [`The backup ${parameters.backup_name} of the instance ${instance.name} (${instance.id}).`],
      quota: { backups: 1 },
      blockers: [
        ready === true || ready === busy ? undefined : ready,
        refusedParent(parameters, backups),
        ...blockers,
      ].filter((blocker) => blocker !== undefined),
      warnings: [
        busy && `${busy.message} It is waited for.`,
        methods.includes("application_credential") ? noSwift : undefined,
        ...warnings,
      ].filter((warning) => warning !== undefined),
    })
  })

/** Source: story 2011763; guests re-scope the token, which Keystone refuses for application credentials. */
const noSwift =
  "Application credentials can not make backups to Swift on Trove up to 2026.1: use a password or a token."

const gone = ({ id, name }: Context["resource"]) =>
  new ProtectionError({ code: "notFound", message: `The instance ${name} (${id}) is not there.` })

export const suggestProtect = ({ resource }: Pick<Context, "resource">) => {
  const name = [...resource.name].slice(0, 200).join("")
  return Effect.map(DateTime.now, (now) => ({
    backup_name: `${name} ${DateTime.formatIso(now).slice(0, 16).replace("T", " ")}`,
    description: `Backup of ${name}`,
  }))
}
