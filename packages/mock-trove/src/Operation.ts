/** The operations by name, which are those of the API descriptions. */
import type { operations as DescribedOperations } from "./generated/wire.ts"

/** What a fault may be put in the way of; `unknown` is any path nobody serves, `*` is all of them. */
export type Operation = keyof DescribedOperations | "unknown" | "*"

/** A name that came over a wire; fails with a `RangeError` that lists those there are. */
export const operationNamed = (served: ReadonlySet<string>, name: string): Operation => {
  if (name === "*" || served.has(name)) return name as Operation
  const known = [...served].sort().join(", ")
  throw new RangeError(`There is no operation "${name}" to put a fault in the way of. There are: *, ${known}`)
}
