/**
 * What a delete would take along in other projects. Trove deletes what hangs on a backup, whosever it is and of whatever
 * instance; it shows that to an administrator's token, and nobody else could have let it happen.
 */
import { ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Backup } from "../generated/trove.ts"
import type { TroveService } from "../Trove.ts"
import { hangingOn } from "./chain.ts"
import { leftBackup } from "./ownBackups.ts"
import { look } from "./tools.ts"

/**
 * Whether Trove may show the token every project: unless it has but the lesser roles that Keystone itself makes. Which role
 * is an administrator's, the cloud's policy says.
 */
export const maySeeAll = ({ asAdmin, session }: TroveService): Effect.Effect<boolean, ProtectionError> =>
  Effect.map(look(session), ({ roles }) => asAdmin || roles === undefined || roles.some((role) => !lesser.has(role)))

/** The backups of all projects where the token is an administrator's, else those of its own. */
export const everywhere = Effect.fnUntraced(function* (
  trove: TroveService,
): Effect.fn.Return<readonly Backup[], ProtectionError> {
  if (!(yield* maySeeAll(trove))) return yield* look(trove.findBackups())
  return yield* Stream.runCollect(trove.listBackups({ ofProject: "all" })).pipe(
    Effect.catchIf(
      ({ reason }) => reason === "forbidden",
      () => trove.findBackups(),
    ),
    look,
  )
})

/** Why a backup must not be deleted: what hangs on it, and is not among those of the own project. */
export const elsewhereFinding = Effect.fnUntraced(function* (
  trove: TroveService,
  backup: Backup,
  own: readonly Backup[],
): Effect.fn.Return<ProtectionError | undefined, ProtectionError> {
  if (!(yield* maySeeAll(trove))) return undefined
  const all = yield* everywhere(trove)
  const others = hangingOn(backup.id, all).filter((one) => own.every(({ id }) => id !== one.id))
  return others.length === 0 ? undefined : inUseElsewhere(backup, others)
})

const inUseElsewhere = (backup: Backup, children: readonly Backup[]) =>
  new ProtectionError({
    code: "inUse",
    message: `Trove would delete with the backup ${backup.name} what continues it in other projects: ${children
      .map(({ id, name }) => `${name} (${id})`)
      .join(", ")}.`,
    recovery: "Have those deleted in their own projects first.",
    left: children.map(leftBackup),
  })

const lesser: ReadonlySet<string> = new Set(["manager", "member", "_member_", "reader"])
