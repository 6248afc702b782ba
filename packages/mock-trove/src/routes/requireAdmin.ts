/** What only the operator may ask: anybody else is told 401, with a live token. */
import { TroveFault } from "../state/TroveFault.ts"
import type { TroveRequest } from "./TroveRoute.ts"

export const requireAdmin = ({ caller }: TroveRequest): void => {
  if (!caller.admin) throw new TroveFault("unauthorized", "User does not have admin privileges.")
}
