/**
 * One measurement in a process of its own: `node --conditions=@breakwater/source measure.ts <what> <engine> <folder> <bank>`
 * prints it as JSON.
 */
import { join } from "node:path"
import process from "node:process"
import * as Effect from "effect/Effect"
import { clusterEngine } from "../src/engine/cluster.ts"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { Checkpoints, hooks } from "../src/index.ts"
import { type Client, createProtection, type EngineDriver, fileBank, memoryBank, memoryEngine } from "../src/promise.ts"
import { directContext, instantProvider, protect, protectedThing, protectRequest } from "./instantProvider.ts"

/** **Units**: milliseconds; `cpu` is what this process worked, `wall` what it took with all its waiting. */
interface Cost {
  readonly wall: number
  readonly cpu: number
}

const [what = "", engineName = "", folder = "", bankName = "file"] = process.argv.slice(2)

const engineOf = (name: string): EngineDriver => {
  if (name === "memory") return memoryEngine()
  if (name === "sqlite") return sqliteEngine(join(folder, "engine.db"))
  return clusterEngine({ url: process.env["BREAKWATER_BENCH_POSTGRES"] ?? "" })
}

const open = (): Promise<Client> =>
  createProtection({ engine: engineOf(engineName), providers: [instantProvider(bankOf(bankName))] })

const bankOf = (name: string) => (name === "memory" ? memoryBank() : fileBank(join(folder, "bank")))

const costOf = async (times: number, work: () => Promise<unknown>): Promise<Cost> => {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { system, user } = process.cpuUsage(cpu)
  return { wall: (performance.now() - wall) / times, cpu: (user + system) / 1000 / times }
}

const run = async (client: Client, id: string, count: number) => {
  await client.operations.start(protectRequest(id, count))
  await client.operations.wait(id)
}

/** Every hook of a resource called one after the other, by nobody. */
const callHooks = (id: string) =>
  Effect.runPromise(
    Effect.forEach(hooks, (hook) => protect[hook]?.(directContext(id)) ?? Effect.void, { discard: true }),
  )

const repeated = async (times: number, work: (index: number) => Promise<unknown>) => {
  for (let index = 0; index < times; index += 1) await work(index)
}

const measures: { readonly [what: string]: () => Promise<object> } = {
  /** One resource in each operation, one operation after the other. */
  operations: async () => {
    const times = 300
    if (engineName === "none") {
      await repeated(times, (index) => callHooks(`warm-${index}`))
      return costOf(times, () => repeated(times, (index) => callHooks(`${index}`)))
    }
    await using client = await open()
    await repeated(50, (index) => run(client, `warm-${index}`, 1))
    return await costOf(times, () => repeated(times, (index) => run(client, `${index}`, 1)))
  },
  /** One operation over many resources; each size after the same warming up. */
  resources: async () => {
    await using client = await open()
    await run(client, "warm", 1000)
    const thousand: Cost[] = []
    for (const id of ["a", "b", "c"]) thousand.push(await costOf(1000, () => run(client, id, 1000)))
    const tenThousand = await costOf(10_000, () => run(client, "large", 10_000))
    return { thousand, tenThousand, rss: process.memoryUsage().rss }
  },
  /** Pages of one plan and of all checkpoints, a retention plan and a scan for orphans, in a bank that grows. */
  listing: async () => {
    await using client = await open()
    const checkpoints = Checkpoints.make(bankOf("file"))
    const make = (index: number) =>
      checkpoints.commit({
        id: `checkpoint-${index}`,
        provider: "bench",
        plan: "nightly",
        created: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
        labels: {},
        status: "available",
        resources: [protectedThing(String(index))],
      })
    const found: { [count: string]: object } = {}
    for (const [from, to] of [
      [0, 1000],
      [1000, 10_000],
    ] as const) {
      const missing = Array.from({ length: to - from }, (_, index) => from + index)
      const made = await costOf(to - from, () =>
        Effect.runPromise(Effect.forEach(missing, make, { concurrency: 16, discard: true })),
      )
      const page = (filter: object) => costOf(20, () => repeated(20, () => Effect.runPromise(checkpoints.list(filter))))
      const all = async () => {
        let after: string | undefined
        do
          after = (
            await Effect.runPromise(
              checkpoints.list(after === undefined ? { plan: "nightly" } : { plan: "nightly", after }),
            )
          ).next
        while (after !== undefined)
      }
      const plan = () =>
        client.retention.plan({ plan: "nightly", policy: { keepLast: 7, keepDaily: 30, keepMonthly: 12 } })
      const scan = () => client.orphans.scan()
      // Neither size is to pay for what the first call of all costs.
      if (from === 0) await Promise.all([plan(), scan()])
      const times = from === 0 ? 3 : 1
      found[to] = {
        made,
        pageOfPlan: await page({ plan: "nightly" }),
        wholePlan: await costOf(to, all),
        pageOfAll: await page({}),
        retention: await costOf(times * to, () => repeated(times, plan)),
        orphans: await costOf(times * to, () => repeated(times, scan)),
      }
    }
    return found
  },
}

const measure = measures[what]
if (measure === undefined)
  throw new Error(`There is no measure "${what}"; there are ${Object.keys(measures).join(", ")}.`)
console.log(JSON.stringify(await measure()))
