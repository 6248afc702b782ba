/** Where a file is, however the process later changes its folder. */
import * as Effect from "effect/Effect"
import { ProtectionError } from "../../../ProtectionError.ts"

/** **Fails with** `invalidParameters` for what names no file. */
export const absoluteFile = (file: string): Effect.Effect<string, ProtectionError> => {
  const path = globalThis.process?.getBuiltinModule?.("node:path")
  // A variable that is not set gives undefined, whatever the types say.
  const named = typeof file === "string" ? `"${file}"` : String(file)
  if (typeof file === "string" && file !== "" && !file.startsWith(":"))
    return Effect.succeed(path?.resolve(file) ?? file)
  const message = `The SQLite engine needs the path of a file, not ${named}.`
  return Effect.fail(new ProtectionError({ code: "invalidParameters", message }))
}
