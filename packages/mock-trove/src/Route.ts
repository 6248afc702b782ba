/** What a request is to a rule, what it answers, and where it hangs. Knows no socket, no fetch and no clock. */
import type { Json } from "./Json.ts"
import type { Cloud } from "./state/Cloud.ts"

/** One request as the service sees it: without the prefix or port under which the cloud serves it. */
export interface Call {
  readonly method: string
  /** `/v1.0/{project}/backups`, still percent-encoded. */
  readonly path: string
  /** The named parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Pick<Headers, "get">
  /** The body as it came, "" when there was none. */
  readonly text: string
  /** The request's Host, which links in answers repeat. */
  readonly host: string
  /** The read body as a rule is to see it: members that nobody asks for are told in the journal. */
  observe<A extends Json>(body: A): A
}

/** An answer before it becomes a `Response`: a string body goes out as it is, anything else as JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Json
  /** How long the service worked on it, by the mock's clock; no time when left out. */
  readonly workedMs?: number
}

/** A method and a path with `{names}`, and the rule behind it. `operation` is the operationId of the API description. */
export interface Route {
  readonly operation: string
  readonly method: string
  readonly path: string
  handle(call: Call, cloud: Cloud): Answer
}

/** The first route of the table that fits, with the named parts of the path. */
export interface MatchedRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}
