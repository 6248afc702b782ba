/** An engine in memory whose store somebody has put a hand on. */
import type { EngineDriver } from "@breakwater/core/promise"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import { memoryEngine } from "../../src/engine/index.ts"
import { Engine } from "../../src/internal/Engine.ts"
import type { OperationStore } from "../../src/internal/OperationStore.ts"

export const withStore = (change: (store: OperationStore) => Partial<OperationStore>): EngineDriver => {
  const memory = memoryEngine()
  const layer = Layer.flatMap(memory.layer, (services) => {
    const engine = Context.get(services, Engine)
    return Layer.succeed(Engine, { ...engine, store: { ...engine.store, ...change(engine.store) } })
  })
  return { ...memory, layer }
}
