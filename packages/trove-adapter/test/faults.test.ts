import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { parse } from "yaml"
import { fromRefusal, fromThrown, type Refusal } from "../src/internal/faults.ts"
import { routes, type TroveOperation } from "../src/internal/routes.ts"
import type { TroveErrorInput, TroveReason } from "../src/TroveError.ts"

const description = parse(readFileSync(new URL("../openapi/trove.yaml", import.meta.url), "utf8"))

const example = (response: string, name: string): unknown =>
  description.components.responses[response].content["application/json"].examples[name].value

const call = (operation: TroveOperation) => ({ operation, ...routes[operation] })

const refuse = (operation: TroveOperation, status: number, body: unknown, more: Partial<Refusal> = {}) =>
  fromRefusal({ call: call(operation), status, headers: new Headers(), body, ...more })

type Row = readonly [
  operation: TroveOperation,
  status: number,
  response: string,
  example: string,
  reason: TroveReason,
  outcome: TroveErrorInput["outcome"],
]

const table: readonly Row[] = [
  ["createBackup", 400, "BadRequest", "schema", "badRequest", "notStarted"],
  ["createBackup", 400, "BadRequest", "malformed", "badRequest", "notStarted"],
  ["createBackup", 401, "Unauthorized", "token", "tokenExpired", "notStarted"],
  ["createBackup", 401, "Unauthorized", "swift", "swiftRefused", "notStarted"],
  ["deleteBackup", 401, "Unauthorized", "swift", "swiftRefused", "notStarted"],
  ["createInstance", 401, "Unauthorized", "administrators", "unauthorizedByPolicy", "notStarted"],
  ["showQuotas", 401, "Unauthorized", "administrators", "unauthorizedByPolicy", "notStarted"],
  ["listBackups", 403, "Forbidden", "policy", "forbidden", "notStarted"],
  ["listBackups", 403, "Forbidden", "wrongProject", "wrongProject", "notStarted"],
  ["createInstance", 403, "Forbidden", "policy", "forbidden", "notStarted"],
  ["deleteInstance", 403, "Forbidden", "replicas", "replicasAttached", "notStarted"],
  ["deleteInstance", 403, "Forbidden", "policy", "forbidden", "notStarted"],
  ["showFlavor", 404, "NotFound", "resource", "notFound", "notStarted"],
  ["listFlavors", 404, "NotFound", "route", "routeMissing", "notStarted"],
  ["createInstance", 409, "Conflict", "notComplete", "notComplete", "notStarted"],
  ["createInstance", 409, "Conflict", "checksum", "checksumMismatch", "notStarted"],
  ["createBackup", 413, "OverLimit", "quota", "quotaExceeded", "notStarted"],
  ["createBackup", 413, "OverLimit", "rate", "rateLimited", "notStarted"],
  ["createBackup", 415, "UnsupportedMediaType", "measured", "badRequest", "notStarted"],
  ["createBackup", 422, "Unprocessable", "busy", "busy", "notStarted"],
  ["createBackup", 422, "Unprocessable", "notReady", "notReady", "notStarted"],
  ["instanceAction", 422, "Unprocessable", "busy", "busy", "notStarted"],
  ["deleteInstance", 422, "Unprocessable", "notReady", "notReady", "notStarted"],
  ["listInstanceBackups", 422, "Unprocessable", "notReady", "notReady", "notStarted"],
  ["deleteBackup", 422, "Unprocessable", "running", "backupRunning", "unknown"],
  ["createBackup", 500, "ServerFault", "unexpected", "serverFault", "unknown"],
  ["deleteBackup", 500, "ServerFault", "unexpected", "serverFault", "unknown"],
  ["listBackups", 500, "ServerFault", "unexpected", "serverFault", "notStarted"],
  ["createBackup", 500, "ServerFault", "swift", "swiftUnavailable", "notStarted"],
  ["updateInstance", 500, "ServerFault", "swift", "serverFault", "unknown"],
  ["createBackup", 501, "NotImplemented", "datastore", "notSupported", "notStarted"],
  ["createBackup", 503, "Unavailable", "keystone", "unavailable", "notStarted"],
]

describe("an answer that is no success", () => {
  test.each(table)(
    "of %s with %i (%s, %s) means %s, and the work is %s",
    (operation, status, response, name, reason, outcome) => {
      expect(refuse(operation, status, example(response, name))).toMatchObject({ reason, outcome, status })
    },
  )

  test("is told by evidence, and says so where only the server's text told", () => {
    expect(refuse("createBackup", 401, example("Unauthorized", "token")).evidence).toEqual({ bodyKey: "error" })
    expect(refuse("listBackups", 403, example("Forbidden", "wrongProject")).evidence).toEqual({ bodyKey: "flat" })
    expect(refuse("createInstance", 409, example("Conflict", "checksum")).evidence).toEqual({
      bodyKey: "conflict",
      byMessage: true,
    })
  })

  test("to a restore can be about Swift and about the size of the volume, to another creation it can not", () => {
    const restore = { asks: "restore" } as const
    expect(refuse("createInstance", 401, example("Unauthorized", "swift"), restore).reason).toBe("swiftRefused")
    expect(refuse("createInstance", 403, example("Forbidden", "tooLarge"), restore).reason).toBe("tooLarge")
    expect(refuse("createInstance", 403, example("Forbidden", "policy"), restore).reason).toBe("forbidden")
    expect(refuse("createInstance", 500, example("ServerFault", "swift"), restore).reason).toBe("swiftUnavailable")
    expect(refuse("createInstance", 403, example("Forbidden", "tooLarge")).reason).toBe("forbidden")
  })

  test("to making a replica is about Swift where it says so, else about who may have one", () => {
    expect(refuse("createInstance", 401, example("Unauthorized", "swift"))).toMatchObject({
      reason: "swiftRefused",
      evidence: { byMessage: true },
    })
    expect(refuse("createInstance", 500, example("ServerFault", "swift"))).toMatchObject({
      reason: "swiftUnavailable",
      outcome: "notStarted",
    })
    const message = "Cannot create a replica of a replica 6ba7b810-9dad-41d1-80b4-00c04fd430c8"
    const body = { unauthorized: { code: 401, message } }
    expect(refuse("createInstance", 401, body).reason).toBe("unauthorizedByPolicy")
  })

  test("is a rate limit by the header alone too, and tells how long to wait", () => {
    const headers = new Headers({ "retry-after": "12" })
    expect(refuse("listBackups", 413, example("OverLimit", "quota"), { headers })).toMatchObject({
      reason: "rateLimited",
      retryable: true,
      retryAfterMs: 12_000,
      evidence: { retryAfter: true },
    })
    expect(refuse("listBackups", 413, example("OverLimit", "rate")).retryAfterMs).toBe(12_000)
  })

  test("with a Retry-After date is still a rate limit, without a number of milliseconds", () => {
    const headers = new Headers({ "retry-after": "Sun, 22 Nov 2026 13:00:00 GMT" })
    const error = refuse("listBackups", 413, example("OverLimit", "quota"), { headers })
    expect(error.reason).toBe("rateLimited")
    expect(error.retryAfterMs).toBeUndefined()
  })

  test("about what the guest knows means that the guest is silent, since nothing in the request can be wrong", () => {
    const body = { badRequest: { code: 400, message: "An error occurred communicating with the guest: No reply." } }
    expect(refuse("listDatabases", 400, body)).toMatchObject({ reason: "guestUnreachable", retryable: true })
    expect(refuse("updateInstance", 400, body)).toMatchObject({
      reason: "guestUnreachable",
      outcome: "unknown",
      evidence: { byMessage: true },
    })
  })

  test("from a proxy is read without a body Trove knows", () => {
    const page = "<html><head><style>body { color: red }</style></head><body><h1>502 Bad Gateway</h1></body></html>"
    const error = refuse("createBackup", 502, page)
    expect(error).toMatchObject({ reason: "unavailable", outcome: "unknown", evidence: {} })
    expect(error.message).toBe("createBackup: POST /backups answered 502: 502 Bad Gateway")
    expect(refuse("showBackup", 504, undefined).message).toContain("status 504 without a message")
  })

  test.each([400, 401, 403, 404, 405, 409, 413, 422])(
    "with %i and a page or words of a proxy says nothing about token, quota, instance or backup",
    (status) => {
      const bodies = ["<h1>Sorry</h1>", "default backend - 404", undefined, [], { message: "no Route matched" }]
      for (const operation of ["createBackup", "showBackup", "deleteBackup"] as const) {
        for (const body of bodies) {
          expect(refuse(operation, status, body)).toMatchObject({
            reason: "refusedOnTheWay",
            retryable: true,
            outcome: "notStarted",
          })
        }
      }
    },
  )

  test("with 500 or 501 and a page of a proxy is no word of Trove's about what it can do", () => {
    for (const status of [500, 501])
      expect(refuse("createBackup", status, "<h1>Oops</h1>")).toMatchObject({
        reason: "unavailable",
        outcome: "unknown",
      })
  })

  test("with 404 tells a missing object and a project without Swift from a missing backup", () => {
    const missing = (message: string) => ({ itemNotFound: { code: 404, message } })
    const restore = { asks: "restore" } as const
    const file = missing("Backup file in http://swift/v1/a/b/c.gz was not found in the object storage.")
    expect(refuse("createInstance", 404, file, restore).reason).toBe("objectMissing")
    const swift = missing("Swift is disabled for tenant 7.")
    for (const operation of ["createBackup", "deleteBackup"] as const) {
      expect(refuse(operation, 404, swift)).toMatchObject({ reason: "swiftMissing", evidence: { byMessage: true } })
    }
    expect(refuse("createInstance", 404, example("NotFound", "resource"), restore).reason).toBe("notFound")
  })

  test("with 404 is about the instance or the backup whose id it repeats, and about neither without", () => {
    const names = { instance: "ed589907-5410-47d7-b40b-847cf2840f7a", backup: "7f6e17c7-3a3a-4d0f-a42d-7c2c5e4b1a10" }
    const missing = (message: string) =>
      refuse("createBackup", 404, { itemNotFound: { code: 404, message } }, { names }).reason
    expect(missing(`Resource ${names.instance} cannot be found.`)).toBe("instanceNotFound")
    expect(missing(`Resource ${names.backup} cannot be found.`)).toBe("backupNotFound")
    expect(missing("Resource 1e0b4e05-3c3e-4a57-b9ba-4c8a31c51b6c cannot be found.")).toBe("notFound")
    expect(missing("Datastore 'mysql' cannot be found.")).toBe("notFound")
    expect(missing("The resource could not be found.")).toBe("routeMissing")
  })

  test("with 404 that no Trove wrote proves nothing, whatever it names", () => {
    const names = { backup: "7f6e17c7-3a3a-4d0f-a42d-7c2c5e4b1a10" }
    const message = `There is no ${names.backup} here.`
    for (const body of [{ error: { code: 404, message } }, { fault: { message } }, { message, code: "404 Not Found" }])
      expect(refuse("showBackup", 404, body, { names }).reason).toBe("refusedOnTheWay")
  })

  test("that is a redirect was not followed and did nothing", () => {
    expect(refuse("createBackup", 302, "")).toMatchObject({ reason: "malformedAnswer", outcome: "notStarted" })
  })

  test.each([
    [408, "unavailable"],
    [429, "rateLimited"],
    [502, "unavailable"],
    [504, "unavailable"],
    [507, "unavailable"],
    [418, "refusedOnTheWay"],
  ] as const)("with the status %i, which Trove itself never sends, means %s", (status, reason) => {
    expect(refuse("showBackup", status, "").reason).toBe(reason)
  })

  test("keeps the request id and the place of the call", () => {
    const headers = new Headers({ "x-openstack-request-id": "req-1" })
    expect(refuse("showBackup", 404, example("NotFound", "resource"), { headers })).toMatchObject({
      requestId: "req-1",
      call: { operation: "showBackup", method: "GET", path: "/backups/{backup_id}" },
    })
  })

  test("shows its message as one short line of plain text", () => {
    const flat = refuse("listBackups", 403, example("Forbidden", "wrongProject")).message
    expect(flat).not.toMatch(/[<>\n]/)
    const long = { badRequest: { code: 400, message: "x".repeat(10_000) } }
    expect(refuse("createBackup", 400, long).message.length).toBeLessThan(600)
  })

  test("shows no secret, even when the server quotes it", () => {
    const body = { badRequest: { code: 400, message: "Validation error: password 'hunter2' is too short" } }
    const error = refuse("createInstance", 400, body, { secrets: ["hunter2", ""] })
    expect(error.message).toContain("password '<redacted>' is too short")
    expect(JSON.stringify(error)).not.toContain("hunter2")
  })

  test("of Keystone is about the credentials when a token is asked for, about the token when that is looked at", () => {
    const headers = new Headers()
    const issueToken = { operation: "issueToken", method: "POST", path: "/auth/tokens" }
    const validateToken = { operation: "validateToken", method: "GET", path: "/auth/tokens" }
    const body = example("Unauthorized", "token")
    expect(fromRefusal({ call: issueToken, status: 401, headers, body }).reason).toBe("credentialsRefused")
    expect(fromRefusal({ call: issueToken, status: 404, headers, body }).reason).toBe("credentialsRefused")
    expect(fromRefusal({ call: validateToken, status: 404, headers, body }).reason).toBe("tokenExpired")
    expect(fromRefusal({ call: issueToken, status: 500, headers, body })).toMatchObject({
      reason: "serverFault",
      outcome: "notStarted",
    })
  })
})

describe("no answer", () => {
  const broken = (code: string) =>
    new TypeError("fetch failed", { cause: Object.assign(new Error("socket"), { code }) })

  test("names the host it did not come from, which the catalog may have told, and nothing else of the address", () => {
    const at = "https://me:hunter2@trove.internal:8779/v1.0/p"
    expect(fromThrown(call("listBackups"), broken("ENOTFOUND"), at).message).toBe(
      "listBackups: GET /backups got no answer from https://trove.internal:8779 (ENOTFOUND)",
    )
  })

  test("leaves it open whether a write was done", () => {
    expect(fromThrown(call("createBackup"), broken("ECONNRESET"))).toMatchObject({
      reason: "connectionLost",
      outcome: "unknown",
      retryable: true,
      evidence: { socketCode: "ECONNRESET" },
    })
  })

  test("did nothing when the connection never stood", () => {
    for (const code of ["ECONNREFUSED", "ENOTFOUND", "UND_ERR_CONNECT_TIMEOUT", "ERR_TLS_HANDSHAKE_TIMEOUT"]) {
      expect(fromThrown(call("createBackup"), broken(code)).outcome, code).toBe("notStarted")
    }
  })

  test.each([
    "CERT_HAS_EXPIRED",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
    "ERR_SSL_TLSV1_ALERT_UNKNOWN_CA",
  ])("for a certificate, %s, is not tried again, and says what to do", (code) => {
    expect(fromThrown(call("createBackup"), broken(code))).toMatchObject({
      reason: "certificateRefused",
      outcome: "notStarted",
      retryable: false,
      recovery: expect.stringContaining("certificate"),
      evidence: { socketCode: code },
    })
  })

  test("to a read did nothing, and the cause is kept", () => {
    const cause = new TypeError("terminated")
    const error = fromThrown(call("showBackup"), cause)
    expect(error).toMatchObject({ outcome: "notStarted", evidence: {} })
    expect(error.cause).toBe(cause)
  })
})
