/** What data from outside has to look like, and every place where it does not. */
import type { Json } from "../Json.ts"

/** `time` is a length of time, in milliseconds or words; `any` is left to whoever reads it. */
export type Shape =
  | "text"
  | "count"
  | "number"
  | "flag"
  | "time"
  | "any"
  | { readonly list: Shape }
  | { readonly record: Shape }
  | { readonly either: readonly Json[] }
  | { readonly of: Readonly<Record<string, Shape>>; readonly maybe?: Readonly<Record<string, Shape>> }

/** A sentence for each fault, with its path; members nobody reads are faults too. */
export const shapeFaults = (shape: Shape, value: unknown, path: string): string[] => {
  const faults: string[] = []
  check(shape, value, path, faults)
  return faults
}

const check = (shape: Shape, value: unknown, path: string, faults: string[]): void => {
  if (typeof shape === "string") {
    if (!isPlain(shape, value)) faults.push(`${path}: ${expected[shape]} is expected, not ${shown(value)}`)
    return
  }
  if ("either" in shape) {
    const all = shape.either.map((one) => JSON.stringify(one)).join(", ")
    if (!shape.either.some((one) => one === value))
      faults.push(`${path}: one of ${all} is expected, not ${shown(value)}`)
    return
  }
  if ("list" in shape) {
    if (!Array.isArray(value)) faults.push(`${path}: a list is expected, not ${shown(value)}`)
    else for (const [index, item] of value.entries()) check(shape.list, item, `${path}[${index}]`, faults)
    return
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    faults.push(`${path}: an object is expected, not ${shown(value)}`)
    return
  }
  const entries = new Map<string, unknown>(Object.entries(value))
  if ("record" in shape) {
    for (const [name, item] of entries) check(shape.record, item, `${path}.${name}`, faults)
    return
  }
  const known = { ...shape.of, ...shape.maybe }
  for (const name of entries.keys())
    if (!(name in known)) faults.push(`${path}.${name}: nobody reads this; there are ${Object.keys(known).join(", ")}`)
  for (const [name, member] of Object.entries(known))
    if (entries.has(name) || name in shape.of) check(member, entries.get(name), `${path}.${name}`, faults)
}

const expected = {
  text: "a text that is not empty",
  count: "a whole number from 0",
  number: "a number",
  flag: "true or false",
  time: 'a length of time such as "4s"',
  any: "something",
}

const isPlain = (shape: keyof typeof expected, value: unknown): boolean => {
  switch (shape) {
    case "text":
      return typeof value === "string" && value !== ""
    case "count":
      return Number.isSafeInteger(value) && Number(value) >= 0
    case "number":
      return typeof value === "number"
    case "flag":
      return typeof value === "boolean"
    case "time":
      return typeof value === "string" || typeof value === "number"
    case "any":
      return value !== undefined
  }
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value))
