/** The forms in which errors reach a client of Trove, whoever sends them. */
import type { Answer } from "./Route.ts"
import { troveFault } from "./routes/troveFault.ts"

/**
 * - `fault`: Trove's own, `{"badRequest": {"code", "message"}}`.
 * - `middleware`: the token check's, `{"error": {"code", "title", "message"}}`.
 * - `flat`: what stands before Trove's code, `{"code": "403 Forbidden", "title", "message"}`.
 * - `text`, `html` and `empty`: proxies'.
 */
export type RefusalShape = (typeof refusalShapes)[number]

export const refusalShapes = ["fault", "middleware", "flat", "text", "html", "empty"] as const

export const isRefusalShape = (shape: unknown): shape is RefusalShape => refusalShapes.some((name) => name === shape)

export const refusalInShape = (shape: RefusalShape, status: number, message: string): Answer => {
  const title = titles[status] ?? "Error"
  switch (shape) {
    case "fault":
      return troveFault(status, message)
    case "middleware":
      return { status, headers: json, body: { error: { code: status, title, message } } }
    case "flat":
      return { status, headers: json, body: { message, code: `${status} ${title}`, title } }
    case "text":
      return { status, headers: { "Content-Type": "text/plain; charset=UTF-8" }, body: `${message}\n` }
    case "html":
      return proxyPage(status, message)
    case "empty":
      return { status, headers: {} }
  }
}

/** What a proxy sends when what is behind it does not answer. */
export const proxyPage = (status: number, message = "No server is available to handle this request."): Answer => ({
  status,
  headers: { "Content-Type": "text/html" },
  body: `<html><body><h1>${status}</h1>${message}</body></html>\n`,
})

const json = { "Content-Type": "application/json" }

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
}
