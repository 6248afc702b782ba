/** YAML as openstacksdk reads it: words for true and false of YAML 1.1, merge keys, and everything else the text it is. */
import { parseDocument, type ScalarTag } from "yaml"
import type { CloudFile } from "./cloudFiles.ts"

/** What a file holds; never a number, since an id or a password that looks like one is none. */
export type Value = string | boolean | null | readonly Value[] | Values
export type Values = { readonly [key: string]: Value }

/** The mapping in a file, or where it is none. No text of the file is quoted: it may be a password. */
export const readValues = ({ path, text }: CloudFile): { readonly values: Values } | { readonly fault: string } => {
  const document = parseDocument(text, {
    schema: "failsafe",
    customTags: [empty, truth],
    merge: true,
    prettyErrors: true,
  })
  const [error] = document.errors
  if (error !== undefined) {
    const [start] = error.linePos ?? []
    return { fault: `${path}:${start?.line ?? 1}:${start?.col ?? 1}: this is no YAML (${error.code})` }
  }
  const values: Value | undefined = document.toJS()
  if (values === null || values === undefined || values === "") return { values: {} }
  return isValues(values) ? { values } : { fault: `${path}: expected a mapping, such as "clouds:"` }
}

export const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const empty: ScalarTag = {
  tag: "tag:yaml.org,2002:null",
  default: true,
  test: /^(?:~|null|Null|NULL)?$/,
  resolve: () => null,
}

/** Source: PyYAML, `resolver.py`. */
const truth: ScalarTag = {
  tag: "tag:yaml.org,2002:bool",
  default: true,
  test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
  resolve: (word) => /^(?:yes|true|on)$/i.test(word),
}
