import { codes, httpStatus } from "@breakwater/core"
import { httpStatus as ofPromises } from "@breakwater/core/promise"
import { expect, test } from "vitest"

test("what may have begun is never answered as if the caller had asked for nonsense", () => {
  const answers = Object.entries(codes)
    .filter(([code, { outcome }]) => outcome !== "notStarted" && code !== "cancelled")
    .map(([code]) => [code, Math.floor(httpStatus[code as keyof typeof codes] / 100)])
  expect(answers.length).toBeGreaterThan(3)
  expect(answers.filter(([, hundreds]) => hundreds !== 5)).toEqual([])
})

test("a browser is told to wait, to log in or to correct its values by the statuses it knows", () => {
  expect(httpStatus).toMatchObject({ rateLimited: 429, unavailable: 503, unauthenticated: 401, invalidParameters: 422 })
  expect(ofPromises).toBe(httpStatus)
})
