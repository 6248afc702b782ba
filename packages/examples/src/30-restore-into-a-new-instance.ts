/** Restores a checkpoint into a new instance, with the values protect saved and a name of one's own. */
import { Protection, type Resource } from "@breakwater/core"
import * as Effect from "effect/Effect"
import { follow, inHours, protectAnInstance } from "./20-protect-an-instance.ts"
import type { Cloud } from "./openCloud.ts"
import { runExample } from "./setUp.ts"

export const restoreIntoANewInstance = Effect.fn("restoreIntoANewInstance")(function* (
  cloud: Cloud,
  checkpoint: string,
) {
  const protection = yield* Protection

  // What a form would start with: one entry for each resource of the checkpoint.
  const suggested = yield* protection.suggest({ verb: "restore", checkpoint })
  console.log("Saved by protect:", JSON.stringify(suggested, null, 2))

  const request = {
    id: crypto.randomUUID(),
    verb: "restore" as const,
    provider: "cloud",
    checkpoint,
    parameters: { "OS::Trove::Instance": { restore_name: `${cloud.prefix}-restored` } },
    deadline: yield* inHours(4),
  }
  const preview = yield* protection.preview(request)
  console.log(`Would make: ${preview.creates.join(", ")}`)
  for (const blocker of preview.blockers) console.log(`But: ${blocker.message} ${blocker.recovery}`)

  const operation = yield* protection.start(request)
  yield* follow(operation.id)
  yield* protection.wait(operation.id)

  const { items } = yield* protection.resources(operation.id)
  const made = items.flatMap((row): readonly Resource[] => (row.created ? [row.created] : []))
  for (const instance of made) console.log(`${instance.name} (${instance.id}) is restored, active and healthy.`)
  return made
})

await runExample(import.meta, (cloud) =>
  Effect.flatMap(protectAnInstance(cloud), (checkpoint) => restoreIntoANewInstance(cloud, checkpoint)),
)
