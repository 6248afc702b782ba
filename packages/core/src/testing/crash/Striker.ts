/** Counts the steps of a process and kills it at the one it is told, as nothing but SIGKILL does: without a word. */
import type { CrashStrike } from "../CrashReport.ts"
import type { Place } from "./messages.ts"

export class Striker {
  /** Whether steps count yet. */
  armed = false
  readonly #strike: CrashStrike | undefined
  readonly #tell: (place: Place, step: string) => void
  readonly #counts = new Map<string, number>()
  #moments = 0

  constructor(strike: CrashStrike | undefined, tell: (place: Place, step: string) => void) {
    this.#strike = strike
    this.#tell = tell
  }

  /** A step begins: gives its name, the same in every run. Undefined while nothing counts. */
  enter(place: Place, what: string): string | undefined {
    if (!this.armed) return undefined
    const name = `${place} ${what}`
    const count = (this.#counts.get(name) ?? 0) + 1
    this.#counts.set(name, count)
    const step = `${name} #${count}`
    this.#tell(place, step)
    this.#at("before", step)
    if (this.#isDue("during", step)) setImmediate(die)
    return step
  }

  leave(step: string | undefined): void {
    if (step !== undefined) this.#at("after", step)
  }

  /** How a call that just began goes astray, if it is to. */
  lateness(step: string | undefined): { readonly ms: number; readonly kills: boolean } | undefined {
    const strike = this.#strike
    if (strike === undefined || "moment" in strike || strike.step !== step || !("ms" in strike)) return undefined
    return { ms: strike.ms, kills: strike.when === "late" }
  }

  #at(when: "before" | "after", step: string): void {
    this.#moments += 1
    const strike = this.#strike
    if (this.#isDue(when, step) || (strike !== undefined && "moment" in strike && strike.moment === this.#moments))
      die()
  }

  #isDue(when: "before" | "during" | "after", step: string): boolean {
    const strike = this.#strike
    return strike !== undefined && !("moment" in strike) && strike.when === when && strike.step === step
  }
}

const die = (): void => {
  process.kill(process.pid, "SIGKILL")
}
