/**
 * The engine that keeps operations in this process, for tests and small hosts. Nothing of it survives the process; what
 * it had begun is found again in the cloud by its marks when the same operation is started again.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import { type Drive, Engine, type EngineDriver } from "../internal/Engine.ts"
import { checkEffectVersion } from "./internal/effectVersion.ts"
import { makeMemoryStore } from "./internal/memoryStore.ts"
import { serveInProcess } from "./internal/workflow.ts"

/**
 * A new engine with an empty store. Whoever is given the same value later goes on with its operations; of several at the
 * same time, one drives and the others read, write wishes, and take over when it closes.
 *
 * @category engines
 * @since 0.1.0
 */
export const memoryEngine = (): EngineDriver => {
  const store = makeMemoryStore()
  const driving = Semaphore.makeUnsafe(1)

  const serve = (drive: Drive) =>
    Effect.gen(function* () {
      yield* Semaphore.takeScoped(driving, 1)
      yield* serveInProcess(store, drive)
    }).pipe(Effect.forkScoped, Effect.asVoid)

  return {
    engine: "memory",
    layer: Layer.effect(Engine, Effect.as(checkEffectVersion(), Engine.of({ name: "memory", store, serve }))),
  }
}
