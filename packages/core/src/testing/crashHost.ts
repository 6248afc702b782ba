/** The side of the crash harness that dies: a program calls it, is told what to ask for, and is killed on the way. */
import type { Bank } from "../Bank.ts"
import type { Checkpoint } from "../Checkpoint.ts"
import type { HostClock } from "../HostClock.ts"
import type { EngineDriver } from "../internal/Engine.ts"
import type { Json } from "../Json.ts"
import { hasEnded, type OperationRecord, type Request, type ResourceRecord } from "../OperationRecord.ts"
import type { Page } from "../ProtectablePlugin.ts"
import type { CrashWish } from "./CrashSubject.ts"
import type { End, FromProgram, Order, ToProgram } from "./crash/messages.ts"
import { programClock } from "./crash/programClock.ts"
import { Striker } from "./crash/Striker.ts"
import { steppingBank, steppingEngine } from "./crash/stepping.ts"

/**
 * What a program under test is made of. What goes through `bank`, `engine` and `call` is a step at which it can be killed.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrashKit<Setting = Json> {
  /** Empty at first, and the same after every kill. */
  readonly folder: string
  /** What the world told. */
  readonly setting: Setting
  /** The time of the world. */
  readonly clock: HostClock
  readonly bank: (bank: Bank) => Bank
  /**
   * `ownTime` says that it takes work over in real time, whatever the clock: the world's time stands still until it has
   * taken its first operation.
   */
  readonly engine: (engine: EngineDriver, options?: { readonly ownTime?: boolean }) => EngineDriver
  /** Asks the world for something; rejects when it refuses, and when the answer is lost. */
  readonly call: (name: string, input: Json) => Promise<Json>
}

/** What the harness needs of a client; one of `createProtection` has it. @category models @since 0.1.0 */
export interface CrashClient {
  readonly operations: {
    start(request: Request): Promise<OperationRecord>
    retry(id: string): Promise<OperationRecord>
    cancel(id: string): Promise<OperationRecord>
    get(id: string): Promise<OperationRecord>
    wait(id: string): Promise<OperationRecord>
    resources(id: string, page: { readonly limit: number }): Promise<Page<ResourceRecord>>
  }
  readonly checkpoints: { get(id: string): Promise<Checkpoint> }
  close(): Promise<void>
}

/**
 * Runs a program for the crash harness, which has started this process; `open` is called once.
 *
 * **Example**
 *
 * ```ts
 * await crashHost(({ bank, call, clock, engine, folder }) =>
 *   createProtection({
 *     engine: engine(sqliteEngine(`${folder}/engine.db`)),
 *     providers: [{ id: "p", bank: bank(fileBank(`${folder}/bank`)), protectables: [], plugins: [myPlugin(call)] }],
 *     clock,
 *   }),
 * )
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const crashHost = async <Setting = Json>(
  open: (kit: CrashKit<Setting>) => Promise<CrashClient>,
): Promise<void> => {
  const wire = openWire()
  const { armedFrom, folder, now, operation, setting, strike, wishes } = await wire.order
  const striker = new Striker(strike, (place, step) => wire.tell({ is: "step", place, step }))
  striker.armed = armedFrom === 0
  const clock = programClock(now, wire.pass)
  const call = async (name: string, input: Json) => {
    const step = striker.enter("call", name)
    const release = clock.hold()
    try {
      return await wire.call(name, input, striker.lateness(step))
    } finally {
      release()
      striker.leave(step)
    }
  }
  const client = await open({
    folder,
    // Only the author of world and program knows what one tells the other.
    setting: setting as Setting,
    clock,
    call,
    bank: (bank) => steppingBank(striker, clock, bank),
    engine: (engine, { ownTime = false } = {}) => steppingEngine(striker, clock, engine, ownTime),
  })
  for (const [index, wish] of wishes.entries()) {
    striker.armed ||= index === armedFrom
    await fulfil(client, clock, wish)
    wire.tell({ is: "done", wishes: index + 1 })
  }
  await ended(client, operation)
  const end = await endOf(client, operation)
  await client.close()
  wire.close({ is: "end", end })
}

const fulfil = async ({ operations, ...client }: CrashClient, clock: HostClock, wish: CrashWish): Promise<unknown> => {
  switch (wish.do) {
    case "start":
      return operations.start(wish.request)
    case "sleep":
      return clock.sleep(wish.ms)
    case "end":
      return ended({ operations, ...client }, wish.id)
    case "cancel":
      return operations.cancel(wish.id)
    case "retry":
      return operations.retry(wish.id)
  }
}

/** Waits for the end of an operation, also for one nobody would wish. */
const ended = async ({ operations }: CrashClient, id: string): Promise<void> => {
  const failure = await operations.wait(id).then(
    () => undefined,
    (error: unknown) => error,
  )
  const { state } = await operations.get(id)
  if (!hasEnded(state)) throw failure
}

const endOf = async ({ checkpoints, operations }: CrashClient, id: string): Promise<End> => {
  const operation = await operations.get(id)
  const { items } = await operations.resources(id, { limit: 1000 })
  return { operation, resources: items, checkpoint: await checkpoints.get(operation.checkpoint) }
}

/** The channel to the harness, whose end closes when it does. */
const openWire = () => {
  const order = Promise.withResolvers<Order>()
  const calls = new Map<number, PromiseWithResolvers<Json>>()
  let passing = Promise.withResolvers<number>()
  let next = 0
  const tell = (message: FromProgram, then: () => void = () => {}) => {
    if (process.send === undefined) throw new Error("This program is started by the crash harness.")
    process.send(message, undefined, {}, then)
  }
  process.on("message", (message: ToProgram) => {
    if (message.is === "order") order.resolve(message.order)
    if (message.is === "answer") calls.get(message.id)?.resolve(message.value)
    if (message.is === "refusal") calls.get(message.id)?.reject(new Error(message.message))
    if (message.is === "time") passing.resolve(message.now)
  })
  tell({ is: "ready" })
  return {
    order: order.promise,
    tell,
    call: (name: string, input: Json, late: { readonly ms: number; readonly kills: boolean } | undefined) => {
      const id = next++
      const pending = Promise.withResolvers<Json>()
      calls.set(id, pending)
      tell({ is: "call", id, name, input, ...(late === undefined ? {} : { late }) })
      return pending.promise
    },
    pass: (wake: number) => {
      passing = Promise.withResolvers<number>()
      tell({ is: "idle", wake })
      return passing.promise
    },
    close: (last: FromProgram) => tell(last, () => process.disconnect()),
  }
}
