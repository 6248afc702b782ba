/**
 * What the engines cost, as ratios within one run: an operation beside calling its hooks directly, many resources beside
 * few, lists of checkpoints and plans over them, start and memory. `pnpm bench` gives it the URL of an empty database in
 * BREAKWATER_BENCH_POSTGRES, without which the engine on PostgreSQL is left out; `--folder` says on which disk files are
 * written. The start is that of the built packages: `pnpm build` first.
 */
import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { cpus, tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"

interface Cost {
  readonly wall: number
  readonly cpu: number
}

const { folder } = parseArgs({ options: { folder: { type: "string", default: tmpdir() } } }).values
const engines = ["memory", "sqlite", ...(process.env["BREAKWATER_BENCH_POSTGRES"] === undefined ? [] : ["cluster"])]

/** Runs a program of this folder in a folder of its own, and reads what it prints. */
const answerOf = <A>(on: string, argumentsIn: (place: string) => readonly string[]): A => {
  const place = mkdtempSync(join(on, "breakwater-bench-"))
  try {
    return JSON.parse(
      execFileSync(process.execPath, argumentsIn(place), { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }),
    )
  } finally {
    rmSync(place, { recursive: true })
  }
}

const script = (name: string) => join(import.meta.dirname, name)
const measured = <A>(what: string, engine: string, { bank = "file", on = folder } = {}): A =>
  answerOf(on, (place) => ["--conditions=@breakwater/source", script("measure.ts"), what, engine, place, bank])

const table = (title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]) => {
  console.log(`\n${title}\n`)
  for (const row of [head, head.map(() => "---"), ...rows]) console.log(`| ${row.join(" | ")} |`)
}

const ms = (value: number) => value.toFixed(2)
const times = (value: number) => `${value.toFixed(2)}x`
const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`
const median = (costs: readonly Cost[], of: keyof Cost) =>
  costs.map((cost) => cost[of]).toSorted((one, other) => one - other)[Math.floor(costs.length / 2)] ?? 0

console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} CPUs (${cpus()[0]?.model ?? "?"}), files in ${folder}`,
)

const direct: Cost = measured("operations", "none")
table(
  "An operation over one resource beside its four hooks called directly",
  ["engine", "ms each", "ms of CPU each", "more than the hooks alone, in ms of CPU"],
  [
    ["none", ms(direct.wall), ms(direct.cpu), ""],
    ...[...engines.map((engine) => [engine, "memory"] as const), ["memory", "file"] as const].map(([engine, bank]) => {
      const { cpu, wall }: Cost = measured("operations", engine, { bank })
      return [`${engine}, ${bank} bank`, ms(wall), ms(cpu), ms(cpu - direct.cpu)]
    }),
  ],
)

let slowest = 0
table(
  "One operation over many resources, bank included, for each resource; start-up is over by then",
  ["engine", "ms at 1,000", "ms at 10,000", "ratio", "CPU at 1,000", "CPU at 10,000", "ratio", "memory after"],
  engines.map((engine) => {
    const found: { thousand: readonly Cost[]; tenThousand: Cost; rss: number } = measured("resources", engine)
    const wall = median(found.thousand, "wall")
    const cpu = median(found.thousand, "cpu")
    const ratio = found.tenThousand.wall / wall
    slowest = Math.max(slowest, ratio)
    return [
      engine,
      ms(wall),
      ms(found.tenThousand.wall),
      times(ratio),
      ms(cpu),
      ms(found.tenThousand.cpu),
      times(found.tenThousand.cpu / cpu),
      megabytes(found.rss),
    ]
  }),
)

// Making 10,000 checkpoints syncs 60,000 files, which is not what is measured here.
const memoryDisk = existsSync("/dev/shm") ? "/dev/shm" : folder
interface Listing {
  readonly made: Cost
  readonly pageOfPlan: Cost
  readonly wholePlan: Cost
  readonly pageOfAll: Cost
  readonly retention: Cost
  readonly orphans: Cost
}
const listing: { readonly [count: string]: Listing } = measured("listing", "memory", { on: memoryDisk })
table(
  `Lists of a file bank with one plan, files in ${memoryDisk}`,
  ["checkpoints", "ms to make one", "ms for 50 of a plan", "ms for each of a whole plan", "ms for 50 of all"],
  Object.entries(listing).map(([count, each]) => [
    count,
    ms(each.made.wall),
    ms(each.pageOfPlan.wall),
    ms(each.wholePlan.wall),
    ms(each.pageOfAll.wall),
  ]),
)

const [fewer, more] = [listing["1000"], listing["10000"]]
table(
  `Planning over a file bank, files in ${memoryDisk}, for each checkpoint there is`,
  ["what", "ms at 1,000", "ms at 10,000", "ratio", "CPU at 1,000", "CPU at 10,000", "ratio"],
  (["retention", "orphans"] as const).flatMap((what) => {
    if (fewer === undefined || more === undefined) return []
    const [one, other] = [fewer[what], more[what]]
    const ratio = other.wall / one.wall
    slowest = Math.max(slowest, ratio)
    const walls = [ms(one.wall), ms(other.wall), times(ratio)]
    return [[what, ...walls, ms(one.cpu), ms(other.cpu), times(other.cpu / one.cpu)]]
  }),
)

const empty = performance.now()
execFileSync(process.execPath, ["-e", "0"])
const bare = performance.now() - empty
table(
  "From nothing to a client that drives",
  ["engine", "ms", "of which Node alone", "memory"],
  engines.map((engine) => {
    const { rss, wall }: { rss: number; wall: number } = answerOf(folder, (place) => [
      script("start.ts"),
      engine,
      place,
    ])
    return [engine, ms(wall), ms(bare), megabytes(rss)]
  }),
)

if (slowest > 1.5) {
  console.log(`\nOne of 10,000 costs ${times(slowest)} one of 1,000; wanted are at most 1.5x.`)
  process.exitCode = 1
}
