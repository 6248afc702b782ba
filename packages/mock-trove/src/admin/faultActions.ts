/** Faults and plans over HTTP: a verb by its name, with its arguments in a list. */
import { faultActions as verbs } from "../Fault.ts"
import type { FaultWhere } from "../FaultWhere.ts"
import type { Faults } from "../faults.ts"
import type { Json } from "../Json.ts"
import { operationNamed } from "../Operation.ts"
import { operations } from "../services.ts"
import type { Shape } from "../state/Shape.ts"
import { type PlanWhere, walkShapes } from "../state/TrovePlan.ts"
import type { AdminAction } from "./AdminAction.ts"

/** `value` is a single argument, for those who write by hand. */
interface FaultBody {
  readonly operation: string
  readonly fault: string
  readonly value?: Json
  readonly arguments?: readonly Json[]
  readonly afterCommit?: boolean
  readonly where?: FaultWhere
}

interface PlanBody {
  readonly plan: keyof typeof walkShapes
  readonly walk: object
  readonly where?: PlanWhere
}

/** Every verb that can be asked for. */
export const faultNames: readonly string[] = Object.keys(verbs(() => {})).filter((name) => name !== "afterCommit")

const whereShape: Shape = {
  of: {},
  maybe: {
    nth: "count",
    times: "any",
    every: "count",
    rate: "number",
    project: "text",
    resource: "text",
    from: "time",
    until: "time",
  },
}

const faultShape: Shape = {
  of: { operation: "text", fault: { either: faultNames } },
  maybe: { value: "any", arguments: { list: "any" }, afterCommit: "flag", where: whereShape },
}

const arrange = (faults: Faults, body: FaultBody): void => {
  const rule = faults.on(operationNamed(operations, body.operation), body.where)
  const verb: unknown = Reflect.get(body.afterCommit === true ? rule.afterCommit() : rule, body.fault)
  if (typeof verb !== "function") throw new RangeError(`${body.fault} comes when it comes: leave out afterCommit`)
  Reflect.apply(verb, undefined, body.arguments ?? (body.value === undefined ? [] : [body.value]))
}

export const faultActions: readonly AdminAction[] = [
  { method: "GET", path: "/faults", run: ({ faults }) => ({ unused: faults.unused() }) },
  {
    method: "POST",
    path: "/faults",
    body: faultShape,
    run: ({ faults }, { body }) => {
      arrange(faults, body as FaultBody)
      return { unused: faults.unused() }
    },
  },
  {
    method: "DELETE",
    path: "/faults",
    run: ({ faults }) => {
      faults.clear()
      return { unused: [] }
    },
  },
  { method: "GET", path: "/plans", run: ({ plan }) => ({ unused: plan.unused() }) },
  {
    method: "POST",
    path: "/plans",
    body: {
      of: { plan: { either: Object.keys(walkShapes) }, walk: { record: "any" } },
      maybe: { where: { of: {}, maybe: { resource: "text", times: "any" } } },
    },
    run: ({ plan }, { body }) => {
      const { plan: kind, walk, where } = body as PlanBody
      plan[kind](walk, where)
      return { unused: plan.unused() }
    },
  },
  {
    method: "DELETE",
    path: "/plans",
    run: ({ plan }) => {
      plan.clear()
      return { unused: [] }
    },
  },
]
