/** Lists the database instances of a project, busy ones too, and says which of them can be protected now. */
import { Protection, ResourceTypes } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Cloud } from "./openCloud.ts"
import { runExample } from "./setUp.ts"

export const listProtectableResources = Effect.fn("listProtectableResources")(function* (cloud: Cloud) {
  const protection = yield* Protection
  const page = yield* protection.protectables.list(ResourceTypes.databaseInstance, cloud.scope)
  for (const instance of page.items) {
    const can = instance.can.protect
    console.log(
      `${instance.name} (${instance.id}) ${instance.status}: ${can === true ? "can be protected now" : (can?.message ?? "can not be protected")}`,
    )
  }
  return page.items
})

await runExample(import.meta, listProtectableResources)
