/** Keystone v3: its route table, and what happens to every request before and after its rule. */
import type { Answer, Call, MatchedRoute, Route } from "../Route.ts"
import type { Cloud } from "../state/Cloud.ts"
import { expected, KeystoneError } from "../state/KeystoneError.ts"
import { applicationCredentialRoutes } from "./keystoneApplicationCredentials.ts"
import { directoryRoutes } from "./keystoneDirectory.ts"
import {
  keystoneErrorAnswer,
  keystoneMethodNotAllowed,
  keystoneRefusal,
  keystoneRouteNotFound,
} from "./keystoneError.ts"
import { tokenRoutes } from "./keystoneTokens.ts"
import { version } from "./keystoneViews.ts"
import { createRouteTable } from "./matchRoute.ts"

const discoveryRoutes: readonly Route[] = [
  {
    operation: "listIdentityVersions",
    method: "GET",
    path: "/",
    handle: (_call, cloud) => ({
      status: 300,
      headers: { "Content-Type": "application/json", Location: `${cloud.endpoints.identity}/v3/` },
      body: { versions: { values: [version(cloud)] } },
    }),
  },
  ...["/v3", "/v3/"].map(
    (path): Route => ({
      operation: "showIdentityVersion",
      method: "GET",
      path,
      handle: (_call, cloud) => ({
        status: 200,
        headers: { "Content-Type": "application/json" },
        body: { version: version(cloud) },
      }),
    }),
  ),
]

/** With tokens that live so long, else as long as the cloud's options say. */
export const keystoneRoutes = (tokenLifetimeSeconds?: number): readonly Route[] =>
  [
    ...discoveryRoutes,
    ...tokenRoutes(tokenLifetimeSeconds),
    ...applicationCredentialRoutes,
    ...directoryRoutes,
  ].flatMap(withHead)

export const answerKeystone = (call: Call, cloud: Cloud, matched: MatchedRoute | undefined): Answer => {
  const answer = answerPlainly(call, cloud, matched)
  const headers = { ...answer.headers, Vary: "X-Auth-Token", "X-Openstack-Request-Id": `req-${cloud.uuid()}` }
  return { ...answer, headers }
}

const answerPlainly = (call: Call, cloud: Cloud, matched: MatchedRoute | undefined): Answer => {
  try {
    if (call.text !== "") requireJson(call)
    return matched === undefined ? answerUnmatched(call) : matched.route.handle(call, cloud)
  } catch (error) {
    if (error instanceof KeystoneError) return keystoneErrorAnswer(error, cloud)
    throw error
  }
}

const requireJson = ({ headers, text }: Call): void => {
  const type = headers.get("Content-Type") ?? ""
  if (type !== "" && !/^application\/([\w.-]+\+)?json\b/.test(type))
    throw expected("application/json", "Content-Type header")
  if (parse(text) === undefined) throw expected("valid JSON", "request body")
}

/** The object, or nothing for anything else. */
const parse = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What a real Keystone has beneath `/v3` and this one has not, or has in part. */
const realResources =
  /^\/v3\/(auth|credentials|domains|ec2tokens|endpoints|groups|limits|OS-[A-Z0-9-]+|policies|projects|regions|registered_limits|role_assignments|role_inferences|roles|s3tokens|services|system|users)(\/|$)/

const answerUnmatched = ({ method, path }: Call): Answer => {
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((other) => table(other, path) !== undefined)
  const isComplete = /^\/v3\/auth\/|\/application_credentials/.test(path)
  if (methods.length > 0 && isComplete) return keystoneMethodNotAllowed([...methods, "OPTIONS"])
  if (realResources.test(path)) return keystoneRefusal(501, `The mock does not do ${method} ${path} of Keystone.`)
  return keystoneRouteNotFound
}

const withHead = (route: Route): Route[] =>
  route.method === "GET"
    ? [route, { ...route, method: "HEAD", operation: route.operation.replace(/^validate/, "check") }]
    : [route]

const table = createRouteTable(keystoneRoutes())
