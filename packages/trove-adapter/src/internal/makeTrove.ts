/** Trove's service out of its parts: a checked connection, its Keystone, the pipeline, and the calls over it. */
import * as Effect from "effect/Effect"
import { type Connection, checkConnection } from "../Connection.ts"
import type { TroveService } from "../Trove.ts"
import { TroveError } from "../TroveError.ts"
import { backupCalls } from "./backupCalls.ts"
import { makeBudget } from "./budget.ts"
import { plainClient, rawClient } from "./client.ts"
import { cloudCalls } from "./cloudCalls.ts"
import { instanceCalls } from "./instanceCalls.ts"
import { makeKeystone } from "./makeKeystone.ts"
import { makeRequest } from "./request.ts"
import { swiftCalls } from "./swiftCalls.ts"

/** The service over one connection, narrowed to a scope. */
export const makeTrove = Effect.fnUntraced(function* (connection: Connection, scope?: Scope) {
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

/**
 * The same for who calls Trove directly. An administrator's calls are made in the project of the connection, whatever the
 * scope: another one beside it would be passed over in silence.
 */
export const makeDirect = (connection: Connection, scope: Scope = {}): Effect.Effect<TroveService, TroveError> =>
  Effect.flatMap(makeTrove(connection, scope), (service) =>
    service.asAdmin && scope.project !== undefined && scope.project !== connection.project?.id
      ? Effect.fail(notItsProject(scope.project))
      : Effect.succeed(service),
  )

interface Scope {
  readonly project?: string
  readonly region?: string
}

const notItsProject = (project: string) => {
  const message = `Calls as an administrator are made in the project of the connection, not in ${project}: leave it out, and name it to listBackups or listMgmtInstances`
  return new TroveError({
    call: { operation: "connect", method: "", path: "" },
    reason: "invalidConnection",
    message: `The connection can not be used. /asAdmin: ${message}`,
    outcome: "notStarted",
    issues: [{ path: "/asAdmin", message }],
  })
}
