/** Whether two facts about an object can both be true. Pure. */

/** What is not told contradicts nothing: no size, and an empty checksum. */
export const isAlike = (one: string | number | undefined, other: string | number | undefined): boolean => {
  const [first, second] = [one, other].map((fact) => (typeof fact === "string" ? bare(fact) : fact))
  return first === undefined || first === "" || second === undefined || second === "" || first === second
}

/** Swift puts quotes around the checksum of a large object, and a record may have kept them. */
export const bare = (etag: string): string => etag.replaceAll('"', "").toLowerCase()
