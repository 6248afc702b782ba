/**
 * The command `breakwater step`: one turn of an operation, for hosts in any language. It reads what there is so far, makes
 * a turn, writes what came of it, and says by its exit code what is next. Nothing is kept but in the host's own file.
 */
import * as Effect from "effect/Effect"
import type { Handle, Turn } from "../Handle.ts"
import { importPlugins } from "../importPlugins.ts"
import { loadProviderFile } from "../loadProviderFile.ts"
import { ProtectionError, type ProtectionErrorJson } from "../ProtectionError.ts"
import { requestCancel, retry } from "../steps.ts"
import { broken } from "./asked.ts"
import { invalid } from "./invalid.ts"
import { nextTurn } from "./nextTurn.ts"
import { read, replaceAlone } from "./nodeFiles.ts"
import { pathFrom } from "./nodeHost.ts"
import { readStepArguments, type StepArguments, stepUsage } from "./stepArguments.ts"
import { readStepInput, type StepInput } from "./stepInput.ts"
import { begin, turn } from "./turn.ts"

/** What the command came to: `out` for standard output, `tell` for a person on standard error. */
export interface StepSaid {
  readonly exit: number
  readonly out: string
  readonly tell: string
}

/** `input` is standard input, read only where there is no state yet. */
export const stepCommand = (words: readonly string[], input: Effect.Effect<string>): Effect.Effect<StepSaid> =>
  Effect.gen(function* () {
    const given = yield* readStepArguments(words)
    if (given === "help") return { exit: exits.succeeded, out: stepUsage, tell: "" }
    const state = given.state === undefined ? undefined : pathFrom(".", given.state)
    const kept = state === undefined ? undefined : yield* read(state)
    const text = kept === undefined ? yield* input : new TextDecoder().decode(kept)
    const subject = yield* readStepInput(text, given.retry !== undefined)
    if (subject.is === "end") return yield* said(subject.turn)
    let isKept = kept !== undefined
    const save = (value: Handle | Turn) => {
      isKept = true
      return state === undefined ? Effect.void : replaceAlone(state, `${JSON.stringify(value)}\n`)
    }
    const next = yield* turnOf(subject, given, save)
    // A request that is refused is there to be corrected; as a state it would be read in place of the correct one.
    const isRefused = subject.is === "request" && next.status === "failed" && badInput.has(next.error.code)
    if (isKept || !isRefused) yield* save(next)
    return yield* said(next)
  }).pipe(Effect.catch((error) => said({ status: "failed", error: error.toJSON() })))

const turnOf = Effect.fnUntraced(function* (
  subject: Exclude<StepInput, { readonly is: "end" }>,
  given: StepArguments,
  keep: (handle: Handle) => Effect.Effect<void, ProtectionError>,
) {
  const file = pathFrom(".", given.provider)
  const plugins = yield* asked(() => importPlugins(file, given.plugins))
  const provider = yield* asked(() => loadProviderFile(file, { plugins }))
  const { path, wanted } =
    subject.is === "request"
      ? { path: "/resource/type", wanted: subject.request.resource.type }
      : { path: "/plugin", wanted: subject.handle.plugin }
  const plugin = provider.plugins.find(({ id, types }) =>
    subject.is === "request" ? types.includes(wanted) : id === wanted,
  )
  if (plugin === undefined) {
    const known = provider.plugins.map(({ id, types }) => `${id} (${types.join(", ")})`).join(", ") || "none"
    return yield* invalid([{ path, message: `${given.provider} has no plugin for "${wanted}"; it has ${known}` }])
  }
  if (subject.is === "request") return yield* begin({ ...subject.request, plugin }, keep)
  const tried = given.retry === undefined ? subject.handle : retry(subject.handle, given.retry)
  return yield* turn(plugin, given.cancel ? requestCancel(tried) : tried, keep)
})

const asked = <A>(ask: () => Promise<A>): Effect.Effect<A, ProtectionError> =>
  Effect.tryPromise({
    try: ask,
    catch: (cause) => (cause instanceof ProtectionError ? cause : broken("its making", cause)),
  })

type Said = Turn | { readonly status: "failed"; readonly error: ProtectionErrorJson }

const said = Effect.fnUntraced(function* (turned: Said) {
  const { is, tell } = yield* meaningOf(turned)
  return { exit: exits[is], out: `${JSON.stringify(turned)}\n`, tell: `${tell === "" ? `${is}.` : `${is}: ${tell}`}\n` }
})

const exits = { succeeded: 0, "bad input": 2, failed: 3, cancelled: 4, waiting: 10, "failed for now": 11 } as const

const badInput: ReadonlySet<string> = new Set(["invalidParameters", "damaged", "tooNew"])
/** A provider file, a package or a secret that is not there, or is not what it should be. */
const unusable: ReadonlySet<string> = new Set(["notFound", "notSupported"])

const meaningOf = Effect.fnUntraced(function* (
  turned: Said,
): Effect.fn.Return<{ readonly is: keyof typeof exits; readonly tell: string }> {
  switch (turned.status) {
    case "waiting":
      return { is: "waiting", tell: `${turned.progress.description} Again in ${turned.afterMs} ms.` }
    case "succeeded":
      return { is: "succeeded", tell: turned.warnings.join(" ") }
    case "cancelled":
      return { is: "cancelled", tell: turned.left.map(({ sentence }) => sentence).join(" ") }
    case "failed": {
      const { code, message, recovery } = turned.error
      const tell = `${code}: ${message}${/[.!?]$/.test(message) ? "" : "."} ${recovery}`
      // Without a handle it never came to a turn.
      const turnless = !("handle" in turned)
      if (badInput.has(code) || (turnless && unusable.has(code))) return { is: "bad input", tell }
      const isOver = turnless || (yield* nextTurn(turned)) === undefined
      return { is: isOver ? "failed" : "failed for now", tell }
    }
  }
})
