/** Finds the route of a table that a request is for. Exact to the letter, as the servers are: no trailing slash is forgiven. `{name}` is one segment, `{name+}` all that are left. */

export const createRouteTable = <R extends { readonly method: string; readonly path: string }>(
  routes: readonly R[],
): ((
  method: string,
  path: string,
) => { readonly route: R; readonly params: Readonly<Record<string, string>> } | undefined) => {
  const patterns = Map.groupBy(
    routes.map((route) => ({ route, pattern: patternOf(route.path) })),
    ({ route }) => route.method,
  )
  return (method, path) => {
    for (const { route, pattern } of patterns.get(method) ?? []) {
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
