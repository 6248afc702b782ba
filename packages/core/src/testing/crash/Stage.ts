/** Where the lives of one program meet its world: carries out their calls, and lets time pass when all of them sleep. */
import type { Json } from "../../Json.ts"
import type { CrashWorld } from "../CrashSubject.ts"
import type { Life } from "./Life.ts"
import type { FromProgram } from "./messages.ts"

interface Late {
  readonly at: number
  readonly name: string
  readonly input: Json
}

export class Stage {
  /** The calls that were carried out late, so far. */
  lateCalls = 0
  readonly #world: CrashWorld
  /** When each life wants to wake; nothing while it works. */
  readonly #wakes = new Map<Life, number | undefined>()
  #late: readonly Late[] = []

  constructor(world: CrashWorld) {
    this.#world = world
  }

  enter(life: Life): void {
    this.#wakes.set(life, undefined)
  }

  leave(life: Life): void {
    this.#wakes.delete(life)
    this.#passWhenAllSleep()
  }

  hear(message: FromProgram, life: Life): void {
    if (message.is === "call") void this.#carryOut(message, life)
    if (message.is !== "idle") return
    this.#wakes.set(life, message.wake)
    this.#passWhenAllSleep()
  }

  /** Lets time pass while nobody lives, until what is late has come. */
  async rest(ms: number): Promise<void> {
    const { clock } = this.#world
    await this.#passTo(clock.now() + ms)
  }

  /** Until everything late has been carried out. */
  async calm(): Promise<void> {
    for (const { at } of this.#late) await this.#passTo(at)
  }

  async #carryOut({ id, input, late, name }: Extract<FromProgram, { is: "call" }>, life: Life): Promise<void> {
    const { clock } = this.#world
    if (late !== undefined) {
      this.#late = [...this.#late, { at: clock.now() + late.ms, name, input }].toSorted((a, b) => a.at - b.at)
      if (late.kills) life.kill()
      return life.tell({ is: "refusal", id, message: "The connection died." })
    }
    await this.#world.call(name, input).then(
      (value) => life.tell({ is: "answer", id, value }),
      (error: unknown) => life.tell({ is: "refusal", id, message: String(error) }),
    )
  }

  #passWhenAllSleep(): void {
    const wakes = [...this.#wakes.values()]
    if (wakes.length === 0 || wakes.includes(undefined)) return
    const wake = Math.min(...wakes.filter((each) => each !== undefined), ...this.#late.map(({ at }) => at))
    const asleep = [...this.#wakes.keys()]
    for (const life of asleep) this.#wakes.set(life, undefined)
    void this.#passTo(wake).then(() => {
      for (const life of asleep) life.tell({ is: "time", now: this.#world.clock.now() })
    })
  }

  async #passTo(time: number): Promise<void> {
    const { clock } = this.#world
    while (true) {
      const [next] = this.#late
      const stop = Math.min(time, next?.at ?? Number.POSITIVE_INFINITY)
      if (stop > clock.now()) await clock.advance(stop - clock.now())
      if (next === undefined || next.at > clock.now()) return
      this.#late = this.#late.slice(1)
      this.lateCalls += 1
      // Nobody waits for its answer, whatever it is.
      await this.#world.call(next.name, next.input).catch(() => undefined)
    }
  }
}
