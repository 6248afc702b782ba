/** What a host should know of its bank before it relies on it. */
import type { Bank } from "../Bank.ts"

export const bankWarnings = ({ conditionalCreate, id }: Bank): readonly string[] =>
  conditionalCreate
    ? []
    : [`The bank "${id}" has no conditional write: two processes that write the same checkpoint are not told apart.`]
