/** Values as Python prints them, since Trove's sentences repeat what was sent that way. */
import type { Json } from "../Json.ts"

/** `repr` of what came in as JSON: `None`, `True`, `'text'`, `{'a': 1}`. */
export const pythonText = (value: Json): string => {
  if (value === null) return "None"
  if (typeof value === "boolean") return value ? "True" : "False"
  if (typeof value === "number") return String(value)
  if (typeof value === "string") return quoted(value)
  if (isArray(value)) return `[${value.map(pythonText).join(", ")}]`
  return `{${Object.entries(value)
    .map(([key, part]) => `${quoted(key)}: ${pythonText(part)}`)
    .join(", ")}}`
}

const isArray = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value)

const quoted = (text: string): string => {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replaceAll(/[\\\n\r\t]/g, (char) => escapes[char] ?? char)
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" }
