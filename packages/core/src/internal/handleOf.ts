/** A handle as a host gives it back, made sure of: it may have lain anywhere, and come from any version. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { Handle } from "../Handle.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { decodeWithIssues } from "./decodeWithIssues.ts"

/** **Fails with** `tooNew` for one of a newer version, `damaged` for anything that is no handle. */
export const handleOf = (value: unknown): Result.Result<Handle, ProtectionError> => {
  const version = Schema.decodeUnknownResult(Versioned)(value)
  if (Result.isSuccess(version) && version.success.v > 1) {
    const message = `This handle has version ${version.success.v}; this version reads 1.`
    return Result.fail(new ProtectionError({ code: "tooNew", message }))
  }
  return Result.mapError(decodeWithIssues(Handle, value), (issues) => {
    const faults = issues.map(({ path, message }) => `${path}: ${message}`).join("; ")
    return new ProtectionError({ code: "damaged", message: `This is no handle: ${faults}`, issues })
  })
}

const Versioned = Schema.Struct({ v: Schema.Finite })
