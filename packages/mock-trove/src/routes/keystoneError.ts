/** Keystone's own error body, and what each reason says. */
import type { Json, JsonObject } from "../Json.ts"
import type { Answer } from "../Route.ts"
import type { Cloud } from "../state/Cloud.ts"
import type { KeystoneError } from "../state/KeystoneError.ts"

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Request Entity Too Large",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
}

export const keystoneRefusal = (status: number, message: string, identity?: Json): Answer => {
  const error: JsonObject = {
    code: status,
    ...(identity !== undefined && { identity }),
    message,
    title: titles[status] ?? "Error",
  }
  return { status, headers: { "Content-Type": "application/json" }, body: { error } }
}

export const keystoneErrorAnswer = (error: KeystoneError, cloud: Cloud): Answer => {
  const answer = keystoneRefusal(error.status, error.message, error.identity)
  if (error.status !== 401) return answer
  const challenge = `Keystone uri="${cloud.endpoints.identity}/v3"`
  return { ...answer, headers: { ...answer.headers, "WWW-Authenticate": challenge } }
}

/** A path nobody serves: Werkzeug's page, not JSON. */
export const keystoneRouteNotFound: Answer = {
  status: 404,
  headers: { "Content-Type": "text/html; charset=utf-8" },
  body: `<!doctype html>
<html lang=en>
<title>404 Not Found</title>
<h1>Not Found</h1>
<p>The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.</p>
`,
}

/** A path somebody serves, but not by this method. */
export const keystoneMethodNotAllowed = (methods: readonly string[]): Answer => ({
  status: 405,
  headers: { "Content-Type": "application/json", Allow: methods.join(", ") },
  body: { message: "The method is not allowed for the requested URL." },
})
