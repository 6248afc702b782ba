/** A plugin over the memory service as somebody writes it who knows promises and zod, and nothing else. */
import {
  defineProtectionPlugin,
  type Json,
  type Preview,
  type PromiseHookContext,
  type PromiseOperationContext,
  ProtectionError,
  type ProtectionPlugin,
  type Step,
} from "@breakwater/core/promise"
import { memoryThingType } from "@breakwater/core/testing"
import { z } from "zod"
import type { PlainService } from "./plainService.ts"

const Options = z
  .strictObject({
    copy_name: z.string().max(64).optional().meta({ title: "Copy Name", description: "The name of the copy." }),
    description: z.string().max(255).optional().meta({ title: "Description", description: "What the copy is for." }),
  })
  .meta({ title: "Protect Options" })

const RestoreOptions = z
  .strictObject({
    restore_name: z.string().max(64).optional().meta({ title: "Restore Name", description: "The new name." }),
  })
  .meta({ title: "Restore Options" })

const VerifyOptions = z
  .strictObject({
    level: z.literal("record").default("record").meta({ title: "Level", description: "What is looked at." }),
  })
  .meta({ title: "Verify Options" })

const DeleteOptions = z.strictObject({}).meta({ title: "Delete Options" })

const SavedInfo = z.strictObject({ copy: z.string(), name: z.string() })
type SavedInfo = z.infer<typeof SavedInfo>

type MakeState = { readonly attempt: number; readonly sentAt?: number; readonly until?: number; readonly made?: string }
interface Made {
  readonly id: string
  readonly name: string
  readonly status: string
}
interface Making {
  readonly kind: string
  readonly ready: string
  look(): Promise<readonly Made[]>
  obstacle(): Promise<string | undefined>
  make(): Promise<Made>
  remove(id: string): Promise<void>
  value(made: Made): Json
}

const settleMs = 120_000
const afterMs = 5_000

export const plainPlugin = (service: PlainService): ProtectionPlugin =>
  defineProtectionPlugin({
    id: "plain",
    version: "1.0.0",
    types: [memoryThingType],
    optionsSchema: Options,
    restoreSchema: RestoreOptions,
    verifySchema: VerifyOptions,
    deleteSchema: DeleteOptions,
    savedInfoSchema: SavedInfo,
    savedInfoVersion: 1,
    operations: {
      protect: {
        preview: async ({ resource, parameters }) =>
          preview({ creates: [parameters.copy_name ?? resource.name], quota: { copies: 1 } }),
        onMain: (context: PromiseHookContext<z.infer<typeof Options>, MakeState, SavedInfo>) => {
          const { resource, parameters } = context
          return makeOnce(context, {
            kind: "copy",
            ready: "COMPLETED",
            look: async () => marked(context, await service.copies(resource.id)),
            obstacle: async () => {
              const { name, status } = await service.thing(resource.id).catch(notFound)
              return status === "READY" ? undefined : `${name} is ${status}.`
            },
            make: () =>
              service.createCopy({
                thing: resource.id,
                name: parameters.copy_name ?? resource.name,
                description: `${parameters.description ?? ""} ${markOf(context)}`,
              }),
            remove: (id) => service.deleteCopy(id),
            value: ({ id }) => ({ copy: id, name: resource.name }),
          })
        },
      },
      restore: {
        preview: async (context) => {
          await service.copy(savedOf(context).copy).catch(notFound)
          return preview({ creates: [context.parameters.restore_name ?? context.resource.name] })
        },
        suggest: async (context) => ({ restore_name: savedOf(context).name }),
        onMain: (context: PromiseHookContext<z.infer<typeof RestoreOptions>, MakeState, SavedInfo>) => {
          const { into, parameters, resource } = context
          const scope = into ?? resource.scope
          const project = scope.project ?? "project"
          return makeOnce(context, {
            kind: "thing",
            ready: "READY",
            look: async () => marked(context, await service.things(project)),
            obstacle: async () => undefined,
            make: () =>
              service.restoreCopy({
                copy: savedOf(context).copy,
                name: parameters.restore_name ?? resource.name,
                description: markOf(context),
                project,
                parent: undefined,
              }),
            remove: (id) => service.deleteThing(id),
            value: ({ id, name }) => ({ resource: { scope: { ...scope }, type: memoryThingType, id, name } }),
          })
        },
      },
      verify: {
        preview: async (context) => {
          await service.copy(savedOf(context).copy).catch(notFound)
          return preview({})
        },
        onMain: async (context) => {
          if (context.cancelRequested) return { step: "cancelled", left: [] }
          const { name, status } = await service.copy(savedOf(context).copy).catch(notFound)
          if (status === "COMPLETED") return { step: "done", value: { level: context.parameters.level, status } }
          const progress = { description: `The copy ${name} is ${status}.` }
          return { step: "wait", state: null, afterMs, progress, cancellable: "now" }
        },
      },
      delete: {
        preview: async (context) =>
          preview({ deletes: [(await service.copy(savedOf(context).copy).catch(notFound)).name] }),
        onMain: async (
          context: PromiseHookContext<unknown, { readonly sentAt: number }, SavedInfo>,
        ): Promise<Step<{ readonly sentAt: number }>> => {
          const { copy: id } = savedOf(context)
          const copy = (await service.allCopies()).find((each) => each.id === id)
          if (copy === undefined) return { step: "done", value: { deleted: id } }
          const left = [{ kind: "copy", id, sentence: `The copy ${copy.name} is ${copy.status}.` }]
          const now = context.now()
          const sentAt = context.state?.sentAt ?? 0
          const deleting = copy.status === "DELETING" || now < sentAt + settleMs
          if (!deleting && context.cancelRequested) return { step: "cancelled", left }
          if (!deleting) {
            await context.keep({ sentAt: now })
            await service.deleteCopy(id).catch(lookAgain)
          }
          const progress = { description: `Waiting until the copy ${copy.name} is gone.` }
          const state = { sentAt: deleting ? sentAt : now }
          return { step: "wait", state, afterMs, progress, cancellable: "never", left }
        },
      },
    },
  })

const makeOnce = async (
  context: PromiseHookContext<unknown, MakeState>,
  { kind, ready, ...making }: Making,
): Promise<Step<MakeState>> => {
  const now = context.now()
  const { attempt } = context
  const state: MakeState = context.state ?? { attempt, ...(context.again ? { until: now + settleMs } : {}) }
  const found = await making.look()
  const left = found.map(({ id, name, status }) => ({ kind, id, sentence: `The ${kind} ${name} is ${status}.` }))
  const wait = (description: string, next: MakeState = state, cancellable: "now" | "later" = "now") =>
    ({ step: "wait", state: next, afterMs, progress: { description }, cancellable, left }) as const
  const standing = found.filter(({ status }) => status !== "DELETING")
  const kept = found.find(({ id }) => id === state.made) ?? standing[0]
  const settled = now >= Math.max(state.until ?? 0, state.sentAt === undefined ? 0 : state.sentAt + settleMs)

  if (context.cancelRequested && kept?.status !== ready) {
    if (standing[0] !== undefined) await making.remove(standing[0].id).catch(lookAgain)
    if (found.length === 0 && settled) return { step: "cancelled", left: [] }
    return wait(`Undoing the ${kind}.`, state, "later")
  }
  if (kept?.status === "FAILED") {
    if (state.attempt === attempt) {
      throw new ProtectionError({ code: "remoteFailed", message: `The ${kind} ${kept.name} is FAILED.`, left })
    }
    await making.remove(kept.id).catch(lookAgain)
    return wait(`Removing the failed ${kind}.`, state, "later")
  }
  if (kept !== undefined) {
    const known = { attempt, made: kept.id }
    if (kept.status !== ready) return wait(`The ${kind} ${kept.name} is ${kept.status}.`, known)
    const surplus = found.filter(({ id }) => id !== kept.id)
    if (surplus.length === 0) return { step: "done", value: making.value(kept) }
    const second = surplus.find(({ status }) => status !== "DELETING")
    if (second !== undefined) await making.remove(second.id).catch(lookAgain)
    return wait(`Removing a second ${kind}.`, known, "later")
  }
  if (!settled) return wait(`Looking whether a ${kind} was made after all.`)
  const obstacle = await making.obstacle()
  if (obstacle !== undefined) return wait(obstacle)
  await context.keep({ attempt, sentAt: now })
  const made = await making.make().catch(lookAgain)
  return wait(`A ${kind} is being made.`, made === undefined ? { attempt, sentAt: now } : { attempt, made: made.id })
}

const markOf = ({ installation, operationId, resource }: PromiseOperationContext) =>
  `[${installation}/${operationId}/${resource.id}]`

const marked = <A extends { readonly description: string }>(context: PromiseOperationContext, rows: readonly A[]) =>
  rows.filter(({ description }) => description.endsWith(markOf(context)))

const savedOf = ({ saved }: Pick<PromiseOperationContext<unknown, SavedInfo>, "saved">): SavedInfo => {
  if (saved === undefined) throw new ProtectionError({ code: "damaged", message: "There is no saved info." })
  return saved
}

const notFound = (error: Error) => {
  throw new ProtectionError({ code: "notFound", message: error.message }, { cause: error })
}

/** The answer was lost, or it was refused: the next look tells. */
const lookAgain = () => undefined

const preview = (part: Partial<Preview>): Preview => ({
  creates: [],
  deletes: [],
  quota: {},
  blockers: [],
  warnings: [],
  ...part,
})
