/** Runners over one database and one cloud, killed and frozen under a seed while a client's operations go through. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { clusterEngine } from "@breakwater/core/engine/cluster"
import { createProtection } from "@breakwater/core/promise"
import { type Arrival, createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { connect } from "../../../core/test/hosts/connect.ts"
import { bootPostgres } from "../../../examples/test/hosts/bootPostgres.ts"
import { type Audit, beginAudit, readAudit } from "./audit.ts"
import { Fleet } from "./Fleet.ts"
import { providerOver } from "./providerOver.ts"
import { judge, type Verdict } from "./verdict.ts"
import { startWorkload, type Workload } from "./workload.ts"

export interface DrillOptions {
  readonly seed: number
  readonly operations: number
  readonly say: (line: string) => void
}

export interface Report {
  readonly workload: Workload
  readonly audit: Audit
  readonly verdict: Verdict
  readonly fleet: Fleet
  readonly seconds: number
  readonly requests: number
}

const factor = 60

export const drill = async ({ operations, say, seed }: DrillOptions): Promise<Report> => {
  await using stack = new AsyncDisposableStack()
  const postgres = await bootPostgres()
  stack.defer(() => postgres.stop())
  const folder = await mkdtemp(join(tmpdir(), "breakwater-cluster-"))
  stack.defer(() => rm(folder, { recursive: true }))
  const cloud = stack.use(
    createMockTrove({
      clock: `x${factor}`,
      quotas: { instances: -1, backups: -1, volumes: -1, ram: -1 },
      ratePerMinute: 1_000_000_000,
    }),
  )
  const served = await serve(cloud, { port: 0, identityPort: 0 })
  stack.defer(() => served.close())
  const { fetch: _, ...connection } = cloud.connection
  // Of the cloud's time: a machine that is busy for a second is no cloud that is down.
  const patient = { ...connection, requestTimeout: "3 hours" } as const

  const client = await createProtection({
    engine: clusterEngine({ url: postgres.url, runs: false, name: "client" }),
    providers: [providerOver({ ...patient, fetch: cloud.fetch }, folder, cloud.clock)],
    clock: cloud.clock,
  })
  stack.defer(() => client.close())
  const sql = await connect(postgres)
  stack.defer(() => sql.close())
  await beginAudit(sql)

  const fleet = new Fleet(3, (name) => ({
    name,
    url: postgres.url,
    folder,
    connection: patient,
    clock: { machine: Date.now(), cloud: cloud.clock.now(), factor },
  }))
  stack.defer(() => fleet.close())
  await Promise.all([0, 1, 2].map((berth) => fleet.start(berth)))
  say("Three runners run.")

  const began = Date.now()
  const work = startWorkload(cloud, client, operations)
  const end = new AbortController()
  const finished = work.finished.finally(() => end.abort())
  const strikes = {
    fleet,
    cloud,
    random: makeRandom(seed),
    say,
    kills: operations / 10,
  }
  await strikeUntil(end.signal, strikes)
  const workload = await finished
  const seconds = (Date.now() - began) / 1000
  // Whoever was woken late has its say before anything is counted.
  await sleep(3000)
  const audit = await readAudit(sql, "client")
  const verdict = judge(cloud, workload, audit, work.instances.length)
  return { workload, audit, verdict, fleet, seconds, requests: cloud.journal.entries.length }
}

/** Thrice as long as the others wait before they take over. **Units**: milliseconds. */
const frozenFor = 9000

interface Strikes {
  readonly fleet: Fleet
  readonly cloud: MockTrove
  readonly random: () => number
  readonly say: (line: string) => void
  readonly kills: number
}

/** Kills somebody every few seconds, at any moment or as it changes the cloud, and freezes one in the middle. */
const strikeUntil = async (signal: AbortSignal, { cloud, fleet, kills, random, say }: Strikes) => {
  const later: Promise<unknown>[] = []
  const startAgain = async (berth: number, after: number) => {
    await sleep(after)
    if (!signal.aborted) await fleet.start(berth)
  }
  const startFreezing = Math.floor(kills / 4)
  let frozen: string | undefined
  while (!signal.aborted && fleet.kills < kills) {
    await sleep(1500 + random() * 2500, undefined, { signal }).catch(() => {})
    // All has ended meanwhile: nobody will write any more.
    if (signal.aborted) break
    const freezes = fleet.freezes === 0 && fleet.kills >= startFreezing
    const atWrite = random() < 0.5 || freezes
    const berth = Math.floor(random() * fleet.size)
    const fate = freezes ? "heard" : (fates[Math.floor(random() * fates.length)] ?? "heard")
    const name = atWrite ? await nextWriter(cloud, fate, signal) : fleet.nameIn(berth)
    if (name === undefined || name === frozen || signal.aborted) continue
    if (freezes) {
      const wake = fleet.freeze(name)
      frozen = name
      say(`Froze ${name} as it changed the cloud.`)
      later.push(
        sleep(frozenFor).then(() => {
          wake?.()
          frozen = undefined
          say(`Woke ${name}.`)
        }),
      )
    } else {
      const killed = await fleet.kill(name)
      if (killed === undefined) continue
      say(`Killed ${name}${atWrite ? ` as it changed the cloud; the call is ${fate}` : ""}.`)
      later.push(startAgain(killed, random() * 1500))
    }
  }
  await Promise.all(later)
}

/** What becomes of a call whose sender dies; a late one is heard when everybody has given it up. */
const fates = ["heard", "not heard", "late"] as const

/** Longer than the plugin looks for what it may have made. **Units**: milliseconds. */
const late = 5000

/** Who sends the next call that changes the cloud, at the moment it comes. */
const nextWriter = (cloud: MockTrove, fate: (typeof fates)[number], signal: AbortSignal) =>
  new Promise<string | undefined>((resolve) => {
    const { engine } = cloud
    const handle = engine.handle.bind(engine)
    const give = (name: string | undefined) => {
      engine.handle = handle
      resolve(name)
    }
    signal.addEventListener("abort", () => give(undefined), { once: true })
    engine.handle = (arrival) => {
      const sender = isWrite(arrival) ? new Map(arrival.headers).get("x-runner") : undefined
      if (sender === undefined) return handle(arrival)
      give(sender)
      if (fate === "heard") return handle(arrival)
      if (fate === "late") sleep(late).then(() => handle(arrival))
      return { answer: undefined, delayMs: 0 }
    }
  })

const isWrite = ({ method, service }: Arrival) => service === "database" && method !== "GET"

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
const makeRandom = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
