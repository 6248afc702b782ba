/**
 * The story of the examples 10 to 40 in one program: list, protect, verify, restore, delete. Run as a program it is on the
 * mock, whatever OS_* variables a shell has: nobody's first command makes instances in a cloud.
 */
import * as Effect from "effect/Effect"
import { listProtectableResources } from "./10-list-protectable-resources.ts"
import { protectAnInstance } from "./20-protect-an-instance.ts"
import { restoreIntoANewInstance } from "./30-restore-into-a-new-instance.ts"
import { deleteCheckpoint, verify } from "./40-verify-and-delete.ts"
import { type Cloud, openCloud } from "./openCloud.ts"
import { runExample } from "./setUp.ts"

const chapter = (title: string) => Effect.sync(() => console.log(`\n${title}`))

export const demo = Effect.fn("demo")(function* (cloud: Cloud) {
  yield* chapter("1. What is there to protect?")
  yield* listProtectableResources(cloud)
  yield* chapter("2. Protect it.")
  const checkpoint = yield* protectAnInstance(cloud)
  yield* chapter("3. Verify the checkpoint.")
  yield* verify(checkpoint)
  yield* chapter("4. Restore it into a new instance.")
  const restored = yield* restoreIntoANewInstance(cloud, checkpoint)
  yield* chapter("5. Delete the checkpoint, and the backup with it.")
  yield* deleteCheckpoint(checkpoint)
  yield* chapter("What is there now?")
  yield* listProtectableResources(cloud)
  return { checkpoint, restored }
})

await runExample(import.meta, demo, () => openCloud({}))
