/**
 * The command `breakwater step`: one turn of an operation, for hosts in any language. It reads what there is so far, makes
 * a turn, writes what came of it, and says by its exit code what is next. Nothing is kept but in the host's own file.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Handle, Turn } from "../Handle.ts"
import { importPlugins } from "../importPlugins.ts"
import { loadProviderFile } from "../loadProviderFile.ts"
import { ProtectionError, type ProtectionErrorJson } from "../ProtectionError.ts"
import { requestCancel, retry } from "../steps.ts"
import { broken } from "./asked.ts"
import { invalid } from "./invalid.ts"
import { nextTurn } from "./nextTurn.ts"
import { makeFolderOf, read, replaceAlone } from "./nodeFiles.ts"
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

/** Keeps other processes away from a file until the scope closes, if nobody has it; an end of this process frees it. */
export type Lock = (
  file: string,
) => Effect.Effect<{ readonly take: Effect.Effect<boolean, ProtectionError> }, ProtectionError, Scope.Scope>

/** `input` is standard input, read only where there is no state yet. */
export const stepCommand = (
  words: readonly string[],
  input: Effect.Effect<string>,
  lock: Lock,
): Effect.Effect<StepSaid> =>
  Effect.gen(function* () {
    const given = yield* readStepArguments(words)
    if (given === "help") return { exit: exits.succeeded, out: stepUsage, tell: "" }
    const state = given.state === undefined ? undefined : pathFrom(".", given.state)
    const typed = yield* Effect.cached(input)
    const look = Effect.gen(function* () {
      const kept = state === undefined ? undefined : yield* read(state)
      const text = kept === undefined ? yield* typed : new TextDecoder().decode(kept)
      return { subject: yield* readStepInput(text, given.retry !== undefined), kept }
    })
    const first = yield* look
    if (first.subject.is === "end") return yield* said(first.subject.turn)
    if (state !== undefined) yield* waitForTurn(state, lock)
    // Another process may have made a turn since.
    const { kept, subject } = state === undefined ? first : yield* look
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
  }).pipe(
    Effect.scoped,
    Effect.catch((error) => said({ status: "failed", error: error.toJSON() })),
  )

/** Two turns at once would both act on what only one of them writes down. */
const waitForTurn = Effect.fnUntraced(function* (state: string, lock: Lock) {
  yield* makeFolderOf(state)
  const { take } = yield* lock(state)
  for (let looks = 0; !(yield* take); looks += 1) {
    if (looks === patience) return yield* atWork(state)
    yield* Effect.sleep("100 millis")
  }
})

/** **Units**: looks, ten in a second. */
const patience = 100

const atWork = (state: string) =>
  new ProtectionError({
    code: "notReady",
    message: `Another process makes a turn with the state ${state}.`,
    recovery: `Try again when it has ended; it is the one that has ${state}.lock open.`,
  })

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
  if (subject.is === "request") return yield* begin({ ...subject.request, plugin }, keep, given.cancel)
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
      const isOver = "handle" in turned ? (yield* nextTurn(turned)) === undefined : !turned.error.retryable
      return { is: isOver ? "failed" : "failed for now", tell }
    }
  }
})
