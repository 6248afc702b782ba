/** The mock's own paths, for clients in other processes: what a test in the same process does with the object it holds. */
import type { Json } from "../Json.ts"
import type { MockTrove } from "../MockTrove.ts"
import type { Answer } from "../Route.ts"
import { createRouteTable } from "../routes/matchRoute.ts"
import { type Shape, shapeFaults } from "../state/Shape.ts"
import { TroveFault } from "../state/TroveFault.ts"
import { switchTroubles } from "../switchTroubles.ts"
import { NotFoundError } from "./AdminAction.ts"
import { worldActions } from "./worldActions.ts"

/** The path under which they stand, in this version. */
export const adminPrefix = "/_mock/v1"

/** Whether a path is one of these. */
export const isAdministration = (path: string): boolean =>
  path === "/_control" || path === adminPrefix || path.startsWith(`${adminPrefix}/`)

export interface AdminCall {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly text: string
}

const find = createRouteTable(worldActions)

/** What the caller got wrong is a 400 with a sentence. */
export const administer = async (mock: MockTrove, { method, path, query, text }: AdminCall): Promise<Answer> => {
  if (path === "/_control") return switchTroubles(mock.troubles, method, text)
  const found = find(method, path.slice(adminPrefix.length))
  if (found === undefined) {
    const known = worldActions.map((action) => `${action.method} ${adminPrefix}${action.path}`)
    return adminRefusal(404, `The mock has no ${method} ${path}; there are ${known.join(", ")}`)
  }
  const { route, params } = found
  return answerAdmin(() => {
    const body = readBody(text, route.body)
    return route.run(mock, { body, params, query: new URLSearchParams(query) })
  })
}

/** A body of this shape; an empty one is an empty object. Fails with a sentence for each fault. */
export const readBody = (text: string, shape: Shape | undefined): unknown => {
  const body: unknown = text === "" ? {} : JSON.parse(text)
  const faults = shape === undefined ? [] : shapeFaults(shape, body, "body")
  if (faults.length > 0) throw new RangeError(faults.join("\n"))
  return body
}

/** What an action gives; a sentence where it was asked for what can not be. */
export const answerAdmin = async (action: () => Json | Promise<Json>): Promise<Answer> => {
  try {
    const body = await action()
    const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json"
    return { status: 200, headers: { "Content-Type": type }, body }
  } catch (error) {
    if (error instanceof NotFoundError) return adminRefusal(404, error.message)
    if (error instanceof Error && isCallers(error)) return adminRefusal(400, error.message)
    throw error
  }
}

export const adminRefusal = (code: number, message: string): Answer => ({
  status: code,
  headers: { "Content-Type": "application/json" },
  body: { control: { code, message } },
})

/** State and seed refuse with plain errors that begin with their name, what Trove itself refuses with its own. */
const isCallers = (error: Error): boolean =>
  error instanceof RangeError ||
  error instanceof SyntaxError ||
  error instanceof TroveFault ||
  /^(state:|seed:|The seed of the cloud)/.test(error.message)
