/** One part of a JSON Pointer (RFC 6901), out of a name or an index. */
export const escapePointer = (part: PropertyKey): string => String(part).replaceAll("~", "~0").replaceAll("/", "~1")
