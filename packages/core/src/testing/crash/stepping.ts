/** A bank and an engine whose every write is a step, and for whose work time stands still. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Bank, Section } from "../../Bank.ts"
import { Engine, type EngineDriver } from "../../internal/Engine.ts"
import type { OperationStore } from "../../internal/OperationStore.ts"
import type { Place } from "./messages.ts"
import type { ProgramClock } from "./programClock.ts"
import type { Striker } from "./Striker.ts"

export const steppingBank = (striker: Striker, clock: ProgramClock, bank: Bank): Bank => {
  const still = stillness(clock)
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

/** With `ownTime`, time stands still until the engine has taken its first operation. */
export const steppingEngine = (
  striker: Striker,
  clock: ProgramClock,
  { engine, layer }: EngineDriver,
  ownTime: boolean,
): EngineDriver => ({
  engine,
  layer: Layer.effect(
    Engine,
    Effect.map(Engine, (live) => {
      const release = ownTime ? clock.hold() : () => {}
      return Engine.of({ ...live, store: steppingStore(striker, clock, live.store, once(release)) })
    }),
  ).pipe(Layer.provide(layer)),
})

const steppingStore = (
  striker: Striker,
  clock: ProgramClock,
  store: OperationStore,
  claimed: () => void,
): OperationStore => {
  const still = stillness(clock)
  const step = <A, E>(what: string, write: Effect.Effect<A, E>) => stepped(striker, "engine", what, still(write))
  return {
    ...store,
    insert: (operation) => step("insert", store.insert(operation)),
    cancel: (id) => step("cancel", store.cancel(id)),
    retry: (id, deadline) => step("retry", store.retry(id, deadline)),
    claim: (id, attempt) => Effect.ensuring(step("claim", store.claim(id, attempt)), Effect.sync(claimed)),
    update: (id, epoch, update) => step("update", store.update(id, epoch, update)),
    get: (id) => still(store.get(id)),
  }
}

const stillness =
  (clock: ProgramClock) =>
  <A, E>(work: Effect.Effect<A, E>) =>
    Effect.suspend(() => {
      const release = clock.hold()
      return Effect.ensuring(work, Effect.sync(release))
    })

const once = (act: () => void) => {
  let done = false
  return () => {
    if (!done) act()
    done = true
  }
}

const stepped = <A, E>(striker: Striker, place: Place, what: string, write: Effect.Effect<A, E>) =>
  Effect.suspend(() => {
    const step = striker.enter(place, what)
    return Effect.ensuring(
      write,
      Effect.sync(() => striker.leave(step)),
    )
  })
