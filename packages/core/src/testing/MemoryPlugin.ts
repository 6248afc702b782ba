/**
 * A protection plugin over a memory service that keeps every promise of the contract: an example to read, something for
 * engines to be tested with, and what the conformance suite is tested with.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Operation, OperationContext, Preview } from "../Operation.ts"
import { ProtectionError, type ProtectionErrorJson } from "../ProtectionError.ts"
import { contract, type ProtectionPlugin } from "../ProtectionPlugin.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import type { MemoryFault } from "./MemoryFault.ts"
import { MemoryProtectable, memoryThingType, projectOf } from "./MemoryProtectable.ts"
import type { MemoryRemote } from "./MemoryRemote.ts"
import { type MakeSettings, type MakeState, makeOnce } from "./makeOnce.ts"
import { memoryInventory, memoryMark } from "./memoryInventory.ts"
import { DeleteOptions, Options, RestoreOptions, SavedInfo, standard, VerifyOptions } from "./memorySchemas.ts"

type Saved = Pick<OperationContext<unknown, SavedInfo>, "saved">

/** How a memory plugin behaves: two minutes to settle, a look every five seconds. @category models @since 0.1.0 */
export type MemoryPluginOptions = Partial<MakeSettings>

type DeleteState = { readonly sentAt: number }

/**
 * The protection plugin of a memory service. `broken` breaks one promise.
 *
 * **Example**
 *
 * ```ts
 * const service = new MemoryService()
 * const plugin = new MemoryPlugin(service)
 * ```
 *
 * @category models
 * @since 0.1.0
 */
export class MemoryPlugin implements ProtectionPlugin {
  readonly contract = contract
  readonly id = "memory"
  readonly version = "1.0.0"
  readonly types = [memoryThingType]
  readonly optionsSchema = standard(Options)
  readonly restoreSchema = standard(RestoreOptions)
  readonly verifySchema = standard(VerifyOptions)
  readonly deleteSchema = standard(DeleteOptions)
  readonly savedInfoSchema = standard(SavedInfo)
  readonly savedInfoVersion = 1
  readonly artifacts = ({ copy }: SavedInfo) => ({ made: [copy], needs: [] })
  readonly inventory: ProtectionPlugin["inventory"] & {}
  readonly operations: ProtectionPlugin["operations"]

  constructor(service: MemoryRemote, options: MemoryPluginOptions = {}) {
    const settings: MakeSettings = { settleMs: 120_000, pollMs: 5_000, ...options }
    this.inventory = memoryInventory(service)
    this.operations = {
      protect: protect(service, settings),
      restore: restore(service, settings),
      verify: verify(service, settings),
      delete: remove(service, settings),
    }
  }
}

const protect = (service: MemoryRemote, settings: MakeSettings): Operation<Options, MakeState> => ({
  preview: Effect.fnUntraced(function* ({ resource, parameters }) {
    if (settings.broken === "touchesInPreview") {
      yield* service
        .createCopy({ thing: resource.id, name: "preview", description: "" })
        .pipe(Effect.mapError(toProtectionError))
    }
    const { can } = yield* new MemoryProtectable(service).show(resource.scope, resource.id)
    const blockers = can.protect === undefined || can.protect === true ? [] : [can.protect]
    return preview({ creates: [copyName(resource, parameters)], quota: { copies: 1 }, blockers })
  }),
  onMain: (context) =>
    makeOnce(
      {
        ...settings,
        kind: "copy",
        ready: "COMPLETED",
        look: service
          .copies(context.resource.id)
          .pipe(Effect.map((copies) => copies.filter((copy) => isOwn(settings, context, copy)))),
        obstacle: service.thing(context.resource.id).pipe(
          Effect.map(({ name, status }) => (status === "READY" ? undefined : `${name} is ${status}.`)),
          Effect.mapError(toProtectionError),
        ),
        make: service.createCopy({
          thing: context.resource.id,
          name: copyName(context.resource, context.parameters),
          description: `${context.parameters.description ?? ""} ${memoryMark(context)}`,
        }),
        remove: (id) => service.deleteCopy(id),
        value: ({ id, name }) => ({
          copy: id,
          name: settings.broken === "leaksSecrets" ? `${name} ${service.accessKey}` : context.resource.name,
        }),
      },
      context,
    ),
})

const restore = (service: MemoryRemote, settings: MakeSettings): Operation<RestoreOptions, MakeState, SavedInfo> => ({
  preview: (context) =>
    savedCopy(service, context).pipe(
      Effect.map(() => preview({ creates: [thingName(context)], quota: { things: 1 } })),
    ),
  suggest: (context) => Effect.map(savedOf(context), ({ name }) => ({ restore_name: name })),
  onMain: Effect.fnUntraced(function* (context) {
    const { resource, into, created } = context
    const { copy } = yield* savedOf(context)
    if (settings.broken === "needsItsSource") {
      yield* service.thing(resource.id).pipe(Effect.mapError(toProtectionError))
    }
    const scope = into ?? resource.scope
    const project = projectOf(scope)
    const parent = resource.extra?.["parent"]
    const newParent =
      parent === undefined
        ? undefined
        : created[resourceKey({ scope: resource.scope, type: resource.type, id: parent })]
    return yield* makeOnce(
      {
        ...settings,
        kind: "thing",
        ready: "READY",
        look: service
          .things(project)
          .pipe(Effect.map((things) => things.filter((thing) => isOwn(settings, context, thing)))),
        obstacle: Effect.succeed(undefined),
        make: service.restoreCopy({
          copy,
          name: thingName(context),
          description: memoryMark(context),
          project,
          parent: newParent?.id ?? parent,
        }),
        remove: (id) => service.deleteThing(id),
        value: ({ id, name }) => ({ resource: { scope: { ...scope }, type: memoryThingType, id, name } }),
      },
      context,
    )
  }),
})

const verify = (service: MemoryRemote, settings: MakeSettings): Operation<unknown, null, SavedInfo> => ({
  preview: (context) => savedCopy(service, context).pipe(Effect.map(() => preview({}))),
  onMain: Effect.fnUntraced(function* (context) {
    if (context.cancelRequested) return { step: "cancelled", left: [] }
    const { name, status } = yield* savedCopy(service, context)
    if (status === "COMPLETED") return { step: "done", value: { level: "record", status } }
    const progress = { description: `The copy ${name} is ${status}.` }
    return { step: "wait", state: null, afterMs: settings.pollMs, progress, cancellable: "now" }
  }),
})

const remove = (service: MemoryRemote, settings: MakeSettings): Operation<unknown, DeleteState, SavedInfo> => ({
  preview: (context) => savedCopy(service, context).pipe(Effect.map(({ name }) => preview({ deletes: [name] }))),
  onMain: Effect.fnUntraced(function* (context) {
    const now = yield* Clock.currentTimeMillis
    const saved = yield* savedOf(context)
    const copy = yield* savedCopy(service, context).pipe(
      Effect.catchIf(
        ({ code }) => code === "notFound" && settings.broken !== "goneIsAnError",
        () => Effect.succeed(undefined),
      ),
    )
    if (copy === undefined) return { step: "done", value: { deleted: saved.copy } }
    const left = [{ kind: "copy", id: copy.id, sentence: `The copy ${copy.name} (${copy.id}) is ${copy.status}.` }]
    const sentAt = context.state?.sentAt ?? 0
    const deleting = copy.status === "DELETING" || now < sentAt + settings.settleMs
    if (!deleting && context.cancelRequested) return { step: "cancelled", left }
    if (!deleting) {
      yield* context.keep({ sentAt: now })
      // Gone meanwhile, or the answer lost: the next look tells.
      yield* service.deleteCopy(copy.id).pipe(Effect.catchTag("MemoryFault", () => Effect.void))
    }
    return {
      step: "wait",
      state: { sentAt: deleting ? sentAt : now },
      afterMs: settings.pollMs,
      progress: { description: `Waiting until the copy ${copy.name} is gone.` },
      cancellable: "never",
      left,
    }
  }),
})

/** What bears the mark of this operation. */
const isOwn = (
  { broken }: MakeSettings,
  context: OperationContext,
  { description }: { readonly description: string },
) => (broken === "takesForOwn" ? description !== "" : description.endsWith(memoryMark(context)))

const copyName = (resource: Resource, { copy_name }: Options) => copy_name ?? `copy of ${resource.name}`

const thingName = ({ parameters, resource }: OperationContext<RestoreOptions>) =>
  parameters.restore_name ?? resource.name

/** Steps and previews check what was saved before they run; the type only does not say so. */
const savedOf = ({ saved }: Saved): Effect.Effect<SavedInfo, ProtectionError> =>
  saved === undefined
    ? Effect.fail(new ProtectionError({ code: "damaged", message: "There is no saved info." }))
    : Effect.succeed(saved)

const savedCopy = (service: MemoryRemote, context: Saved) =>
  savedOf(context).pipe(Effect.flatMap(({ copy }) => service.copy(copy).pipe(Effect.mapError(toProtectionError))))

const toProtectionError = ({ reason, message }: MemoryFault) => {
  const codes = { lost: "unavailable", notFound: "notFound", busy: "notReady" } as const
  return new ProtectionError({ code: codes[reason], message })
}

const preview = (
  part: Partial<Omit<Preview, "blockers">> & { readonly blockers?: readonly ProtectionErrorJson[] },
): Preview => ({
  creates: [],
  deletes: [],
  quota: {},
  blockers: [],
  warnings: [],
  ...part,
})
