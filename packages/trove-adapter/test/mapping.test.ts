/** The errors of calls in the words of operations: nothing that a person or a program needs gets lost on the way. */
import { codes, ProtectionError } from "@breakwater/core"
import { expect, test } from "vitest"
import { toProtectionError } from "../src/internal/mapping.ts"
import { reasons, TroveError, type TroveReason } from "../src/TroveError.ts"

const call = { operation: "createBackup", method: "POST", path: "/backups" }
const all = Object.keys(reasons).filter((reason): reason is TroveReason => reason in reasons)

test.each(all)("the reason %s has a code, and keeps its own recovery and whether a retry can help", (reason) => {
  const error = toProtectionError(
    new TroveError({ call, reason, message: "what the server said", outcome: "notStarted" }),
  )
  expect(error).toBeInstanceOf(ProtectionError)
  expect(Object.keys(codes)).toContain(error.code)
  expect(error).toMatchObject({ message: "what the server said", outcome: "notStarted", ...reasons[reason] })
})

test("what must not be mixed up is not mixed up", () => {
  const codeOf = (reason: TroveReason) =>
    toProtectionError(new TroveError({ call, reason, message: "", outcome: "notStarted" })).code
  expect(codeOf("tokenExpired")).toBe("unauthenticated")
  expect(codeOf("swiftRefused")).toBe("forbidden")
  expect(codeOf("quotaExceeded")).toBe("quotaExceeded")
  expect(codeOf("rateLimited")).toBe("rateLimited")
  expect(codeOf("busy")).toBe("notReady")
  expect(codeOf("backupRunning")).toBe("notReady")
})

test("outcome, pause, issues, request id and cause come along", () => {
  const cause = new TroveError({
    call,
    reason: "rateLimited",
    message: "slow down",
    outcome: "unknown",
    retryAfterMs: 12_000,
    requestId: "req-1",
    issues: [{ path: "/x", message: "y" }],
  })
  const error = toProtectionError(cause)
  expect(error.toJSON()).toMatchObject({
    outcome: "unknown",
    retryAfterMs: 12_000,
    requestIds: ["req-1"],
    issues: [{ path: "/x", message: "y" }],
  })
  expect(error.cause).toBe(cause)
})
