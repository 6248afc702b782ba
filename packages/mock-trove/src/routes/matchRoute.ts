/** Finds the route of a table that a request is for. Exact to the letter, as the servers are: no trailing slash is forgiven. `{name}` is one segment, `{name+}` all that are left. */
import type { MatchedRoute, Route } from "../Route.ts"

export const createRouteTable = (
  routes: readonly Route[],
): ((method: string, path: string) => MatchedRoute | undefined) => {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }))
  return (method, path) => {
    for (const { route, pattern } of patterns) {
      if (route.method !== method) continue
      const found = pattern.exec(path)
      if (found !== null) return { route, params: decoded(found.groups ?? {}) }
    }
    return undefined
  }
}

const patternOf = (path: string): RegExp => {
  const quoted = path.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&")
  const named = quoted.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)").replaceAll(/\{(\w+)\\\+\}/g, "(?<$1>.+)")
  return new RegExp(`^${named}$`)
}

const decoded = (params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decode(value)]))

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign stands for itself, as it does in Python's unquote.
    return text
  }
}
