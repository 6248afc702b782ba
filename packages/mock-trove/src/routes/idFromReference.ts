/** The id in a reference: an id as it is, or the end of a link. */

export const idFromReference = (reference: string | number): string => {
  const path = String(reference).split(/[?#]/)[0] ?? ""
  return path.split("/").at(-1) ?? ""
}
