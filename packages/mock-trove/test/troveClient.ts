/** A person with a token who asks Trove: the least a test needs between itself and `fetch`. */
import type { components } from "../src/generated/wire.ts"
import type { MockTrove } from "../src/index.ts"
import { tokenRequest } from "./tokenRequest.ts"

export type Schemas = components["schemas"]

export interface Reply<Body> {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: Body
}

export interface TroveClient {
  readonly project: string
  readonly token: string
  /** A path behind the project's own; `at` sends it to another one. */
  ask<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    init?: { readonly headers?: Readonly<Record<string, string>>; readonly at?: string; readonly raw?: string },
  ): Promise<Reply<Body>>
}

export const troveClient = async (cloud: MockTrove, user = "demo"): Promise<TroveClient> => {
  const issued = await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, tokenRequest(user))
  const token = issued.headers.get("X-Subject-Token") ?? ""
  const answer: { readonly token: { readonly project: { readonly id: string } } } = await issued.json()
  const project = answer.token.project.id
  return {
    project,
    token,
    ask: async <Body>(
      method: string,
      path: string,
      body?: unknown,
      init: { headers?: Readonly<Record<string, string>>; at?: string; raw?: string } = {},
    ) => {
      const sent = init.raw ?? (body === undefined ? undefined : JSON.stringify(body))
      const response = await cloud.fetch(`${cloud.engine.endpoints.database}${init.at ?? `/v1.0/${project}`}${path}`, {
        method,
        headers: {
          "X-Auth-Token": token,
          Accept: "application/json",
          ...(sent !== undefined && { "Content-Type": "application/json" }),
          ...init.headers,
        },
        ...(sent !== undefined && { body: sent }),
      })
      const text = await response.text()
      const isJson = text !== "" && response.headers.get("Content-Type") === "application/json"
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: (isJson ? JSON.parse(text) : text) as Body,
      }
    },
  }
}

/** The name and the sentence of a refusal: `["badRequest", "instance is missing."]`. */
export const faultOf = (reply: Reply<unknown>): readonly [string, string] => {
  const [name, fault] = Object.entries(reply.body as Record<string, { readonly message: string }>)[0] ?? ["", undefined]
  return [name, fault?.message ?? ""]
}
