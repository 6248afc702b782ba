/**
 * What can be done with a database instance, told verb by verb. How each step is made lies in `internal/`, one file a verb.
 *
 * **Protect** looks for a backup with this operation's mark, and if there is none, whether the instance can be backed up
 * now. It keeps the intent, asks Trove once, and waits until the backup is COMPLETED. A lost answer is looked for until
 * it had time to show; only then the backup is asked for again. In the end exactly one backup bears the mark.
 *
 * **Restore** checks all that the server would check and what it fails to check, keeps the intent, and has an instance
 * made under the wanted name and the mark. When it is ACTIVE and HEALTHY it gets the wanted name alone.
 *
 * **Verify** reads the records of the backup and of every backup it continues; asked to, it looks at the object of each in
 * the object store, and restores the backup into a temporary instance, looks into that, and removes it again.
 *
 * **Delete** refuses while other backups hang on this one, unless told to delete them as well, asks once, and waits until
 * the record is gone. Then it asks the object store what became of the data.
 */
import { contract, type ProtectionPlugin, ResourceTypes } from "@breakwater/core"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { remove } from "./internal/delete.ts"
import { inventory } from "./internal/inventory.ts"
import { makeAdmission } from "./internal/otherProject.ts"
import { protect } from "./internal/protect.ts"
import { restore } from "./internal/restore.ts"
import { look, type Tools } from "./internal/tools.ts"
import { verify } from "./internal/verify.ts"
import { troveInstanceSchemas } from "./TroveInstanceSchemas.ts"
import { savedInfoSchema, savedInfoVersion, type TroveSavedInfo } from "./TroveSavedInfo.ts"
import { TroveSettings } from "./TroveSettings.ts"
import { Troves } from "./Troves.ts"

/**
 * The protection plugin of `OS::Trove::Instance`: protect, restore, verify and delete, all in the main hook. Copy is not
 * supported.
 *
 * **Example**
 *
 * ```ts
 * const plugins = TroveInstanceProtection.layer.pipe(Layer.provide(Troves.layer(connect)))
 * ```
 *
 * **Source**: the specification in NOTICE; `karbor/services/protection/protection_plugins/database`.
 *
 * @category services
 * @since 0.1.0
 */
export class TroveInstanceProtection extends Context.Service<TroveInstanceProtection, ProtectionPlugin>()(
  "@breakwater/trove-adapter/TroveInstanceProtection",
) {
  static readonly make: Effect.Effect<ProtectionPlugin, never, Troves> = Effect.gen(function* () {
    const troves = yield* Troves
    const { ownerTag, waiting, chains, drill } = yield* TroveSettings
    const admit = makeAdmission()
    const trove: Tools["trove"] = (scope) => Effect.flatMap(look(troves.of(scope)), (found) => admit(found, scope))
    const tools: Tools = { trove, ownerTag, waiting, chains, drill }
    return {
      contract,
      id: "trove-instance",
      version: "0.0.0",
      types: [ResourceTypes.databaseInstance],
      optionsSchema: troveInstanceSchemas.options,
      restoreSchema: troveInstanceSchemas.restore,
      verifySchema: troveInstanceSchemas.verify,
      deleteSchema: troveInstanceSchemas.delete,
      savedInfoSchema,
      savedInfoVersion,
      inventory: inventory(tools),
      artifacts: ({ backup }: TroveSavedInfo) => ({ made: [backup.id], needs: backup.chain }),
      operations: {
        protect: protect(tools),
        restore: restore(tools),
        verify: verify(tools),
        delete: remove(tools),
      },
    }
  })

  static readonly layer: Layer.Layer<TroveInstanceProtection, never, Troves> = Layer.effect(
    TroveInstanceProtection,
    TroveInstanceProtection.make,
  )
}
