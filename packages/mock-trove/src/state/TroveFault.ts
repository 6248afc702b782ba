/** Why Trove refused: the name and status a client sees, and the sentence. Thrown by the rules, answered by the routes. */

const statuses = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  itemNotFound: 404,
  notAcceptable: 406,
  conflict: 409,
  overLimit: 413,
  unprocessableEntity: 422,
  instanceFault: 500,
  serverError: 500,
  notImplemented: 501,
} as const

export type FaultName = keyof typeof statuses

export class TroveFault extends Error {
  readonly fault: FaultName
  readonly status: number
  /** How long Trove tried before it gave up. */
  readonly triedMs: number

  constructor(fault: FaultName, message: string, triedMs = 0) {
    super(message)
    this.triedMs = triedMs
    this.name = "TroveFault"
    this.fault = fault
    this.status = statuses[fault]
  }
}

/** Missing, deleted and foreign look the same. */
export const notFound = (id: string): TroveFault => new TroveFault("itemNotFound", `Resource ${id} cannot be found.`)

export const badRequest = (message: string): TroveFault => new TroveFault("badRequest", message)

export const unprocessable = (message: string): TroveFault => new TroveFault("unprocessableEntity", message)

/** Asked without the admin role for what only the operator may do. */
export const policyRefused = (rule: string): TroveFault =>
  new TroveFault("forbidden", `Policy doesn't allow ${rule} to be performed.`)

export const otherProjectRefused = (project: string): TroveFault =>
  new TroveFault("forbidden", `Operation not allowed for tenant ${project}.`)

/** Where the real service trips over its own feet: a 500 whose text names nothing but an id for the operator. */
export const crash = (why: string): TroveFault => new TroveFault("instanceFault", why)
