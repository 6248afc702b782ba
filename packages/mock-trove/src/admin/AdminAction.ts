/** One thing that can be asked of a mock over HTTP. */
import type { Json, JsonObject } from "../Json.ts"
import type { MockTrove } from "../MockTrove.ts"
import type { Shape } from "../state/Shape.ts"

export interface AdminAction {
  readonly method: "GET" | "POST" | "DELETE"
  /** Behind the prefix, with `{names}`. */
  readonly path: string
  /** What the body has to look like, where there is one. */
  readonly body?: Shape
  /** A text is answered as it is, anything else as JSON. */
  run(mock: MockTrove, request: AdminRequest): Json | Promise<Json>
}

export interface AdminRequest {
  /** Of the action's shape. */
  readonly body: unknown
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** Plain data of an interface, which TypeScript takes for JSON only as a copy. */
export const asJson = (value: object): Json => ({ ...value }) as JsonObject

/** What was asked for by its id is not there: a 404. */
export class NotFoundError extends RangeError {}
