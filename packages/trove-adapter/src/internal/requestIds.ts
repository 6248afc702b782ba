/** By which ids the services know the request that an answer came from, kept beside the answer and not in it. */

/** The service's own id, where it gives one, and then the one that was sent. */
export type RequestIds = readonly string[]

const known = new WeakMap<object, RequestIds>()

/** Notes the ids for what an answer holds; for the answer itself only where that is a list and not an object around one. */
export const noteRequestIds = (answer: unknown, ids: RequestIds): void => {
  if (typeof answer !== "object" || answer === null) return
  if (Array.isArray(answer)) known.set(answer, ids)
  else
    for (const member of Object.values(answer))
      if (typeof member === "object" && member !== null) known.set(member, ids)
}

/**
 * The ids for the operator of the cloud, of an answer as a method of `Trove` gave it; none for what a stream collected.
 *
 * @category models
 * @since 0.1.0
 */
export const requestIdsOf = (answer: object): RequestIds => known.get(answer) ?? []
