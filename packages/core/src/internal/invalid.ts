/** One error of all that is wrong with what was given. */
import { type Issue, ProtectionError } from "../ProtectionError.ts"

export const invalid = (issues: readonly Issue[]): ProtectionError =>
  new ProtectionError({
    code: "invalidParameters",
    message: sentenceOf(issues),
    issues,
  })

/** The faults one after the other, each with where it is. */
export const sentenceOf = (issues: readonly Issue[]): string =>
  issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ")
