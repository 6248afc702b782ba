/** One error of all that is wrong with what was given. */
import { type Issue, ProtectionError } from "../ProtectionError.ts"

export const invalid = (issues: readonly Issue[]): ProtectionError =>
  new ProtectionError({
    code: "invalidParameters",
    message: issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
    issues,
  })
