import { codes, ProtectionError, ProtectionErrorJson } from "@breakwater/core"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { describe, expect, test } from "vitest"

const everything: ProtectionErrorJson = {
  code: "rateLimited",
  message: "Too many requests.",
  recovery: "Wait a minute.",
  retryable: true,
  retryAfterMs: 60_000,
  outcome: "unknown",
  issues: [{ path: "/parameters/name", message: "is too long" }],
  left: [{ kind: "copy", id: "copy-1", sentence: "A copy is left." }],
  requestIds: ["req-1"],
}

describe("a protection error", () => {
  test("is the same after JSON, and an instance of its class again", () => {
    const error = new ProtectionError(everything)
    const again = ProtectionError.fromJSON(JSON.parse(JSON.stringify(error)))
    expect(again).toBeInstanceOf(ProtectionError)
    expect(again).toBeInstanceOf(Error)
    expect(again.toJSON()).toEqual(everything)
    expect(again.message).toBe(everything.message)
  })

  test("takes what is left out from its code", () => {
    for (const [code, { recovery, retryable, outcome }] of Object.entries(codes)) {
      const error = Schema.decodeUnknownSync(ProtectionErrorJson)(
        new ProtectionError({ code: code as ProtectionErrorJson["code"], message: "Something." }).toJSON(),
      )
      expect(error).toEqual({ code, message: "Something.", recovery, retryable, outcome })
    }
  })

  test("keeps its cause, and keeps it out of JSON", () => {
    const cause = new Error("password=secret")
    const error = new ProtectionError({ code: "unavailable", message: "No answer." }, { cause })
    expect(error.cause).toBe(cause)
    expect(JSON.stringify(error)).not.toContain("secret")
  })

  test("is caught by its tag, and fails an effect by being yielded", async () => {
    const caught = Effect.gen(function* () {
      return yield* new ProtectionError({ code: "notFound", message: "There is no such thing." })
    }).pipe(Effect.catchTag("ProtectionError", ({ code }) => Effect.succeed(code)))
    expect(await Effect.runPromise(caught)).toBe("notFound")
  })

  test("of an unknown code is no protection error", () => {
    const unknown = { ...everything, code: "noSuchCode" }
    expect(() => Schema.decodeUnknownSync(ProtectionErrorJson)(unknown)).toThrow(/code/)
  })
})
