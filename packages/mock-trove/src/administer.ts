/** The mock's own paths on the control port, for clients in other processes: its clock, journal, faults, and a new beginning. */
import type { FaultActions } from "./Fault.ts"
import type { FaultWhere } from "./FaultWhere.ts"
import type { Json, JsonObject } from "./Json.ts"
import type { MockTrove } from "./MockTrove.ts"
import { operationNamed } from "./Operation.ts"
import type { Answer } from "./Route.ts"
import { operations } from "./services.ts"
import { switchTroubles } from "./switchTroubles.ts"

/** Whether a path of the control port is one of these. */
export const isAdministration = (path: string): boolean => path === "/_control" || path.startsWith("/_mock/v1/")

/** What the caller got wrong is a 400 with a sentence. */
export const administer = async (mock: MockTrove, method: string, path: string, text: string): Promise<Answer> => {
  if (path === "/_control") return switchTroubles(mock.troubles, method, text)
  try {
    const handle = actions[`${method} ${path}`]
    return handle === undefined ? refused(404, unknown(method, path)) : answer(await handle(mock, text))
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) return refused(400, error.message)
    throw error
  }
}

const actions: Readonly<Record<string, (mock: MockTrove, text: string) => Promise<Json> | Json>> = {
  "GET /_mock/v1/clock": ({ clock }) => ({ mode: clock.mode, now: new Date(clock.now()).toISOString() }),
  "POST /_mock/v1/clock": async ({ clock }, text) => {
    const { advance } = read(text, ["advance"])
    if (typeof advance !== "string" && typeof advance !== "number")
      throw new RangeError('advance is a length of time such as "3m"')
    await clock.advance(advance)
    return { mode: clock.mode, now: new Date(clock.now()).toISOString() }
  },
  "GET /_mock/v1/journal": ({ journal }) => ({ entries: journal.entries.map((entry) => ({ ...entry })) }),
  "GET /_mock/v1/faults": ({ faults }) => ({ unused: faults.unused() }),
  "POST /_mock/v1/faults": ({ faults }, text) => {
    const { operation, where, fault, value } = read(text, ["operation", "where", "fault", "value"])
    if (typeof operation !== "string") throw new RangeError("operation is the name of an operation or *")
    arrange(faults.on(operationNamed(operations, operation), readWhere(where)), fault, value)
    return { unused: faults.unused() }
  },
  "DELETE /_mock/v1/faults": ({ faults }) => {
    faults.clear()
    return { unused: [] }
  },
  "POST /_mock/v1/reset": (mock) => {
    mock.reset()
    return {}
  },
}

const arrange = (rule: FaultActions, fault: Json | undefined, value: Json | undefined): void => {
  const number = (): number => {
    if (typeof value === "number") return value
    throw new RangeError(`The value of ${fault} is a number, not ${JSON.stringify(value ?? null)}`)
  }
  const time = (): string | number => {
    if (typeof value === "number" || typeof value === "string") return value
    throw new RangeError(`The value of ${fault} is a length of time such as "4s", not ${JSON.stringify(value ?? null)}`)
  }
  const arrangements: Readonly<Record<string, () => void>> = {
    loseAnswer: () => rule.loseAnswer(),
    lateCommit: () => rule.lateCommit(time()),
    drop: () => rule.drop(),
    refuse: () => rule.refuse(number()),
    rateLimit: () => rule.rateLimit(number()),
    delay: () => rule.delay(time()),
    malformed: () => rule.malformed(),
    html: () => rule.html(number()),
  }
  const found = Object.entries(arrangements).find(([name]) => name === fault)
  if (found === undefined) throw new RangeError(`fault is one of ${Object.keys(arrangements).join(", ")}`)
  found[1]()
}

const readWhere = (where: Json | undefined): FaultWhere => {
  if (where === undefined) return {}
  const { nth, times, project } = known(where, ["nth", "times", "project"])
  if (nth !== undefined && typeof nth !== "number") throw new RangeError("where.nth is a number")
  if (times !== undefined && typeof times !== "number" && times !== "always")
    throw new RangeError('where.times is a number or "always"')
  if (project !== undefined && typeof project !== "string") throw new RangeError("where.project is a name or an id")
  return {
    ...(nth !== undefined && { nth }),
    ...(times !== undefined && { times }),
    ...(project !== undefined && { project }),
  }
}

const read = (text: string, names: readonly string[]): JsonObject => known(JSON.parse(text), names)

const known = (value: Json, names: readonly string[]): JsonObject => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RangeError(`A JSON object with ${names.join(", ")} is expected`)
  const object = value as JsonObject
  const stranger = Object.keys(object).find((name) => !names.includes(name))
  if (stranger === undefined) return object
  throw new RangeError(`Nobody reads "${stranger}"; there are ${names.join(", ")}`)
}

const unknown = (method: string, path: string): string =>
  `The mock has no ${method} ${path}; there are ${Object.keys(actions).join(", ")}`

const answer = (body: Json): Answer => ({ status: 200, headers: { "Content-Type": "application/json" }, body })

const refused = (code: number, message: string): Answer => ({ ...answer({ control: { code, message } }), status: code })
