/** Verifies a checkpoint, shows what deleting it would remove, and deletes it. */
import { Protection } from "@breakwater/core"
import * as Effect from "effect/Effect"
import { follow, inHours, protectAnInstance } from "./20-protect-an-instance.ts"
import { runExample } from "./setUp.ts"

export const verify = Effect.fn("verify")(function* (checkpoint: string) {
  const protection = yield* Protection
  const operation = yield* protection.start({
    id: crypto.randomUUID(),
    verb: "verify",
    provider: "cloud",
    checkpoint,
    parameters: { "OS::Trove::Instance": { level: "record" } },
    deadline: yield* inHours(1),
  })
  yield* follow(operation.id)
  yield* protection.wait(operation.id)
  const { items } = yield* protection.resources(operation.id)
  for (const row of items) console.log(`${row.resource.name}: ${JSON.stringify(row.result, null, 2)}`)
  return items
})

export const deleteCheckpoint = Effect.fn("deleteCheckpoint")(function* (checkpoint: string) {
  const protection = yield* Protection
  const request = {
    id: `delete-${checkpoint}`, // deleting twice is one operation
    verb: "delete" as const,
    provider: "cloud",
    checkpoint,
    parameters: { "OS::Trove::Instance": { cascade: false } },
    deadline: yield* inHours(1),
  }
  const preview = yield* protection.preview(request)
  console.log(`Would delete: ${preview.deletes.join(", ")}`)

  const operation = yield* protection.start(request)
  yield* follow(operation.id)
  yield* protection.wait(operation.id)
  console.log(`The checkpoint ${checkpoint} is deleted.`)
})

await runExample(import.meta, (cloud) =>
  Effect.flatMap(protectAnInstance(cloud), (checkpoint) =>
    Effect.andThen(verify(checkpoint), deleteCheckpoint(checkpoint)),
  ),
)
