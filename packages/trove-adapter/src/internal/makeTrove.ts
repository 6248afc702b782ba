/** Trove's service out of its parts: a checked connection, its Keystone, the pipeline, and the calls over it. */
import * as Effect from "effect/Effect"
import { type Connection, checkConnection } from "../Connection.ts"
import type { TroveService } from "../Trove.ts"
import { backupCalls } from "./backupCalls.ts"
import { makeBudget } from "./budget.ts"
import { plainClient, rawClient } from "./client.ts"
import { cloudCalls } from "./cloudCalls.ts"
import { instanceCalls } from "./instanceCalls.ts"
import { makeKeystone } from "./makeKeystone.ts"
import { makeRequest } from "./request.ts"
import { swiftCalls } from "./swiftCalls.ts"

/** The service over one connection, narrowed to a scope. */
export const makeTrove = Effect.fnUntraced(function* (
  connection: Connection,
  scope?: { readonly project?: string; readonly region?: string },
) {
  const checked = yield* checkConnection(connection, scope)
  const keystone = makeKeystone(checked)
  const client = plainClient()
  const unpaced = cloudCalls(makeRequest(checked, keystone), client, keystone)
  const send = makeRequest(checked, keystone, makeBudget(unpaced.limits))
  const service: TroveService = {
    asAdmin: checked.asAdmin,
    session: keystone.session,
    ...instanceCalls(send, client),
    ...backupCalls(send, client),
    ...cloudCalls(send, client, keystone),
    swift: swiftCalls(checked, keystone),
    api: yield* rawClient(checked, keystone),
  }
  return service
})
