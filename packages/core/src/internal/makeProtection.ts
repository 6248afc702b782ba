/** The service over an engine: checks and writes what is wanted, and reads what became of it. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { OperationRecord, RequestInput } from "../OperationRecord.ts"
import type { ProtectionOptions, ProtectionService } from "../Protection.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { bankWarnings } from "./bankWarnings.ts"
import { checkOperationFilter, checkPaging } from "./checkFilter.ts"
import { checkDeadline, checkRequest } from "./checkRequest.ts"
import { unknownMembers } from "./decodeWithIssues.ts"
import { makeDrive } from "./drive.ts"
import { Engine } from "./Engine.ts"
import { findCheckpoint, listCheckpoints } from "./findCheckpoints.ts"
import { ifThere } from "./ifThere.ts"
import { invalid } from "./invalid.ts"
import { makePlaces } from "./Limits.ts"
import { type LiveProvider, openProviders } from "./LiveProvider.ts"
import { makeForms } from "./makeForms.ts"
import { makeOrphans } from "./makeOrphans.ts"
import { makeRetention } from "./makeRetention.ts"
import { makeSchedules } from "./makeSchedules.ts"
import { measurePlans } from "./measurePlans.ts"
import { isoTime } from "./now.ts"
import type { ResourceRow } from "./OperationStore.ts"
import { onlyLabelled } from "./onlyLabelled.ts"
import { type Prepared, prepare } from "./prepare.ts"
import { previewOf, previewOfNothing } from "./previewOf.ts"
import { waitForEnd, watchOperation } from "./watchOperation.ts"
import { wishOf } from "./wishOf.ts"
import { withCallerSpan } from "./withCallerSpan.ts"
import { withNames } from "./withNames.ts"

export const makeProtection = Effect.fnUntraced(function* (options: ProtectionOptions) {
  const strange = unknownMembers(known, options, "There is no such option.")
  if (strange.length > 0) return yield* invalid(strange)
  const { limits, providers: given, schedules } = options
  const engine = yield* Engine
  const { store } = engine
  const providers = yield* openProviders(given)
  const places = yield* makePlaces(limits, engine.places)

  /** The operation that a request joins, if there is one. */
  const joined = Effect.fnUntraced(function* (wanted: RequestInput) {
    const existing = yield* ifThere(store.get(wanted.id))
    return existing && (yield* join(existing, wanted))
  })

  const begin = Effect.fnUntraced(function* (wanted: RequestInput) {
    const existing = yield* joined(wanted)
    if (existing !== undefined) return existing
    yield* checkDeadline(wanted.deadline)
    const request = yield* withNames(providers, wanted)
    const prepared = yield* prepare(providers, request)
    const checkpoint = request.checkpoint ?? request.id
    const record = yield* store.insert({ request, checkpoint, rows: rowsOf(prepared) })
    return yield* join(record, request)
  })

  const retry = Effect.fnUntraced(function* (id: string, options: { readonly deadline?: string } = {}) {
    const record = yield* store.get(id)
    if (record.state === "succeeded" || record.state === "cancelled") return yield* notFailed(record)
    const now = yield* Clock.currentTimeMillis
    const deadline = options.deadline ?? isoTime(now + lengthOf(record))
    yield* checkDeadline(deadline)
    const after = yield* store.retry(id, deadline)
    return after.state === "succeeded" || after.state === "cancelled" ? yield* notFailed(after) : after
  }, Effect.withSpan("Protection.retry"))

  const preview = Effect.fnUntraced(function* (input: RequestInput) {
    const wanted = yield* checkRequest(input)
    if ((yield* joined(wanted)) !== undefined) return previewOfNothing
    yield* checkDeadline(wanted.deadline)
    const request = yield* withNames(providers, wanted)
    return yield* previewOf(yield* prepare(providers, request), request)
  }, Effect.withSpan("Protection.preview"))

  /** Of the first provider that knows the type; where none does, the first says so. */
  const registryOf = (type: string) =>
    (providers.find(({ registry }) => registry.types.includes(type)) ?? providers[0]).registry

  const health = Effect.gen(function* () {
    const banks = yield* Effect.forEach(providers, isReadable)
    const unfinished = yield* Effect.result(store.unfinished)
    return {
      ok: banks.every(Boolean) && Result.isSuccess(unfinished),
      engine: engine.name,
      bank: providers.map(({ bank }) => bank.id).join(", "),
      inFlight: Result.isSuccess(unfinished) ? unfinished.success.length : 0,
      warnings: providers.flatMap(({ bank }) => bankWarnings(bank)),
    }
  })

  yield* Effect.forkScoped(measurePlans(providers))
  yield* engine.serve(makeDrive({ store, providers, places, inFlight: new Map() }))

  /** Two banks may each hold one of that id: nobody knows which is meant, and a mark on the other does no harm. */
  const atEach = <A>(id: string, ask: (provider: LiveProvider) => Effect.Effect<A, ProtectionError>) =>
    Effect.gen(function* () {
      const { provider: first } = yield* findCheckpoint(providers, id)
      const others = yield* Effect.filter(providers, (other) =>
        other === first ? Effect.succeed(false) : isIn(other, id),
      )
      const done = yield* ask(first)
      yield* Effect.forEach(others, ask, { discard: true })
      return done
    })

  const service: Omit<ProtectionService, "retention" | "schedules" | "orphans"> = {
    start: (input) =>
      Effect.flatMap(checkRequest(input), (request) =>
        begin(request).pipe(withCallerSpan("Protection.start", request)),
      ),
    retry,
    cancel: (id) => Effect.withSpan(store.cancel(id), "Protection.cancel"),
    get: (id, options) => onlyLabelled(store.get(id), `operation "${id}"`, options, ({ request }) => request.labels),
    wait: (id) => waitForEnd(store, id),
    list: (filter = {}) => Effect.flatMap(checkOperationFilter(filter), store.list),
    watch: (id, { afterRevision = 0 } = {}) => watchOperation(store, id, afterRevision),
    resources: (id, page = {}) => Effect.flatMap(checkPaging(page), (checked) => store.resources(id, checked)),
    preview,
    ...makeForms(providers),
    protectables: {
      list: (type, scope, page = {}) =>
        Effect.flatMap(checkPaging(page), (checked) => registryOf(type).list(type, scope, checked)),
      show: (type, scope, id) => registryOf(type).show(type, scope, id),
    },
    checkpoints: {
      list: (filter = {}) => listCheckpoints(providers, filter),
      get: (id, options) => {
        const found = Effect.map(findCheckpoint(providers, id), ({ checkpoint }) => checkpoint)
        return onlyLabelled(found, `checkpoint "${id}"`, options, ({ labels }) => labels)
      },
      keep: (id, mark) => atEach(id, ({ checkpoints }) => checkpoints.keep(id, mark)),
      release: (id) => atEach(id, ({ checkpoints }) => checkpoints.release(id)),
    },
    health,
  }
  const retaining = { ...service, retention: makeRetention(providers, service) }
  const whole: ProtectionService = {
    ...retaining,
    orphans: makeOrphans(providers, store, service),
    schedules: yield* makeSchedules(retaining, providers, schedules),
  }
  return whole
})

const known: { readonly [Name in keyof ProtectionOptions]-?: true } = { providers: true, limits: true, schedules: true }

/** The same wish joins, with the deadline it has; another one under the same id is refused. */
const join = (record: OperationRecord, request: RequestInput) =>
  wishOf(record.request) === wishOf(request)
    ? Effect.succeed(record)
    : Effect.fail(
        new ProtectionError({
          code: "idReused",
          message: `The operation "${record.id}" was started with another request.`,
        }),
      )

const rowsOf = ({ graph, subjects }: Prepared): readonly ResourceRow[] =>
  Array.from(graph.nodes.values(), ({ children, key, resource }) => ({
    key,
    resource,
    children,
    served: subjects.has(key),
    state: "queued",
    cancellable: "now",
    left: [],
    warnings: [],
    hook: 0,
    begun: false,
  }))

const notFailed = ({ id, state }: OperationRecord) =>
  new ProtectionError({
    code: "alreadyEnded",
    message: `Only a failed operation can be retried; "${id}" is ${state}.`,
  })

/** How long an operation was given at first. **Units**: milliseconds. */
const lengthOf = ({ created, request }: OperationRecord) =>
  DateTime.toEpochMillis(DateTime.makeUnsafe(request.deadline)) - DateTime.toEpochMillis(DateTime.makeUnsafe(created))

const isIn = ({ checkpoints, id }: LiveProvider, checkpoint: string) =>
  Effect.map(ifThere(checkpoints.get(checkpoint)), (found) => found?.provider === id)

/** By an object that may be missing: some stores list all they have to list one. */
const isReadable = ({ bank }: LiveProvider) =>
  Effect.map(Effect.result(bank.root.get("installation")), (got) =>
    Result.match(got, { onSuccess: () => true, onFailure: ({ code }) => code === "notFound" }),
  )
