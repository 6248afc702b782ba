/** What a verb would do, as its plugin tells before anything begins. */
import type { Preview, Verb } from "@breakwater/core"
import { clockLayer } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Asked, Host } from "./host.ts"

export const previewOf = (host: Host, verb: Verb, asked: Asked): Promise<Preview> => {
  const operation = host.plugins.protection.operations[verb]
  if (operation === undefined) throw new Error(`There is no ${verb}.`)
  const request = host.request(verb, asked)
  const context = { ...request, installation: "installation", children: [], created: {}, saved: request.saved }
  return operation.preview(context).pipe(Effect.provide(clockLayer(host.cloud.clock)), Effect.runPromise)
}
