/** The error for what a store refused: what was wanted, of what, and what the store's own code means for its user. */
import { type Code, ProtectionError, type ProtectionErrorInput } from "../ProtectionError.ts"

/** `why` says it to the user. */
export interface Meaning extends Omit<ProtectionErrorInput, "message"> {
  readonly code: Code
  readonly why: string
}

/** `said` is the store's own word for it; `where` names the store without any secret. */
export const canNot = (
  action: string,
  where: string,
  { why, ...meaning }: Meaning,
  said: string,
  cause: unknown,
): ProtectionError =>
  new ProtectionError({ ...meaning, message: `Can not ${action} ${where}: ${why} (${said}).` }, { cause })
