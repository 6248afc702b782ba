/** Notices which members of a JSON body, and which parameters of a query, somebody read. */
import type { Json, JsonObject } from "./Json.ts"

/**
 * The same body, with members that take note when they are read.
 *
 * They are ordinary members otherwise: they can be listed, copied and written to. A member whose object was read is
 * told by the members of that object; what stands in a list counts with the list.
 */
export const observeReads = <A extends Json>(body: A): { readonly body: A; unread(): string[] } => {
  const members: { readonly path: string; wasRead: boolean }[] = []
  const observed = (value: Json, path: string): Json => {
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value
    const result = {}
    for (const [name, inner] of Object.entries(value as JsonObject)) {
      const own = { path: path === "" ? name : `${path}.${name}`, wasRead: false }
      members.push(own)
      let current = observed(inner, own.path)
      Object.defineProperty(result, name, {
        enumerable: true,
        configurable: true,
        get: () => {
          own.wasRead = true
          return current
        },
        set: (other: Json) => {
          current = other
        },
      })
    }
    return result
  }
  const outer = observed(body, "") as A
  const unread = (): string[] => {
    const paths = members.filter(({ wasRead }) => !wasRead).map(({ path }) => path)
    return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)))
  }
  return { body: outer, unread }
}

/** A query whose parameters count as read when they are asked for by name. */
export class ObservedQuery extends URLSearchParams {
  readonly #read = new Set<string>()

  override get(name: string): string | null {
    this.#read.add(name)
    return super.get(name)
  }
  override getAll(name: string): string[] {
    this.#read.add(name)
    return super.getAll(name)
  }
  override has(name: string, value?: string): boolean {
    this.#read.add(name)
    return value === undefined ? super.has(name) : super.has(name, value)
  }
  unread(): string[] {
    return [...new Set(super.keys())].filter((name) => !this.#read.has(name)).map((name) => `?${name}`)
  }
}
