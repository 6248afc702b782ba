/** YAML (JSON is YAML too) as plain JSON, and where in the text each of its values stands. Pure. */
import * as Result from "effect/Result"
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml"
import type { Json } from "../Json.ts"
import type { Issue } from "../ProtectionError.ts"

export interface LocatedText {
  readonly value: Json
  /** The position of what a JSON Pointer names; of the nearest thing around it where it is not there. */
  readonly positionOf: (pointer: string) => Position
}

/** **Units**: both begin at 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The issues of a text that is no YAML quote nothing of it. */
export const locatedText = (text: string): Result.Result<LocatedText, readonly Issue[]> => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, resolveKnownTags: false })
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    return Result.fail(faults.map(({ code, pos }) => ({ path: "", message: `is no YAML (${code})`, ...at(pos[0]) })))
  }
  const positionOf = (pointer: string): Position => {
    let node: unknown = document.contents
    let offset = startOf(document.contents) ?? 0
    for (const part of partsOf(pointer)) {
      if (isSeq(node)) node = node.items[Number(part)]
      else if (isMap(node)) {
        const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === part)
        if (pair === undefined) break
        offset = startOf(pair.key) ?? offset
        node = pair.value
        continue
      } else break
      offset = startOf(node) ?? offset
    }
    return at(offset)
  }
  return Result.map(
    Result.try({
      try: (): Json => document.toJS(),
      catch: (): readonly Issue[] => [
        { path: "", message: "has more aliases than a provider file needs", line: 1, column: 1 },
      ],
    }),
    (value) => ({ value, positionOf }),
  )
}

const partsOf = (pointer: string): readonly string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))

const startOf = (node: unknown): number | undefined => {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range)) return undefined
  return Number(node.range[0])
}
