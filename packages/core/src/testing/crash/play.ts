/** Plays one story once: as many lives as it takes, each struck as planned, the last one left in peace. */
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { CrashPoint } from "../CrashReport.ts"
import type { CrashStory, CrashSubject, CrashThing, CrashWish, CrashWorld } from "../CrashSubject.ts"
import { type Death, Life } from "./Life.ts"
import type { End, FromProgram, Place } from "./messages.ts"
import { Stage } from "./Stage.ts"

export interface Step {
  readonly place: Place
  readonly step: string
}

/** What is there when all is over. */
export interface Played {
  readonly end: End | undefined
  /** Why there is no end. */
  readonly complaint: string
  readonly killed: number
  readonly lateCalls: number
  readonly things: readonly CrashThing[]
  readonly made: number
  readonly steps: readonly Step[]
}

type Strikes = CrashPoint["strikes"]

export const play = async <World extends CrashWorld>(
  subject: CrashSubject<World>,
  story: CrashStory<World>,
  strikes: Strikes,
): Promise<Played> => {
  const world = await subject.make()
  const folder = await mkdtemp(join(tmpdir(), "breakwater-crash-"))
  try {
    const run = new Run(subject, story, world, folder)
    const deaths = await (story.processes === 2 ? run.overEachOther(strikes[0]) : run.oneAfterTheOther(strikes))
    await run.stage.calm()
    const last = deaths.at(-1)
    return {
      end: last?.is === "ended" ? last.end : undefined,
      complaint: deaths.map((death) => (death.is === "broken" ? death.complaint : "")).join(""),
      killed: deaths.filter(({ is }) => is === "killed").length,
      lateCalls: run.stage.lateCalls,
      things: world.things(),
      made: world.made(),
      steps: run.steps,
    }
  } finally {
    await rm(folder, { recursive: true })
    await world.dispose()
  }
}

class Run<World extends CrashWorld> {
  readonly stage: Stage
  readonly steps: Step[] = []
  readonly #subject: CrashSubject<World>
  readonly #story: CrashStory<World>
  readonly #world: World
  readonly #folder: string
  readonly #wishes: readonly CrashWish[]
  readonly #undisturbed: number
  #fulfilled = 0

  constructor(subject: CrashSubject<World>, story: CrashStory<World>, world: World, folder: string) {
    this.#subject = subject
    this.#story = story
    this.#world = world
    this.#folder = folder
    this.stage = new Stage(world)
    const before = story.before?.(world) ?? []
    this.#wishes = [...before, ...story.wishes(world)]
    this.#undisturbed = before.length
  }

  async oneAfterTheOther(strikes: Strikes): Promise<readonly Death[]> {
    const deaths: Death[] = []
    while (true) {
      const planned = strikes[deaths.length]
      const death = await this.#live(planned?.strike).over
      deaths.push(death)
      if (death.is !== "killed") return deaths
      await this.#lose()
      if (planned !== undefined) await this.stage.rest(planned.restAfter)
    }
  }

  /** The second one starts as soon as the first one's first wish is fulfilled, and asks for the same. */
  async overEachOther(planned: Strikes[number] | undefined): Promise<readonly Death[]> {
    const begun = Promise.withResolvers<void>()
    const first = this.#live(planned?.strike, () => {
      if (this.#fulfilled > this.#undisturbed) begun.resolve()
    })
    await Promise.race([begun.promise, first.over])
    this.#fulfilled = Math.min(this.#fulfilled, this.#undisturbed)
    const second = this.#live(undefined)
    return [await first.over, await second.over]
  }

  #live(strike: Strikes[number]["strike"] | undefined, heard: () => void = () => {}): Life {
    const order = () => ({
      folder: this.#folder,
      setting: this.#world.setting,
      now: this.#world.clock.now(),
      wishes: this.#wishes.slice(this.#fulfilled),
      armedFrom: Math.max(0, this.#undisturbed - this.#fulfilled),
      operation: this.#story.operation,
      ...(strike === undefined ? {} : { strike }),
    })
    let skipped = 0
    const life = new Life(this.#subject, (message: FromProgram, from) => {
      if (message.is === "ready") {
        skipped = this.#fulfilled
        from.begin(order())
      } else if (message.is === "step") this.steps.push(message)
      else if (message.is === "done") this.#fulfilled = Math.max(this.#fulfilled, skipped + message.wishes)
      else this.stage.hear(message, from)
      heard()
    })
    this.stage.enter(life)
    void life.over.then(() => this.stage.leave(life))
    return life
  }

  /** What is lost with a process that was killed; then everything is asked for again. */
  async #lose(): Promise<void> {
    const { loses } = this.#story
    if (loses === undefined || this.#fulfilled < this.#undisturbed) return
    for (const name of await readdir(this.#folder))
      if (name.startsWith(loses)) await rm(join(this.#folder, name), { recursive: true })
    this.#fulfilled = this.#undisturbed
  }
}
