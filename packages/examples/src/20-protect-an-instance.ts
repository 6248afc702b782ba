/** Protects one database instance and follows the operation until its checkpoint is available. */
import { hasEnded, Protection, ProtectionError, type Resource, ResourceTypes } from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Cloud } from "./openCloud.ts"
import { runExample } from "./setUp.ts"

export const protectAnInstance = Effect.fn("protectAnInstance")(function* (cloud: Cloud) {
  const protection = yield* Protection
  const instance = yield* chooseInstance(cloud)

  const operation = yield* protection.start({
    id: crypto.randomUUID(), // yours to choose: starting the same id again joins the same operation
    verb: "protect",
    provider: "cloud",
    resources: [instance],
    parameters: {
      [instance.type]: { backup_name: `${cloud.prefix}-nightly`, description: "Made by an example." },
    },
    deadline: yield* inHours(4),
  })
  yield* follow(operation.id)

  const { checkpoint } = yield* protection.wait(operation.id)
  console.log(`${instance.name} is protected by the checkpoint ${checkpoint}.`)
  return checkpoint
})

/** The first instance that can be protected now, of those whose name begins with the second word of the command line. */
const chooseInstance = Effect.fn("chooseInstance")(function* (cloud: Cloud) {
  const protection = yield* Protection
  const wanted = process.env["BREAKWATER_EXAMPLE_INSTANCE"] ?? ""
  const { items } = yield* protection.protectables.list(ResourceTypes.databaseInstance, cloud.scope)
  const found = items.find((each) => each.name.startsWith(wanted) && each.can.protect === true)
  if (found) return found satisfies Resource
  return yield* new ProtectionError({
    code: "notFound",
    message: "There is no database instance that can be protected now.",
  })
})

/** Prints each new sentence of progress and the last state, with the minutes and seconds since the start. */
export const follow = Effect.fn("follow")(function* (id: string) {
  const protection = yield* Protection
  const began = yield* Clock.currentTimeMillis
  let last = ""
  yield* protection.watch(id).pipe(
    Stream.runForEach(({ operation, changed }) =>
      Effect.gen(function* () {
        const sentences = changed.flatMap((row) => row.progress?.description ?? [])
        const said = sentences.join(" ") || (hasEnded(operation.state) ? operation.state : last)
        const since = new Date((yield* Clock.currentTimeMillis) - began).toISOString().slice(14, 19)
        if (said !== last) console.log(`  ${since} ${said}`)
        last = said
      }),
    ),
  )
})

/** A deadline as operations take it. */
export const inHours = (hours: number) =>
  Effect.map(DateTime.now, (now) => DateTime.formatIso(DateTime.add(now, { hours })))

await runExample(import.meta, protectAnInstance)
