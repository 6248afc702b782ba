/** The time of a program under test: it stands while the program works, and goes on when the harness says so. */
import type { HostClock } from "../../HostClock.ts"

export interface ProgramClock extends HostClock {
  /** Keeps time still, until what it gives is called. */
  readonly hold: () => () => void
}

/** So many turns of the event loop in which nothing stirs count as "everybody sleeps". */
const idleTurns = 50

/** `pass` asks for the time of the next wake and answers what time it is then, which may be earlier. */
export const programClock = (start: number, pass: (wake: number) => Promise<number>): ProgramClock => {
  let now = start
  let stirs = 0
  let holds = 0
  let released = () => {}
  let watching = false
  let sleepers: readonly { readonly wake: number; readonly resolve: () => void }[] = []

  const nextWake = () => sleepers.reduce((next, { wake }) => Math.min(next, wake), Number.POSITIVE_INFINITY)
  const settled = async () => {
    for (let quiet = 0, seen = stirs; quiet < idleTurns; quiet += 1) {
      if (holds > 0) await new Promise<void>((resolve) => (released = resolve))
      await new Promise((resolve) => setImmediate(resolve))
      if (seen === stirs && holds === 0 && !usesFiles()) continue
      seen = stirs
      quiet = -1
    }
  }
  const watch = async () => {
    if (watching) return
    watching = true
    while (sleepers.length > 0) {
      await settled()
      const wake = nextWake()
      if (wake === Number.POSITIVE_INFINITY) break
      now = Math.max(now, await pass(wake))
      const awake = sleepers.filter((sleeper) => sleeper.wake <= now)
      sleepers = sleepers.filter((sleeper) => sleeper.wake > now)
      for (const { resolve } of awake) resolve()
    }
    watching = false
  }

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        stirs += 1
        if (signal?.aborted) return resolve()
        const sleeper = { wake: now + Math.max(0, ms), resolve }
        sleepers = [...sleepers, sleeper]
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          stirs += 1
          resolve()
        })
        void watch()
      }),
    hold: () => {
      holds += 1
      return () => {
        holds -= 1
        stirs += 1
        if (holds === 0) released()
      }
    },
  }
}

/** Node names what is under way: requests to files, and their closing. */
const usesFiles = () => process.getActiveResourcesInfo().some((kind) => kind.startsWith("FSReq") || kind === "CloseReq")
