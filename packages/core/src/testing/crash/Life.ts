/** One process of a program under test, from its start to its end, however it ends. */
import { type ChildProcess, fork } from "node:child_process"
import type { CrashSubject } from "../CrashSubject.ts"
import type { End, FromProgram, Order, ToProgram } from "./messages.ts"

/** How a life ended: by a kill, at its own end, or broken, with what it complained of. */
export type Death = { readonly is: "killed" } | { readonly is: "ended"; readonly end: End } | Broken
interface Broken {
  readonly is: "broken"
  readonly complaint: string
}

export class Life {
  readonly over: Promise<Death>
  readonly #child: ChildProcess
  #alive = true

  constructor({ nodeArguments = [], program }: CrashSubject, hear: (message: FromProgram, life: Life) => void) {
    const child = fork(program, [], { execArgv: [...nodeArguments], stdio: ["ignore", "ignore", "pipe", "ipc"] })
    this.#child = child
    let complaint = ""
    let end: End | undefined
    child.stderr?.on("data", (data) => (complaint += data))
    child.on("message", (message: FromProgram) => {
      if (message.is === "end") end = message.end
      if (this.#alive) hear(message, this)
    })
    const fuse = setTimeout(() => {
      complaint += `It had not ended after ${patience} ms.`
      child.kill("SIGTERM")
    }, patience)
    this.over = new Promise((resolve) =>
      child.once("close", (code, signal) => {
        clearTimeout(fuse)
        this.#alive = false
        if (signal === "SIGKILL") resolve({ is: "killed" })
        else if (code === 0 && end !== undefined) resolve({ is: "ended", end })
        else resolve({ is: "broken", complaint: `exit code ${code}, signal ${signal}. ${complaint}` })
      }),
    )
  }

  begin(order: Order): void {
    this.tell({ is: "order", order })
  }

  /** Says nothing to the dead: what was on its way when it was killed is lost. */
  tell(message: ToProgram): void {
    if (this.#alive && this.#child.connected) this.#child.send(message, () => {})
  }

  kill(): void {
    this.#alive = false
    this.#child.kill("SIGKILL")
  }
}

/** A life takes well under a second; only one that hangs comes near this. **Units**: milliseconds. */
const patience = 60_000
