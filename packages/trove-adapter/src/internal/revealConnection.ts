/** A connection as configuration names it, with every reference in it replaced by what it stands for. */
import type { Connection } from "../Connection.ts"
import type { TroveConfiguration } from "../TroveConfiguration.ts"

export const revealConnection = (
  connection: TroveConfiguration["connection"],
  reveal: (text: string) => Promise<string>,
): Promise<Connection> => {
  const json = JSON.stringify(connection)
  const texts = new Set<string>()
  JSON.parse(json, (_, value) => {
    if (typeof value === "string") texts.add(value)
    return value
  })
  const found = [...texts].map((text) => reveal(text).then((revealed) => [text, revealed] as const))
  return Promise.all(found).then((pairs) => {
    const meanings = new Map<unknown, string>(pairs)
    return JSON.parse(json, (_, value) => meanings.get(value) ?? value)
  })
}
