/** A bank and an engine whose every write is a step. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Bank, Section } from "../../Bank.ts"
import { Engine, type EngineDriver } from "../../internal/Engine.ts"
import type { OperationStore } from "../../internal/OperationStore.ts"
import type { Place } from "./messages.ts"
import type { ProgramClock } from "./programClock.ts"
import type { Striker } from "./Striker.ts"

/** Time stands still while the bank works. */
export const steppingBank = (striker: Striker, clock: ProgramClock, bank: Bank): Bank => {
  const still = <A, E>(work: Effect.Effect<A, E>) =>
    Effect.suspend(() => {
      const release = clock.hold()
      return Effect.ensuring(work, Effect.sync(release))
    })
  const wrapped = (section: Section, base: string): Section => {
    const step = <A, E>(what: string, key: string, write: Effect.Effect<A, E>) =>
      stepped(striker, "bank", `${what} ${base}${key}`, still(write))
    return {
      ...section,
      get: (key) => still(section.get(key)),
      put: (key, value) => step("put", key, section.put(key, value)),
      create: (key, value) => step("create", key, section.create(key, value)),
      remove: (key) => step("remove", key, section.remove(key)),
      section: (prefix, options) => wrapped(section.section(prefix, options), `${base}${prefix}/`),
    }
  }
  return { ...bank, root: wrapped(bank.root, "") }
}

export const steppingEngine = (striker: Striker, { engine, layer }: EngineDriver): EngineDriver => ({
  engine,
  layer: Layer.effect(
    Engine,
    Effect.map(Engine, (live) => Engine.of({ ...live, store: steppingStore(striker, live.store) })),
  ).pipe(Layer.provide(layer)),
})

const steppingStore = (striker: Striker, store: OperationStore): OperationStore => ({
  ...store,
  insert: (operation) => stepped(striker, "engine", "insert", store.insert(operation)),
  cancel: (id) => stepped(striker, "engine", "cancel", store.cancel(id)),
  retry: (id, deadline) => stepped(striker, "engine", "retry", store.retry(id, deadline)),
  claim: (id, attempt) => stepped(striker, "engine", "claim", store.claim(id, attempt)),
  update: (id, epoch, update) => stepped(striker, "engine", "update", store.update(id, epoch, update)),
})

const stepped = <A, E>(striker: Striker, place: Place, what: string, write: Effect.Effect<A, E>) =>
  Effect.suspend(() => {
    const step = striker.enter(place, what)
    return Effect.ensuring(
      write,
      Effect.sync(() => striker.leave(step)),
    )
  })
