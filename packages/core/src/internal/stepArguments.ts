/** The words after `breakwater`, made sure of. */
import * as Effect from "effect/Effect"
import { ProtectionError } from "../ProtectionError.ts"
import { invalid } from "./invalid.ts"
import { timeOf } from "./timeOf.ts"

export const stepUsage = `breakwater step --provider FILE --plugin ENTRY [options] < INPUT > TURN

Makes one turn of an operation on one resource, writes what came of it as one line of JSON, and ends.

  --provider FILE     the provider file: its plugins, their configuration, secrets by reference
  --plugin ENTRY      a package entry that file may name, such as @breakwater/trove-adapter/plugin; repeatable.
                      It is found from where the file lies, and its code runs
  --state FILE        where the newest state is written, durably, before every request whose loss matters and after the
                      turn. Where it is there already it is the input, and standard input is not read. One process
                      at a time has it: another one waits ten seconds for FILE.lock, then ends with 11
  --cancel            wants the operation cancelled
  --retry DEADLINE    tries what failed again, until that ISO 8601 time
  --help, -h          this text

INPUT is a request, {"verb", "operationId", "resource", "parameters", "deadline"}, with "saved" for every verb but
protect; or a handle; or what an earlier turn wrote.

Exit codes:
   0  succeeded    keep "saved": restore, verify and delete need it
   2  bad input    nothing was begun that was not begun before; correct what "error" names
   3  failed       for good, or out of time; once the cause is mended, --retry
   4  cancelled    "left" names what stays behind
  10  waiting      again with what was written, after "afterMs"
  11  failed       for now: again with what was written, after "error.retryAfterMs" or a pause of your own
   1  anything else: a defect
`

export interface StepArguments {
  readonly provider: string
  readonly plugins: readonly string[]
  readonly state: string | undefined
  readonly cancel: boolean
  readonly retry: string | undefined
}

/** **Fails with** `invalidParameters`, with what to give. */
export const readStepArguments = Effect.fnUntraced(function* (words: readonly string[]) {
  const [command, ...rest] = words
  if (words.length === 0 || words.some((word) => word === "--help" || word === "-h")) return "help" as const
  if (command !== "step") return yield* refused(`"${command}" is no command; there is step`)
  const { values } = yield* parsed(rest)
  const { cancel = false, plugin: plugins = [], provider, retry, state } = values
  if (provider === undefined) return yield* refused("--provider must name the provider file")
  if (plugins.length === 0) return yield* refused("--plugin must name a package entry that the provider file may use")
  if (retry !== undefined) yield* timeOf("--retry", retry)
  const given: StepArguments = { provider, plugins, state, cancel, retry }
  return given
})

const parsed = (words: readonly string[]) =>
  Effect.suspend(() => {
    const util = globalThis.process?.getBuiltinModule?.("node:util")
    if (util === undefined)
      return Effect.fail(new ProtectionError({ code: "notSupported", message: "There is no node:util here." }))
    return Effect.try({
      try: () => util.parseArgs({ args: [...words], options, strict: true, allowPositionals: false }),
      catch: (cause) => refused(cause instanceof Error ? cause.message : String(cause)),
    })
  })

const options = {
  provider: { type: "string" },
  plugin: { type: "string", multiple: true },
  state: { type: "string" },
  cancel: { type: "boolean" },
  retry: { type: "string" },
} as const

const refused = (message: string) => {
  const { issues, ...rest } = invalid([{ path: "", message }]).toJSON()
  return new ProtectionError({ ...rest, message, recovery: "See breakwater step --help." })
}
