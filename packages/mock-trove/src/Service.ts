/** One service of the cloud: its paths, and how it answers and refuses in its own dialect. */
import type { Answer, Call, MatchedRoute, Route } from "./Route.ts"
import type { Cloud } from "./state/Cloud.ts"

export interface Service {
  readonly name: string
  readonly routes: readonly Route[]
  answer(call: Call, cloud: Cloud, matched: MatchedRoute | undefined): Answer
  /** An error of this service for a fault. */
  refuse(status: number, message: string, cloud: Cloud): Answer
}
