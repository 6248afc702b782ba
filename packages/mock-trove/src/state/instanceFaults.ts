/** The one fault an instance keeps: whatever was refused or failed last, even when the instance is fine. */

import type { Cloud } from "./Cloud.ts"
import { TroveFault } from "./TroveFault.ts"
import { instanceById } from "./tables.ts"

const lineLength = 79
const longestMessage = 255

const breaks: readonly (readonly [string, string])[] = [
  [". ", ".\n"],
  [" (", "\n("],
  [": ", ":\n    "],
]

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? []

/** Breaks long lines the way Trove does before it stores a message: one break at a time, each kind in turn. */
const wrap = (text: string, start: number): string => {
  let turn = start % breaks.length
  return linesOf(text)
    .map((line) => {
      if (line.length <= lineLength) return line
      let pieces: readonly string[] = [line]
      for (let tried = 0; tried < breaks.length && pieces.length === 1; tried++) {
        const [from, to] = breaks[turn] ?? ["", ""]
        pieces = linesOf(line.replace(from, to))
        turn = (turn + 1) % breaks.length
      }
      if (pieces.length === 1) return line
      return pieces.map((piece) => (piece.length > lineLength ? wrap(piece, turn) : piece)).join("")
    })
    .join("")
}

/** Overwrites the fault of a living instance; of any other id nothing is kept. */
export const saveFault = (cloud: Cloud, instanceId: string, message: string): void => {
  const instance = instanceById(cloud, instanceId)
  if (instance === undefined || instance.deletedAt !== null) return
  const wrapped = wrap(message, 0)
  instance.fault = {
    message: wrapped.length > longestMessage ? `${wrapped.slice(0, longestMessage - 3)}...` : wrapped,
    details: `Server type: api\n${message}\n`,
    created: cloud.now(),
  }
  cloud.changed(`instance ${instanceId} fault: ${message}`)
}

/** Does the work; what is refused meanwhile stays on the instance as its fault, whoever asked. */
export const recordingFault = <A>(cloud: Cloud, instanceId: string, work: () => A): A => {
  try {
    return work()
  } catch (error) {
    if (error instanceof TroveFault) saveFault(cloud, instanceId, error.message)
    throw error
  }
}
