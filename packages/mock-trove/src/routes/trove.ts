/** Trove's route table and its pipeline. */
import type { Answer, Call, MatchedRoute, Route } from "../Route.ts"
import type { Cloud, EventHandlers } from "../state/Cloud.ts"
import { troveFault } from "./troveFault.ts"

export const troveRoutes: readonly Route[] = []

export const troveEvents: EventHandlers = {}

export const answerTrove = (call: Call, _cloud: Cloud, _matched: MatchedRoute | undefined): Answer =>
  troveFault(501, `The mock does not do ${call.method} ${call.path}.`)
