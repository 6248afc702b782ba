import { ConnectionError, SqlError, UnknownError } from "effect/sql/SqlError"
import { describe, expect, it } from "vitest"
import { postgresError } from "../src/engine/internal/postgres/postgresError.ts"

/** What the server said, with its own code. */
const said = (code: string, message: string) =>
  new SqlError({ reason: new UnknownError({ cause: Object.assign(new Error(message), { code }), message: "query" }) })

describe("an error of PostgreSQL", () => {
  it.each([
    ["53100", "quotaExceeded", "Free space"],
    ["53300", "unavailable", "max_connections"],
    ["57P01", "unavailable", "See that the database runs"],
    ["3D000", "invalidParameters", "Create it"],
    ["XX000", "unavailable", "Look into the log"],
  ])("%s means %s and says what to do", (state, code, recovery) => {
    const error = postgresError("write", "the database", said(state, "could not extend file"))
    expect(error).toMatchObject({ code, recovery: expect.stringContaining(recovery) })
    expect(error.message).toMatch(/^Can not write the database: .* \(could not extend file\)\.$/)
  })

  it("keeps what it came from", () => {
    const cause = new Error("ECONNREFUSED")
    const error = postgresError("open", "the database", new SqlError({ reason: new ConnectionError({ cause }) }))
    expect(error).toMatchObject({ code: "unavailable", retryable: true, cause })
  })

  it("may be anything that was thrown", () => {
    expect(postgresError("read", "the database", "nonsense")).toMatchObject({ code: "unavailable" })
  })
})
