/** Every exchange of every mock in this process, for a test suite that holds them against a description of the API. */
import type { Answer } from "./Route.ts"
import type { ServiceName } from "./services.ts"

/** A request and the answer a service gave it, whole: with secrets, and without any fault. */
export interface Exchange {
  readonly service: ServiceName
  /** The operationId of the API description; `unknown` for a path nobody serves. */
  readonly operation: string
  readonly method: string
  readonly path: string
  readonly query: string
  /** The request's body as it came. */
  readonly text: string
  readonly answer: Answer
}

type Observer = (exchange: Exchange) => void

const observers = new Set<Observer>()

/** Calls with each exchange, at once and in order, until the returned function is called. What faults answer is left out. */
export const observeTraffic = (observer: Observer): (() => void) => {
  observers.add(observer)
  return () => {
    observers.delete(observer)
  }
}

export const tellObservers = (exchange: Exchange): void => {
  for (const observer of observers) observer(exchange)
}
