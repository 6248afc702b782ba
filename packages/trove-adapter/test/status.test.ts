/** What Trove's statuses and times mean, on every release: an unknown one means "wait". */
import { expect, test } from "vitest"
import { backupPhase, faultSince, faultText, instancePhase, readiness, timeOf } from "../src/internal/status.ts"

test.each([
  ["NEW", "running"],
  ["BUILDING", "running"],
  ["SAVING", "running"],
  ["COMPLETED", "complete"],
  ["RESTORED", "complete"],
  ["FAILED", "failed"],
  ["DELETE_FAILED", "failed"],
  ["SOMETHING_NEW", "running"],
] as const)("a backup that is %s is %s", (status, phase) => {
  expect(backupPhase({ status })).toBe(phase)
})

test.each([
  ["ACTIVE", "HEALTHY", "complete"],
  ["ACTIVE", "", "running"],
  ["ACTIVE", "ERROR", "running"],
  ["ACTIVE", "ACTIVE", "running"],
  ["BUILD", "", "running"],
  ["RESTART_REQUIRED", "", "complete"],
  ["ERROR", "", "failed"],
  ["SOMETHING_NEW", "HEALTHY", "running"],
  ["HEALTHY", undefined, "complete"],
  ["ACTIVE", undefined, "complete"],
  ["FAILED", undefined, "failed"],
  ["SHUTDOWN", undefined, "running"],
] as const)("a new instance that is %s, %s is %s", (status, operating_status, phase) => {
  expect(instancePhase(operating_status === undefined ? { status } : { status, operating_status })).toBe(phase)
})

test.each([
  ["ACTIVE", "HEALTHY", "ready"],
  ["ACTIVE", "ACTIVE", "ready"],
  ["ACTIVE", "BLOCKED", "ready"],
  ["ACTIVE", "RESTART_REQUIRED", "ready"],
  ["RESTART_REQUIRED", "", "ready"],
  ["ACTIVE", "", "busy"],
  ["ACTIVE", "ERROR", "busy"],
  ["ACTIVE", "SHUTDOWN", "busy"],
  ["BACKUP", "HEALTHY", "busy"],
  ["REBOOT", "", "busy"],
  ["UNKNOWN", "", "busy"],
  ["SOMETHING_NEW", "HEALTHY", "busy"],
  ["ERROR", "", "broken"],
  ["HEALTHY", undefined, "ready"],
  ["RESTART_REQUIRED", undefined, "ready"],
  ["SHUTDOWN", undefined, "busy"],
  ["FAILED", undefined, "broken"],
] as const)("for a backup, an instance that is %s, %s is %s", (status, operating_status, answer) => {
  expect(readiness(operating_status === undefined ? { status } : { status, operating_status })).toBe(answer)
})

test("times without a zone are UTC, those with one are what they say", () => {
  expect(timeOf("2026-11-22T12:46:37")).toBe(Date.UTC(2026, 10, 22, 12, 46, 37))
  expect(timeOf("2026-11-22T12:46:37Z")).toBe(Date.UTC(2026, 10, 22, 12, 46, 37))
  expect(timeOf("2026-11-22T12:46:37+01:00")).toBe(Date.UTC(2026, 10, 22, 11, 46, 37))
  expect(timeOf("soon")).toBeUndefined()
})

test("a fault is told in one line", () => {
  expect(faultText({ fault: { message: "Failed to create backup, error:\n    no space\n" } })).toBe(
    "Failed to create backup, error: no space",
  )
})

test("a fault counts from the moment something began, and an older or undated one does not", () => {
  const fault = (created?: string) => ({
    fault: { message: "no space", ...(created === undefined ? {} : { created }) },
  })
  expect(faultSince(fault("2026-01-01T00:00:05"), "2026-01-01T00:00:05")).toBe("no space")
  expect(faultSince(fault("2026-01-01T00:00:04"), "2026-01-01T00:00:05")).toBeUndefined()
  expect(faultSince(fault(), "2026-01-01T00:00:05")).toBeUndefined()
  expect(faultSince({}, "2026-01-01T00:00:05")).toBeUndefined()
})
