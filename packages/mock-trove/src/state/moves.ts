/** Which status may follow which, as Trove moves its backups and instances. */
import { duration } from "../duration.ts"
import type { Step } from "./plans.ts"

export type Moves = Readonly<Record<string, readonly string[]>>

/** A reset backup is FAILED and may still become COMPLETED: the guest reports whatever happened to the record. */
export const backupMoves: Moves = {
  NEW: ["BUILDING", "FAILED"],
  BUILDING: ["SAVING", "COMPLETED", "FAILED"],
  SAVING: ["COMPLETED", "FAILED"],
  COMPLETED: ["DELETE_FAILED"],
  FAILED: ["COMPLETED", "DELETE_FAILED"],
  RESTORED: ["DELETE_FAILED"],
  DELETE_FAILED: [],
}

export const instanceMoves: Moves = {
  BUILD: ["ACTIVE", "ERROR"],
  ACTIVE: ["REBOOT", "RESIZE", "RESTART_REQUIRED", "SHUTDOWN", "UNKNOWN", "ERROR"],
  BACKUP: ["ACTIVE", "SHUTDOWN", "UNKNOWN", "ERROR"],
  REBOOT: ["ACTIVE", "ERROR", "UNKNOWN"],
  RESIZE: ["ACTIVE", "ERROR", "UNKNOWN"],
  RESTART_REQUIRED: ["REBOOT", "ACTIVE", "ERROR"],
  SHUTDOWN: ["ACTIVE", "ERROR"],
  UNKNOWN: ["ACTIVE", "REBOOT", "ERROR"],
  ERROR: ["ACTIVE"],
}

/** The steps with their times in milliseconds. Fails with a `RangeError` for a move that Trove never makes. */
export const checkMoves = (
  moves: Moves,
  walk: readonly (readonly [status: string, lasts?: string | number])[],
  first?: string,
): readonly Step[] => {
  if (walk.length === 0) throw new RangeError("A walk has at least one status")
  return walk.map((step, index) => {
    if (!Array.isArray(step)) throw new RangeError(`A step of a walk is a status with its time: ["BUILDING", "9m"]`)
    const [status, lasts] = step
    const before = walk[index - 1]?.[0]
    if (!(status in moves)) {
      throw new RangeError(`A walk knows no status "${status}"; there are ${Object.keys(moves).join(", ")}`)
    }
    if (before === undefined && first !== undefined && status !== first) {
      throw new RangeError(`This walk begins with ${first}, not with ${status}`)
    }
    if (before !== undefined && before !== status && !moves[before]?.includes(status)) {
      const next = moves[before]?.join(", ") || "nothing"
      throw new RangeError(`Trove never moves from ${before} to ${status}; ${before} is followed by ${next}`)
    }
    if (index < walk.length - 1 && index > 0 && lasts === undefined) {
      throw new RangeError(`${status} is not the last status of its walk: say how long it lasts`)
    }
    return [status, duration(lasts ?? 0)]
  })
}
