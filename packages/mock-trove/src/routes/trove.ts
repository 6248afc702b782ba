/** Trove's route table, and the way of a request through the layers in front of it. */
import type { Json } from "../Json.ts"
import type { Answer, Call, MatchedRoute, Route } from "../Route.ts"
import { backupEvents } from "../state/backupEvents.ts"
import { buildEvents } from "../state/buildEvents.ts"
import type { Caller } from "../state/Caller.ts"
import type { Cloud, EventHandlers } from "../state/Cloud.ts"
import { identifyBearer } from "../state/identifyBearer.ts"
import { instanceEvents } from "../state/instanceEvents.ts"
import { takeFromBucket } from "../state/rateLimits.ts"
import { replicationEvents } from "../state/replication.ts"
import { TroveFault } from "../state/TroveFault.ts"
import { backupRoutes } from "./backups.ts"
import { checkBody } from "./checkBody.ts"
import { clusterRoutes } from "./clusters.ts"
import { configurationParameterRoutes } from "./configurationParameters.ts"
import { configurationRoutes } from "./configurations.ts"
import { createInstanceRoute } from "./createInstance.ts"
import { databaseRoutes } from "./databases.ts"
import { databaseUserRoutes } from "./databaseUsers.ts"
import { datastoreRoutes } from "./datastores.ts"
import { flavorRoutes } from "./flavors.ts"
import { guestLogRoutes } from "./guestLogs.ts"
import { instanceActionRoute } from "./instanceActions.ts"
import { instanceRoutes } from "./instances.ts"
import { limitRoutes } from "./limits.ts"
import { createRouteTable } from "./matchRoute.ts"
import { mgmtDatastoreVersionRoutes } from "./mgmtDatastoreVersions.ts"
import { mgmtInstanceRoutes } from "./mgmtInstances.ts"
import { moduleRoutes } from "./modules.ts"
import { notMockedRoutes } from "./notMocked.ts"
import { strategyRoutes } from "./strategies.ts"
import type { TroveRoute } from "./TroveRoute.ts"
import { rateLimited, troveFault } from "./troveFault.ts"
import { webobError } from "./webobError.ts"

const projectRoutes: readonly TroveRoute[] = [
  ...backupRoutes,
  ...strategyRoutes,
  createInstanceRoute,
  ...instanceRoutes,
  instanceActionRoute,
  ...databaseRoutes,
  ...databaseUserRoutes,
  ...guestLogRoutes,
  ...datastoreRoutes,
  ...flavorRoutes,
  ...limitRoutes,
  ...configurationRoutes,
  ...configurationParameterRoutes,
  ...moduleRoutes,
  ...clusterRoutes,
  ...mgmtInstanceRoutes,
  ...mgmtDatastoreVersionRoutes,
  ...notMockedRoutes,
]

const byOperation = new Map(projectRoutes.map((route) => [route.operation, route]))

const prefix = "/v1.0/{project_id}"

export const troveRoutes: readonly Route[] = [
  { operation: "listVersions", method: "GET", path: "/", handle: (call, cloud) => answerTrove(call, cloud, undefined) },
  ...projectRoutes.map(
    ({ operation, method, path }): Route => ({
      operation,
      method,
      path: prefix + path,
      handle: (call, cloud) => answerTrove(call, cloud, match(call.method, call.path)),
    }),
  ),
]

const match = createRouteTable(troveRoutes)

export const troveEvents: EventHandlers = { ...buildEvents, ...replicationEvents, ...instanceEvents, ...backupEvents }

const absent: Answer = troveFault(404, "The resource could not be found.")

/** Version, token, project, rate, route, body, rule: the first that refuses answers, each in its own form. */
export const answerTrove = (call: Call, cloud: Cloud, matched: MatchedRoute | undefined): Answer => {
  const wanted = wantedVersion(call)
  if (wanted === "other") return troveFault(406, "version not supported")
  if (wanted === "none") return call.path === "/" && call.method === "GET" ? versions(call) : absent
  const bearer = identifyBearer(cloud, call.headers.get("X-Auth-Token"), call)
  const accept = call.headers.get("Accept")
  if (bearer === undefined) return unauthenticated(cloud)
  const { project } = bearer
  const inner = call.path.replace(/^\/v1\.0(?=\/|$)/, "")
  if (project === undefined || /^\/(.*?)\/.*/.exec(inner)?.[1] !== project) {
    const detail = `User with tenant id ${project ?? "None"} cannot access this resource.`
    return webobError(403, { explanation: "Access was denied to this resource.", detail }, accept)
  }
  const wait = takeFromBucket(cloud, project, call.method)
  if (wait !== undefined) return rateLimited(cloud.options.ratePerMinute, call.method, Math.ceil(wait / 1000))
  const found = matched ?? match(call.method, `/v1.0${inner.replaceAll(/\/{2,}/g, "/")}`)
  const route = byOperation.get(found?.route.operation ?? "")
  if (route === undefined || found === undefined) return absent
  const body = readBody(call, accept)
  if ("refused" in body) return body.refused
  return runRule(route, found, { ...bearer, project }, call, cloud, body.read)
}

/** Without a version in the path, the Accept header may name one; else the request is for the list of versions. */
const wantedVersion = (call: Call): "1.0" | "none" | "other" => {
  if (/^\/v1\.0(\/|$)/.test(call.path)) return "1.0"
  if (/\/v\d/.test(call.path)) return "none"
  const named = /application\/vnd\.openstack\.trove(?:\+.+?)?;version=(\d+\.?\d*)/.exec(
    call.headers.get("Accept") ?? "",
  )
  if (named === null) return "none"
  return named[1] === "1.0" ? "1.0" : "other"
}

const versions = (call: Call): Answer => ({
  status: 200,
  headers: { "Content-Type": "application/json" },
  body: {
    versions: [
      {
        id: "v1.0",
        status: "CURRENT",
        updated: "2012-08-01T00:00:00Z",
        links: [{ rel: "self", href: `http://${call.host}/v1.0/` }],
      },
    ],
  },
})

/** keystonemiddleware's header, on every 401 that passes it, also on Trove's own. */
const challenge = (cloud: Cloud) => ({ "WWW-Authenticate": `Keystone uri="${cloud.endpoints.identity}"` })

const unauthenticated = (cloud: Cloud): Answer => ({
  status: 401,
  headers: { "Content-Type": "application/json", ...challenge(cloud) },
  body: {
    error: { code: 401, title: "Unauthorized", message: "The request you have made requires authentication." },
  },
})

const readBody = (
  call: Call,
  accept: string | null,
): { readonly read: Json | undefined } | { readonly refused: Answer } => {
  if (call.text === "") return { read: undefined }
  const type = (call.headers.get("Content-Type") ?? "").split(";")[0]?.trim() ?? ""
  // XML is still let in, and no rule finds in it what it looks for.
  if (type === "application/xml") return { read: {} }
  if (type !== "application/json") {
    const explanation = `The request media type ${type} is not supported by this server.\n`
    return { refused: webobError(415, { explanation }, accept) }
  }
  try {
    return { read: JSON.parse(call.text) }
  } catch {
    return { refused: webobError(400, { explanation: "Malformed request body" }, accept) }
  }
}

const runRule = (
  route: TroveRoute,
  { params }: MatchedRoute,
  caller: Caller,
  call: Call,
  cloud: Cloud,
  body: Json | undefined,
): Answer => {
  try {
    const schema = route.schema?.(body)
    if (schema !== undefined) checkBody(schema, body)
    // The schema looks at all of it; what the rule itself does not read, Trove lets pass unseen.
    const observed = body === undefined ? undefined : call.observe(body)
    return route.answer({ call, cloud, caller, params, query: call.query, body: observed })
  } catch (error) {
    if (!(error instanceof TroveFault)) throw error
    if (error.fault === "instanceFault") {
      const id = `Please keep this ID to help us figure out what went wrong: (${cloud.uuid()}).`
      return troveFault(500, `Internal Server Error. ${id}`)
    }
    const body = { [error.fault]: { code: error.status, message: error.message } }
    const headers = { "Content-Type": "application/json", ...(error.status === 401 && challenge(cloud)) }
    return { status: error.status, headers, body, workedMs: error.triedMs }
  }
}
