/** What a drill finds out about the restored instance: how long it took, what is in it, and what the host's probe says. */
import type { Code, Resource } from "@breakwater/core"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Instance } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveSavedInfo } from "../TroveSavedInfo.ts"
import { askProbe } from "./askProbe.ts"
import { contentsDrift, contentsOf, type NamesDrift } from "./contents.ts"
import { present } from "./present.ts"
import { faultSince, say, timeOf } from "./status.ts"
import type { Tools } from "./tools.ts"

/** The first names of each side, and how many there are: a state must stay small. */
type Names = {
  readonly missing: readonly string[]
  readonly missingCount: number
  readonly added: readonly string[]
  readonly addedCount: number
}

/** JSON: kept in the state until the instance is gone. Units: times in milliseconds; points in time are ISO 8601. */
export type Findings = {
  readonly instance: string
  readonly recoveryTimeMs?: number
  readonly recoveryPoint?: string
  readonly recoveryPointAgeMs?: number
  readonly databases?: Names
  readonly users?: Names
  readonly probe?: string
  readonly notChecked: readonly string[]
  readonly failure?: { readonly code: Code; readonly message: string }
}

/** The instance serves: what is in it? Units: `startedAt` in milliseconds since the epoch. */
export const inspect = Effect.fnUntraced(function* (
  { drill }: Tools,
  trove: TroveService,
  {
    instance,
    resource,
    saved,
    startedAt,
  }: {
    readonly instance: Instance
    readonly resource: Resource
    readonly saved: TroveSavedInfo
    readonly startedAt: number
  },
): Effect.fn.Return<Findings> {
  const now = DateTime.toEpochMillis(yield* DateTime.now)
  const { databases, users, unknown } = contentsDrift(saved.contents, yield* contentsOf(trove, instance.id))
  const { id, name, created } = saved.backup
  const answer =
    drill.probe && (yield* askProbe(drill, drill.probe, { instance, resource, backup: { id, name, created } }))
  const point = timeOf(created)
  const missing = [...wrong("database", databases), ...wrong("user", users)]
  const message =
    missing.length > 0
      ? `The instance restored from the backup ${name} (${id}) lacks ${missing.join(" and ")}, which protect saw at ${saved.contents?.at}; the backup ended at ${saved.backup.updated}.`
      : answer?.passed === false
        ? `The probe refused the instance restored from the backup ${name} (${id}): ${answer.says}`
        : undefined
  return present({
    instance: instance.id,
    recoveryTimeMs: now - startedAt,
    recoveryPoint: point === undefined ? undefined : DateTime.formatIso(DateTime.makeUnsafe(point)),
    recoveryPointAgeMs: point === undefined ? undefined : startedAt - point,
    databases: shortened(databases),
    users: shortened(users),
    probe: answer?.passed === true ? (answer.says ?? "passed") : undefined,
    notChecked: [
      ...(unknown === undefined ? [] : [`Databases and users: ${unknown}`]),
      ...(answer === undefined ? ["The rows: no probe was given to look at them."] : []),
    ],
    failure: message === undefined ? undefined : { code: "damaged" as const, message },
  })
})

/** Trove could not restore it. */
export const notRestored = (instance: Instance, { backup: { id, name } }: TroveSavedInfo): Findings => ({
  instance: instance.id,
  notChecked: [],
  failure: {
    code: "remoteFailed",
    message: `The backup ${name} (${id}) could not be restored (${say(instance)}): ${
      faultSince(instance, instance.created ?? "") ?? "Trove gives no reason"
    }`,
  },
})

const most = 20

const shortened = (drift: NamesDrift | undefined): Names | undefined =>
  drift && {
    missing: drift.missing.slice(0, most),
    missingCount: drift.missing.length,
    added: drift.added.slice(0, most),
    addedCount: drift.added.length,
  }

const wrong = (kind: string, drift: NamesDrift | undefined): readonly string[] => {
  if (drift === undefined || drift.missing.length === 0) return []
  const named = drift.missing.slice(0, 5).join(", ")
  const more = drift.missing.length > 5 ? ` and ${drift.missing.length - 5} more` : ""
  return [`the ${kind}${drift.missing.length === 1 ? "" : "s"} ${named}${more}`]
}
