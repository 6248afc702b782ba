/** What Trove takes as a text or an id, as checks whose messages a person understands. */
import * as Schema from "effect/Schema"

/** Trove's longest name or description, in code points. Source: `trove/common/apischema.py`, `non_empty_string`. */
export const longest = 255

/** One line of at most `most` code points with an ASCII letter or digit in it. Half a character makes Trove fail. */
export const line = (most: number) =>
  Schema.String.check(
    Schema.makeFilter((value: string) => [...value].length <= most || `must have at most ${most} characters`, {
      toJsonSchema: () => ({ minLength: 1, maxLength: most }),
    }),
    Schema.makeFilter((value: string) => !/\p{Cs}/u.test(value) || "must not hold half a character (a lone surrogate)"),
    matching(/^.*[0-9a-zA-Z].*$/u, "must be one line with an ASCII letter or digit in it"),
  )

/** An id with hyphens, as Trove wants ids in bodies. */
export const uuid = Schema.String.check(
  matching(
    /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/u,
    "must be a UUID with hyphens",
  ),
)

/** An IPv4 address range; Trove refuses IPv6 in `allowed_cidrs`. */
export const ipv4Cidr = Schema.String.check(
  matching(/^(\d{1,3}\.){3}\d{1,3}\/\d{1,2}$/u, "must be an IPv4 range such as 10.0.0.0/24"),
)

export const ipv4 = Schema.String.check(matching(/^(\d{1,3}\.){3}\d{1,3}$/u, "must be an IPv4 address"))

/** The name of an object store container; Trove refuses what a shell would quote, Swift refuses slashes. */
export const isContainer = (name: string): boolean => containerPattern.test(name)

const containerPattern = /^[A-Za-z0-9_@%+=:,.-]{1,255}$/u

/** The same as a check. */
export const container = Schema.String.check(
  matching(containerPattern, "must be 1 to 255 of A-Z a-z 0-9 _ @ % + = : , . -"),
)

function matching(pattern: RegExp, message: string) {
  return Schema.isPattern(pattern, { message })
}
