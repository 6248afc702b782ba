/** What a host sets up once: the plugins, the bank their checkpoints lie in, and the engine that runs operations. */
import { clockLayer, memoryBank, Protection } from "@breakwater/core"
import { memoryEngine } from "@breakwater/core/engine"
import { trove } from "@breakwater/trove-adapter/promise"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { MinimumLogLevel } from "effect/References"
import { type Cloud, openCloud } from "./openCloud.ts"

export const setUp = (cloud: Cloud): Layer.Layer<Protection> => {
  const { protectable, protection } = trove({
    connect: cloud.connect,
    ownerTag: "examples",
    ...(cloud.clock ? { clock: cloud.clock } : {}),
  })
  return Protection.layer({
    providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
  }).pipe(
    Layer.provide(memoryEngine().layer),
    Layer.provideMerge(cloud.clock ? clockLayer(cloud.clock) : Layer.empty),
    Layer.provide(Layer.succeed(MinimumLogLevel, "Warn")), // "Info" tells what the engine does
    Layer.orDie,
  )
}

/** Runs an example when its file is the program; tests import the file and run it themselves. */
export const runExample = async <E>(
  meta: { readonly url: string },
  example: (cloud: Cloud) => Effect.Effect<unknown, E, Protection>,
  open: () => Cloud = openCloud,
): Promise<void> => {
  if (process.argv[1] === undefined || new URL(`file://${process.argv[1]}`).href !== meta.url) return
  const cloud = open()
  console.log(`On ${cloud.name}.`)
  await Effect.runPromise(example(cloud).pipe(Effect.provide(setUp(cloud))))
}
