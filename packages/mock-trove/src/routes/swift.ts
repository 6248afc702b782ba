/** The object store as far as backups need it: look at what is stored, list it, remove it. Uploads and downloads are refused by name. */
import type { Answer, Call, MatchedRoute, Route } from "../Route.ts"
import type { Cloud } from "../state/Cloud.ts"
import { validate } from "../state/identity.ts"
import { findObject, removeObject, type StoredObject } from "../state/ObjectStore.ts"

const account = "/v1/{account}"
const container = `${account}/{container}`
const object = `${container}/{object+}`

export const swiftRoutes: readonly Route[] = [
  { operation: "showAccount", method: "HEAD", path: account, handle: showAccount },
  { operation: "listContainers", method: "GET", path: account, handle: listContainers },
  { operation: "showContainer", method: "HEAD", path: container, handle: showContainer },
  { operation: "listObjects", method: "GET", path: container, handle: listObjects },
  { operation: "showObject", method: "HEAD", path: object, handle: showObject },
  { operation: "deleteObject", method: "DELETE", path: object, handle: deleteObject },
]

export const answerSwift = (call: Call, cloud: Cloud, matched: MatchedRoute | undefined): Answer => {
  const { swiftStatus } = cloud.state.troubles
  if (swiftStatus !== null) return swiftRefusal(swiftStatus)
  const owner = /^\/v1\/AUTH_([^/]+)/.exec(call.path)?.[1]
  const token = validate(call.headers.get("X-Auth-Token") ?? "", cloud)
  if (token === undefined) return swiftRefusal(401)
  if (token.project?.id !== owner) return swiftRefusal(403)
  if (matched === undefined)
    return swiftRefusal(501, `The mock does not do ${call.method} ${call.path} of the object store`)
  return ofSwift(matched.route.handle(call, cloud), cloud)
}

/** Every answer of Swift's own tells which request it was; what stands before Swift does not. */
export const ofSwift = (answer: Answer, cloud: Cloud): Answer => ({
  ...answer,
  headers: { ...answer.headers, "X-Trans-Id": `tx${cloud.hex()}` },
})

const phrases: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  503: "Service Unavailable",
}

export const swiftRefusal = (status: number, message = phrases[status] ?? String(status)): Answer => ({
  status,
  headers: { "Content-Type": "text/html; charset=UTF-8" },
  body: `<html><h1>${message}</h1></html>`,
})

function showObject(call: Call, cloud: Cloud): Answer {
  const found = objectOf(call, cloud)
  return found === undefined ? swiftRefusal(404) : { status: 200, headers: headersOf(found) }
}

function deleteObject(call: Call, cloud: Cloud): Answer {
  const { account: owner = "", container: box = "", object: name = "" } = call.params
  if (objectOf(call, cloud) === undefined) return swiftRefusal(404)
  if (cloud.state.troubles.swiftFailDelete) return swiftRefusal(503)
  removeObject(cloud.state.objects, owner, box, name)
  cloud.changed(`object ${box}/${name} removed`)
  return { status: 204, headers: {} }
}

const objectOf = ({ params }: Call, cloud: Cloud): StoredObject | undefined =>
  findObject(cloud.state.objects, params["account"] ?? "", params["container"] ?? "", params["object"] ?? "")

const headersOf = (stored: StoredObject): Record<string, string> => ({
  ...stored.meta,
  "Content-Type": stored.contentType,
  "Content-Length": String(stored.bytes),
  Etag: stored.segmented ? `"${stored.etag}"` : stored.etag,
  "Last-Modified": new Date(stored.lastModified).toUTCString(),
  "Accept-Ranges": "bytes",
  ...(stored.segmented && { "X-Static-Large-Object": "True" }),
})

const text = { "Content-Type": "text/plain; charset=utf-8" }
const json = { "Content-Type": "application/json; charset=utf-8" }

const bytesOf = (objects: readonly StoredObject[]): number => objects.reduce((sum, { bytes }) => sum + bytes, 0)

function showAccount(call: Call, cloud: Cloud): Answer {
  const boxes = Object.values(cloud.state.objects[call.params["account"] ?? ""] ?? {})
  const objects = boxes.flatMap((box) => Object.values(box))
  const headers = {
    ...text,
    "X-Account-Container-Count": String(boxes.length),
    "X-Account-Object-Count": String(objects.length),
    "X-Account-Bytes-Used": String(bytesOf(objects)),
  }
  return { status: 204, headers }
}

function listContainers(call: Call, cloud: Cloud): Answer {
  const boxes = Object.entries(cloud.state.objects[call.params["account"] ?? ""] ?? {})
  const body = boxes.map(([name, objects]) => {
    const all = Object.values(objects)
    return { name, count: all.length, bytes: bytesOf(all) }
  })
  return { status: 200, headers: json, body }
}

function showContainer(call: Call, cloud: Cloud): Answer {
  const box = boxOf(call, cloud)
  if (box === undefined) return swiftRefusal(404)
  const all = Object.values(box)
  const headers = {
    ...text,
    "X-Container-Object-Count": String(all.length),
    "X-Container-Bytes-Used": String(bytesOf(all)),
  }
  return { status: 204, headers }
}

function listObjects(call: Call, cloud: Cloud): Answer {
  const box = boxOf(call, cloud)
  if (box === undefined) return swiftRefusal(404)
  const prefix = call.query.get("prefix") ?? ""
  const marker = call.query.get("marker") ?? ""
  const limit = Number(call.query.get("limit") ?? mostAtOnce)
  if (limit > mostAtOnce) return swiftRefusal(412, `Maximum limit is ${mostAtOnce}`)
  const body = Object.entries(box)
    .filter(([name]) => name.startsWith(prefix) && name > marker)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([name, { etag, bytes, contentType, lastModified }]) => ({
      name,
      hash: etag,
      bytes,
      content_type: contentType,
      last_modified: new Date(lastModified).toISOString().replace("Z", "000"),
    }))
  return { status: 200, headers: json, body }
}

/** Swift's `container_listing_limit`. */
const mostAtOnce = 10_000

const boxOf = ({ params }: Call, cloud: Cloud): Record<string, StoredObject> | undefined =>
  cloud.state.objects[params["account"] ?? ""]?.[params["container"] ?? ""]
