/**
 * `pnpm test:cluster`: three runner processes over one PostgreSQL and one cloud, killed, frozen and started again at random
 * while a client's operations go through. Everything ends well, nothing is made twice or left behind, and nobody who
 * lost an operation writes into it.
 */
import process from "node:process"
import { parseArgs } from "node:util"
import { drill } from "../packages/trove-adapter/test/cluster/drill.ts"

const usage = `pnpm test:cluster [--seed N] [--operations N]

  --seed        what chance grows from; fresh when left out
  --operations  how many the client starts (200)`

const { values: given } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    operations: { type: "string", default: "200" },
    help: { type: "boolean", default: false },
  },
})
if (given.help) {
  console.log(usage)
  process.exit(0)
}

const seed = Number(given.seed)
console.log(`Seed ${seed}.`)
const { audit, fleet, requests, seconds, verdict, workload } = await drill({
  seed,
  operations: Number(given.operations),
  say: (line) => console.log(line),
})

const lost = fleet.lines.filter(({ level }) => level === "lost")
const verbs = Object.entries(Object.groupBy(workload.ended, ({ request }) => request.verb))
console.table({
  operations: workload.ended.length + workload.failed.length,
  ...Object.fromEntries(verbs.map(([verb, ended = []]) => [verb, ended.length])),
  failed: workload.failed.length,
  kills: fleet.kills,
  freezes: fleet.freezes,
  takeovers: audit.takeovers,
  "refused writes": lost.length,
  "writes of who lost it": audit.strangers.length,
  "created again and removed": verdict.surplus,
  duplicates: verdict.duplicates.length,
  leaks: verdict.leaks.length,
  unexplained: verdict.unexplained.length,
  "requests to the cloud": requests,
  seconds: Math.round(seconds),
})

const faults = [
  ...workload.failed,
  ...audit.strangers,
  ...verdict.duplicates.map((one) => `twice there: ${one}`),
  ...verdict.leaks,
  ...verdict.unexplained,
  ...fleet.complaints,
  ...(fleet.kills > 0 && fleet.freezes > 0 ? [] : ["Nobody was killed, or nobody was frozen: that proves nothing."]),
]
for (const fault of faults) console.error(fault)
if (faults.length > 0) {
  console.error(`Again with: pnpm test:cluster --seed ${seed}`)
  process.exitCode = 1
}
