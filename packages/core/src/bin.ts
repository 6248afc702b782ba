/** The command line: `breakwater step`, of which `--help` tells all. */
import * as Effect from "effect/Effect"
import { openLock } from "./engine/internal/sqlite/openLock.ts"
import { stepCommand } from "./internal/stepCommand.ts"

const { argv, stderr, stdin, stdout } = globalThis.process

const input = Effect.promise(() => globalThis.process.getBuiltinModule("node:stream/consumers").text(stdin))

/** A full disk or a reader that went away is no defect: what the turn came to is said again by the next one. */
stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  stderr.write(`breakwater: standard output takes nothing (${code}); run the same command again.\n`)
  globalThis.process.exitCode = 11
})
stderr.on("error", () => {})

const ended = ({ exit, out, tell }: Effect.Success<ReturnType<typeof stepCommand>>): void => {
  stdout.write(out)
  stderr.write(tell)
  globalThis.process.exitCode = exit
}

/** Whatever a plugin did to come here; its own words may hold anything, and stay out. */
const broken = (): void => {
  stderr.write(
    "breakwater: a defect of a plugin or of this software ended the turn; the state is as it was kept last.\n",
  )
  globalThis.process.exitCode = 1
}

Effect.runPromise(stepCommand(argv.slice(2), input, openLock)).then(ended, broken)
