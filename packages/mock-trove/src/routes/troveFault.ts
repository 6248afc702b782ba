/** Trove's own error body: `{"<name of the status>": {"code", "message"}}`. */
import type { Answer } from "../Route.ts"

const names: Readonly<Record<number, string>> = {
  400: "badRequest",
  401: "unauthorized",
  403: "forbidden",
  404: "itemNotFound",
  405: "badMethod",
  406: "notAcceptable",
  409: "conflict",
  413: "overLimit",
  415: "badMediaType",
  422: "unprocessableEntity",
  500: "instanceFault",
  501: "notImplemented",
  503: "serviceUnavailable",
}

export const troveFault = (status: number, message: string): Answer => ({
  status,
  headers: { "Content-Type": "application/json" },
  body: { [names[status] ?? "instanceFault"]: { code: status, message } },
})

/** The 413 of the rate limiter, which tells when to come again; the 413 of a quota is a plain `troveFault`. */
export const rateLimited = (limit: number, method: string, retryAfterSeconds: number): Answer => ({
  status: 413,
  headers: { "Content-Type": "application/json", "Retry-After": String(retryAfterSeconds) },
  body: {
    overLimit: {
      code: 413,
      message: "This request was rate-limited.",
      details: `Only ${limit} ${method} request(s) can be made to * every minute.`,
      retryAfter: String(retryAfterSeconds),
    },
  },
})
