/** A route of Trove: what its rule is given once the pipeline let the request through, and what it may answer. */
import type { Json } from "../Json.ts"
import type { Answer, Call } from "../Route.ts"
import type { Caller } from "../state/Caller.ts"
import type { Cloud } from "../state/Cloud.ts"
import type { Schema } from "./checkBody.ts"

export interface TroveRequest {
  readonly call: Call
  readonly cloud: Cloud
  readonly caller: Caller
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** None when no body came. */
  readonly body: Json | undefined
}

export interface TroveRoute {
  /** The operationId of the API description. */
  readonly operation: string
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** Behind `/v1.0/{project_id}`. */
  readonly path: string
  /** What the body has to be, where that is checked. */
  schema?(body: Json | undefined): Schema | undefined
  answer(request: TroveRequest): Answer
}

const json = { "Content-Type": "application/json" }

export const answerWith = (body: Json, status = 200): Answer => ({ status, headers: json, body })

/** An empty body that calls itself JSON, as all of Trove's empty answers do. */
export const answerEmpty = (status = 202): Answer => ({ status, headers: json })

/** A named part of the path; the route table has matched it. */
export const param = (request: TroveRequest, name: string): string => request.params[name] ?? ""

/** A query parameter; an empty one counts as not given, as in Python's truth. */
export const queryText = (request: TroveRequest, name: string): string | undefined =>
  request.query.get(name) || undefined
