import { join } from "node:path"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { onTestFinished } from "vitest"
import { makeMemoryStore } from "../src/engine/internal/memoryStore.ts"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { Engine } from "../src/internal/Engine.ts"
import { newFolder } from "./support/newFolder.ts"
import { operationStoreConformance } from "./support/operationStoreConformance.ts"

operationStoreConformance("the memory engine", async () => {
  const store = makeMemoryStore()
  return [store, store]
})

operationStoreConformance("the SQLite engine", async () => {
  const file = join(await newFolder(), "engine.db")
  const storeOf = async () => {
    const runtime = ManagedRuntime.make(Layer.fresh(sqliteEngine(file).layer))
    onTestFinished(() => runtime.dispose())
    return Context.get(await runtime.context(), Engine).store
  }
  return [await storeOf(), await storeOf()]
})
