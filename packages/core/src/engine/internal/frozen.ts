/** A value nobody can change any more, nor anything in it: what a store in memory may give away without a copy. */

/** Freezes plain data in place; what is frozen already is frozen to its depth. */
export const frozen = <A>(value: A): A => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const member of Object.values(value)) frozen(member)
  return value
}
