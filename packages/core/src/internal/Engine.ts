/** What an engine is to the rest of this package: a store, and somebody who sees to it that every operation is driven. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import type { ProtectionError } from "../ProtectionError.ts"
import type { OperationStore } from "./OperationStore.ts"
import type { SharedPlaces } from "./SharedPlaces.ts"

/** Drives one attempt of an operation to its end; called again by whoever takes over. */
export type Drive = (id: string, attempt: number) => Effect.Effect<void>

export class Engine extends Context.Service<
  Engine,
  {
    readonly name: string
    readonly store: OperationStore
    /** Takes up what has not ended and what is started from now on, until its scope closes. Returns at once. */
    readonly serve: (drive: Drive) => Effect.Effect<void, ProtectionError, Scope.Scope>
    /** Where several processes drive at once: the places they share. */
    readonly places?: SharedPlaces
  }
>()("@breakwater/core/internal/Engine") {}

/** An engine as a host names it: a value that can be given again, and then goes on with the same operations. */
export interface EngineDriver {
  readonly engine: string
  readonly layer: Layer.Layer<Engine, ProtectionError>
}
