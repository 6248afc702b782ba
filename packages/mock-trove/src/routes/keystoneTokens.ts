/** `/v3/auth`: tokens, the catalog, and where one's own token may be taken. */
import type { JsonObject } from "../Json.ts"
import type { Answer, Call, Route } from "../Route.ts"
import { authenticate } from "../state/authenticate.ts"
import type { Cloud } from "../state/Cloud.ts"
import { KeystoneError } from "../state/KeystoneError.ts"
import { findToken, requireAuthority, requireToken, revokeToken } from "../state/tokens.ts"
import { catalog, collection, projectView, tokenView } from "./keystoneViews.ts"

const tokensPath = "/v3/auth/tokens"
const json = { "Content-Type": "application/json" }

export const tokenRoutes = (tokenLifetimeSeconds?: number): readonly Route[] => [
  {
    operation: "issueToken",
    method: "POST",
    path: tokensPath,
    handle: (call, cloud) => {
      const body: JsonObject = call.text === "" ? {} : call.observe(JSON.parse(call.text))
      const { text, token } = authenticate(body, tokenLifetimeSeconds ?? cloud.options.tokenLifetimeSeconds, cloud)
      return {
        status: 201,
        headers: { ...json, "X-Subject-Token": text },
        body: tokenView(token, !call.query.has("nocatalog"), cloud),
      }
    },
  },
  { operation: "validateToken", method: "GET", path: tokensPath, handle: showToken },
  { operation: "revokeToken", method: "DELETE", path: tokensPath, handle: endToken },
  { operation: "listCatalog", method: "GET", path: "/v3/auth/catalog", handle: listCatalog },
  { operation: "listOwnProjects", method: "GET", path: "/v3/auth/projects", handle: listOwnProjects },
  {
    operation: "listOwnDomains",
    method: "GET",
    path: "/v3/auth/domains",
    handle: (call, cloud) => {
      requireToken(call.headers.get("X-Auth-Token"), cloud)
      return { status: 200, headers: json, body: collection("domains", [], "/v3/auth/domains", cloud) }
    },
  },
]

function showToken({ headers, query, method }: Call, cloud: Cloud): Answer {
  const token = requireToken(headers.get("X-Auth-Token"), cloud)
  const text = headers.get("X-Subject-Token") ?? undefined
  const allowExpired = /^(1|t|true|y|yes|on)$/i.test(query.get("allow_expired") ?? "")
  const subject = findToken(text, cloud, allowExpired)
  requireAuthority(token, subject, method === "HEAD" ? "check_token" : "validate_token")
  return {
    status: 200,
    headers: { ...json, "X-Subject-Token": text ?? "" },
    body: tokenView(subject, !query.has("nocatalog"), cloud),
  }
}

function endToken({ headers }: Call, cloud: Cloud): Answer {
  const token = requireToken(headers.get("X-Auth-Token"), cloud)
  const text = headers.get("X-Subject-Token") ?? ""
  requireAuthority(token, findToken(text, cloud), "revoke_token")
  revokeToken(text, cloud)
  return { status: 204, headers: {} }
}

function listCatalog({ headers }: Call, cloud: Cloud): Answer {
  const { project } = requireToken(headers.get("X-Auth-Token"), cloud)
  if (project === undefined)
    throw new KeystoneError(403, "A project-scoped token is required to produce a service catalog.")
  const links = { self: `${cloud.endpoints.identity}/v3/auth/catalog` }
  return { status: 200, headers: json, body: { catalog: catalog(project, cloud), links } }
}

function listOwnProjects({ headers }: Call, cloud: Cloud): Answer {
  const token = requireToken(headers.get("X-Auth-Token"), cloud)
  const { users, projects } = cloud.state.identity
  const roles = users.find(({ id }) => id === token.user.id)?.roles ?? {}
  const own = projects.filter(({ id }) => (roles[id] ?? []).length > 0)
  const views = own.map((project) => projectView(project, cloud))
  return { status: 200, headers: json, body: collection("projects", views, "/v3/auth/projects", cloud) }
}
