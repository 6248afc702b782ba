/** What can go wrong with a request, as plain data, and the verbs a test says it with. */
import { duration } from "./duration.ts"
import type { Json } from "./Json.ts"
import { isRefusalShape, type RefusalShape, refusalShapes } from "./refusalShapes.ts"

/** An answer that takes the place of the service's own. A string body goes out as it is, anything else as JSON. */
export interface CustomAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Json
}

/** What comes in place of the answer. */
export interface ErrorActions {
  /** The connection dies. */
  drop(): void
  /** The service answers with its own kind of error, or with another one that clients of Trove meet. */
  refuse(status: number, message?: string, shape?: RefusalShape): void
  /** A 413 with `Retry-After`, as Trove's rate limiter sends. */
  rateLimit(retryAfterSeconds: number): void
  /** A proxy's HTML page. */
  html(status: number): void
  /** Any other answer, for instance `{ status: 200, body: "" }`. */
  answer(answer: CustomAnswer): void
}

/** Where nothing else is said, an error comes before anything is done. */
export interface FaultActions extends ErrorActions {
  /** The request is done, and then the error comes in place of its answer. */
  afterCommit(): ErrorActions
  /** The request is done, then the connection dies. */
  loseAnswer(): void
  /** The connection dies at once; the request is done so much later. */
  lateCommit(after: string | number): void
  /** The request waits so long, then it is done and answered; also when the client went away meanwhile. */
  hold(time: string | number): void
  /** The request is done; its answer comes so much later, by the mock's clock. */
  delay(time: string | number): void
  /** The request is done; its answer is cut off in the middle, and says it is whole. */
  malformed(): void
  /** The request is done; the connection dies in the middle of its answer. */
  truncate(): void
  /** The request is done; the body of its answer comes in pieces over so much time. */
  trickle(time: string | number): void
}

export type Fault =
  | { readonly kind: "loseAnswer" | "malformed" | "truncate" }
  | { readonly kind: "lateCommit" | "delay" | "hold" | "trickle"; readonly ms: number }
  | ErrorFault

export type ErrorFault = { readonly afterCommit: boolean } & (
  | { readonly kind: "drop" }
  | {
      readonly kind: "refuse"
      readonly status: number
      readonly message: string | undefined
      readonly shape: RefusalShape | undefined
    }
  | { readonly kind: "html"; readonly status: number }
  | { readonly kind: "rateLimit"; readonly seconds: number }
  | { readonly kind: "answer"; readonly answer: CustomAnswer }
)

/** The verbs, each handing its fault to `add`. They fail with a `RangeError` for what can not be. */
export const faultActions = (add: (fault: Fault) => void): FaultActions => ({
  ...errorActions(false, add),
  afterCommit: () => errorActions(true, add),
  loseAnswer: () => add({ kind: "loseAnswer" }),
  lateCommit: (after) => add({ kind: "lateCommit", ms: time(after) }),
  hold: (length) => add({ kind: "hold", ms: time(length) }),
  delay: (length) => add({ kind: "delay", ms: time(length) }),
  malformed: () => add({ kind: "malformed" }),
  truncate: () => add({ kind: "truncate" }),
  trickle: (length) => add({ kind: "trickle", ms: time(length) }),
})

const errorActions = (afterCommit: boolean, add: (fault: Fault) => void): ErrorActions => ({
  drop: () => add({ kind: "drop", afterCommit }),
  refuse: (status, message, shape) => {
    if (message !== undefined && typeof message !== "string") {
      throw new RangeError(`The message of a refusal is a text, not ${JSON.stringify(message)}`)
    }
    add({ kind: "refuse", afterCommit, status: errorStatus(status), message, shape: checkShape(shape) })
  },
  rateLimit: (seconds) => {
    if (!Number.isInteger(seconds) || seconds < 0) {
      throw new RangeError(`A rate limit ends after a whole number of seconds, not ${JSON.stringify(seconds)}`)
    }
    add({ kind: "rateLimit", afterCommit, seconds })
  },
  html: (status) => add({ kind: "html", afterCommit, status: errorStatus(status) }),
  answer: (answer) => {
    if (!Number.isInteger(answer?.status) || answer.status < 200 || answer.status > 599) {
      throw new RangeError(`An answer has a status from 200 to 599: { "status": 200, "body": "" }`)
    }
    add({ kind: "answer", afterCommit, answer })
  },
})

const time = (length: string | number): number => {
  if (typeof length === "string" || typeof length === "number") return duration(length)
  throw new RangeError(`${JSON.stringify(length)} is not a length of time: write for instance "4s"`)
}

const errorStatus = (status: number): number => {
  if (Number.isInteger(status) && status >= 400 && status <= 599) return status
  throw new RangeError(`A refusal has a status from 400 to 599, not ${JSON.stringify(status)}`)
}

const checkShape = (shape: RefusalShape | undefined): RefusalShape | undefined => {
  if (shape === undefined || isRefusalShape(shape)) return shape
  throw new RangeError(`There is no shape ${JSON.stringify(shape)} of a refusal; there are ${refusalShapes.join(", ")}`)
}
