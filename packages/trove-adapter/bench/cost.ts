/**
 * What operations cost the cloud, in requests, by virtual time: many protects beside a poller for each of them, and many
 * more than a rate limit allows at once. Part of `pnpm bench`.
 */
import process from "node:process"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { median } from "../../../scripts/bench/compare.ts"
import { troveClient } from "../src/promise.ts"
import { Host } from "../test/support/host.ts"

const many = 200
const minutes = 10

const world = (count: number, options: Parameters<typeof createMockTrove>[0] = {}) => {
  const cloud = createMockTrove({ quotas: { instances: -1, volumes: -1, backups: -1 }, ...options })
  const instances = Array.from({ length: count }, (_, index) => cloud.state.instances.add({ name: `orders-${index}` }))
  return { cloud, instances }
}
type World = ReturnType<typeof world>

const client = (cloud: MockTrove) => troveClient(cloud.connection, { clock: cloud.clock, project: cloud.scope.project })

/** How long an operation or poller was told to wait each time, and when it saw the end. **Units**: milliseconds. */
interface Watched {
  readonly waits: readonly number[]
  readonly seenAt: number
}

/** Begins all, one so much after the other, and turns each when it says, as a host of many operations does. */
const protectAll = ({ cloud, instances }: World, apartMs = 0): Promise<readonly Watched[]> => {
  const host = new Host(cloud, { waiting: {} })
  return Promise.all(
    instances.map(async (instance, index) => {
      const waits: number[] = []
      if (apartMs > 0) await cloud.clock.sleep(index * apartMs)
      let turn = await host.begin("protect", { instance, id: `protect-${index}` })
      while (turn.status === "waiting") {
        waits.push(turn.afterMs)
        await cloud.clock.sleep(turn.afterMs)
        turn = await host.turn(turn)
      }
      if (turn.status === "failed") throw new Error(turn.error.message, { cause: turn.error })
      if (turn.status !== "succeeded") throw new Error(`The protect of ${instance.name} is ${turn.status}.`)
      return { waits, seenAt: cloud.clock.now() }
    }),
  )
}

/** The same backups, each with a poller of its own that looks as often as the operation did. */
const pollAll = async ({ cloud, instances }: World, operations: readonly Watched[]): Promise<readonly Watched[]> => {
  await using trove = client(cloud)
  return await Promise.all(
    instances.map(async (instance, index) => {
      const like = operations[index]?.waits ?? []
      const waits: number[] = []
      let backup = await trove.createBackup({ name: "nightly", instance: instance.id })
      while (backup.status !== "COMPLETED") {
        const wait = like[waits.length] ?? like.at(-1) ?? 0
        waits.push(wait)
        await cloud.clock.sleep(wait)
        backup = await trove.showBackup(backup.id)
      }
      return { waits, seenAt: cloud.clock.now() }
    }),
  )
}

/** How much later than it was complete each end was seen, beside the interval that it was looked for with. */
const lateness = async ({ cloud, instances }: World, all: readonly Watched[]): Promise<readonly number[]> => {
  await using trove = client(cloud)
  const completed = new Map<unknown, number>()
  // Trove tells whole seconds, of UTC.
  for await (const { instance_id, updated } of trove.listBackups())
    completed.set(instance_id, Date.parse(`${updated}Z`))
  return all.map(({ waits, seenAt }, index) => {
    const at = completed.get(instances[index]?.id) ?? Number.NaN
    return (seenAt - at) / (waits.at(-1) ?? Number.NaN)
  })
}

const requests = ({ journal }: MockTrove) => journal.entries.filter(({ service }) => service === "database")
const gets = (cloud: MockTrove) => requests(cloud).filter(({ method }) => method === "GET").length

const tell = (what: string, wanted: string, isKept: boolean) => {
  console.log(`  ${what}   wanted: ${wanted}${isKept ? "" : ", BROKEN"}`)
  if (!isKept) process.exitCode = 1
}

const timings = { backup: minutes * 60_000 - 2000 }
const ours = world(many, { timings })
const operations = await protectAll(ours)
const others = world(many, { timings })
const pollers = await pollAll(others, operations)
const [shared, each] = [gets(ours.cloud), gets(others.cloud)]
const late = { ours: await lateness(ours, operations), pollers: await lateness(others, pollers) }

console.log(`\n${many} protects in flight for ${minutes} minutes, beside ${many} pollers at the same interval`)
tell(`${shared} GETs beside ${each}: ${(shared / each).toFixed(3)}`, "under a tenth", shared < each / 10)
tell(
  `the latest of the ends was seen after ${Math.max(...late.ours).toFixed(2)} of its interval, half of them after ${median(late.ours).toFixed(2)} (pollers: ${Math.max(...late.pollers).toFixed(2)} and ${median(late.pollers).toFixed(2)})`,
  "each within one",
  late.ours.every((part) => part <= 1),
)
console.log(`  ${(requests(ours.cloud).length / many).toFixed(1)} requests for each protect`)

const spread = world(many, { timings })
await protectAll(spread, 150)
console.log(`  begun over half a minute: ${gets(spread.cloud)} GETs, ${(gets(spread.cloud) / each).toFixed(3)}`)

const limited = world(1000, { ratePerMinute: 200, journalLimit: 1_000_000 })
const begun = limited.cloud.clock.now()
await protectAll(limited)
const refused = requests(limited.cloud).filter(({ status }) => status === 413).length
console.log("\n1,000 protects against 200 requests of a verb a minute")
tell(
  `${refused} refusals in ${((limited.cloud.clock.now() - begun) / 60_000).toFixed(0)} minutes`,
  "none",
  refused === 0,
)
