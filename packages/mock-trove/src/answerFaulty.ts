/** What comes of a request that a fault stands in the way of. */

import { bodyText } from "./bodyText.ts"
import type { ErrorFault, Fault } from "./Fault.ts"
import type { Answer } from "./Route.ts"
import { proxyPage, refusalInShape } from "./refusalShapes.ts"
import { rateLimited } from "./routes/troveFault.ts"

/** How a body goes out that does not go out whole and at once. */
export type BodyDelivery = { readonly kind: "truncate" } | { readonly kind: "trickle"; readonly ms: number }

/** What a fault may do with its request. */
export interface FaultyRequest {
  readonly method: string
  readonly ratePerMinute: number
  handle(): Answer
  /** Has the request handled so much later, whoever still waits for it. */
  later(ms: number): void
  /** The service's own kind of error. */
  refuse(status: number, message: string): Answer
}

export interface FaultyOutcome {
  /** None when the connection dies, or when the answer comes later. */
  readonly answer: Answer | undefined
  readonly delayMs?: number
  readonly delivery?: BodyDelivery
  /** So long until the request is handled, for a client that waits. */
  readonly heldMs?: number
}

export const answerFaulty = (fault: Fault, request: FaultyRequest): FaultyOutcome => {
  switch (fault.kind) {
    case "loseAnswer":
      request.handle()
      return { answer: undefined }
    case "lateCommit":
      request.later(fault.ms)
      return { answer: undefined }
    case "hold":
      return { answer: undefined, heldMs: fault.ms }
    case "delay":
      return { answer: request.handle(), delayMs: fault.ms }
    case "malformed":
      return { answer: cutOff(request.handle()) }
    case "truncate":
      return { answer: request.handle(), delivery: { kind: "truncate" } }
    case "trickle":
      return { answer: request.handle(), delivery: { kind: "trickle", ms: fault.ms } }
    default:
      if (fault.afterCommit) request.handle()
      return { answer: errorOf(fault, request) }
  }
}

const errorOf = (fault: ErrorFault, request: FaultyRequest): Answer | undefined => {
  switch (fault.kind) {
    case "drop":
      return undefined
    case "refuse": {
      const message = fault.message ?? "The request was refused by a fault of the mock."
      if (fault.shape === undefined) return request.refuse(fault.status, message)
      return refusalInShape(fault.shape, fault.status, message)
    }
    case "rateLimit":
      return rateLimited(request.ratePerMinute, request.method, fault.seconds)
    case "html":
      return proxyPage(fault.status)
    case "answer":
      return { ...fault.answer, headers: { "Content-Type": "application/json", ...fault.answer.headers } }
  }
}

const cutOff = (answer: Answer): Answer => {
  if (answer.body === undefined) return answer
  const whole = bodyText(answer)
  return { ...answer, body: whole.slice(0, Math.floor(whole.length / 2)) }
}
