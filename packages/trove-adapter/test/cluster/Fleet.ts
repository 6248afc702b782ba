/** Runner processes that are killed, frozen, woken and started again, and what they said. */
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { RunnerLine, RunnerOrder } from "./runner.ts"

const program = join(import.meta.dirname, "runner.ts")

interface Runner {
  readonly name: string
  readonly child: ChildProcess
  readonly started: Promise<void>
  readonly gone: Promise<void>
}

export class Fleet {
  kills = 0
  freezes = 0
  readonly lines: (RunnerLine & { readonly runner: string })[] = []
  /** What nobody expects a runner to print: it can not start, or broke. */
  readonly complaints: string[] = []
  private readonly runners: (Runner | undefined)[]
  private readonly orderFor: (name: string) => RunnerOrder
  private lives = 0
  private isClosing = false

  constructor(size: number, orderFor: (name: string) => RunnerOrder) {
    this.orderFor = orderFor
    this.runners = Array.from({ length: size }, () => undefined)
  }

  get size(): number {
    return this.runners.length
  }

  /** Starts the runner in a berth, under a name that no process had before. */
  async start(berth: number): Promise<void> {
    this.lives += 1
    const runner = this.launch(`runner-${berth}.${this.lives}`)
    this.runners[berth] = runner
    await runner.started
  }

  /** Kills the one of this name and gives its berth, unless it is gone. */
  async kill(name: string): Promise<number | undefined> {
    const berth = this.runners.findIndex((runner) => runner?.name === name)
    const runner = this.runners[berth]
    if (runner === undefined) return undefined
    this.runners[berth] = undefined
    this.kills += 1
    runner.child.kill("SIGKILL")
    await runner.gone
    return berth
  }

  /** Freezes the one of this name until the returned function wakes it, unless it is gone. */
  freeze(name: string): (() => void) | undefined {
    const child = this.runners.find((runner) => runner?.name === name)?.child
    if (child?.kill("SIGSTOP") !== true) return undefined
    this.freezes += 1
    return () => child.kill("SIGCONT")
  }

  nameIn(berth: number): string | undefined {
    return this.runners[berth]?.name
  }

  async close(): Promise<void> {
    this.isClosing = true
    for (const runner of this.runners) runner?.child.kill("SIGKILL")
    await Promise.all(this.runners.map((runner) => runner?.gone))
  }

  private launch(name: string): Runner {
    const nodeArguments = ["--conditions=@breakwater/source", program, JSON.stringify(this.orderFor(name))]
    const child = spawn(process.execPath, nodeArguments, { stdio: ["ignore", "pipe", "pipe"] })
    const { promise: started, resolve: start, reject: fail } = Promise.withResolvers<void>()
    started.catch(() => {})
    createInterface(child.stdout).on("line", (text) => {
      const line: RunnerLine = JSON.parse(text)
      if (line.level === "started") start()
      else this.lines.push({ ...line, runner: name })
    })
    createInterface(child.stderr).on("line", (text) => this.complaints.push(`${name}: ${text}`))
    const gone = new Promise<void>((resolve) =>
      child.once("close", (code) => {
        const message = `${name} ended by itself, with code ${code}.`
        if (code !== null && !this.isClosing) this.complaints.push(message)
        // One that is killed before it has begun is no failure.
        if (code === null) start()
        else fail(new Error([message, ...this.complaints].join("\n")))
        resolve()
      }),
    )
    return { name, child, started, gone }
  }
}
