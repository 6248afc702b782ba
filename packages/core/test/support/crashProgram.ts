/** A host over the memory service of another process, on the SQLite engine and a file bank, for the crash harness. */
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import { createProtection, fileBank, type Json } from "@breakwater/core/promise"
import {
  type CrashKit,
  crashHost,
  MemoryFault,
  MemoryPlugin,
  MemoryProtectable,
  type MemoryRemote,
} from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import type { MemorySetting, RemoteAnswer } from "./memoryCrashes.ts"

/** Asks the service by name; what it says is as its own methods give it. */
const remoteService = ({ call }: Pick<CrashKit, "call">): MemoryRemote => {
  const ask = (name: string, ...given: readonly Json[]) =>
    Effect.tryPromise({
      try: () => call(name, given),
      catch: () => new MemoryFault({ reason: "lost", message: `The connection died during ${name}.` }),
    }).pipe(
      Effect.map((answer) => answer as RemoteAnswer),
      Effect.flatMap((answer) => ("fault" in answer ? new MemoryFault(answer.fault) : Effect.succeed(answer.value))),
    )
  // Nobody but the service itself knows what its answers are.
  const asking = (name: string) => (input: never) => ask(name, input) as Effect.Effect<never, MemoryFault>
  const looking = (name: string) => (input: never) => Effect.orDie(asking(name)(input))
  return {
    accessKey: "memory-access-key-7f3a",
    createCopy: asking("createCopy"),
    copies: looking("copies"),
    copy: asking("copy"),
    deleteCopy: asking("deleteCopy"),
    restoreCopy: asking("restoreCopy"),
    things: looking("things"),
    thing: asking("thing"),
    deleteThing: asking("deleteThing"),
  }
}

await crashHost((kit: CrashKit<MemorySetting>) => {
  const { setting } = kit
  const service = remoteService(kit)
  const plugins = [new MemoryPlugin(service, setting.broken === undefined ? {} : { broken: setting.broken })]
  return createProtection({
    engine: kit.engine(sqliteEngine(`${kit.folder}/engine.db`, { lookEvery: "1 minute" })),
    providers: [
      {
        id: "p",
        bank: kit.bank(fileBank(`${kit.folder}/bank`)),
        protectables: [new MemoryProtectable(service)],
        plugins,
      },
    ],
    clock: kit.clock,
  })
})
