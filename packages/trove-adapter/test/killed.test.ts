/** Processes over one SQLite file, killed, frozen and put over each other; the cloud is on real ports, its time runs x600. */

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import type { Request } from "@breakwater/core/promise"
import { type Arrival, createMockTrove, type MockTrove, type Outcome } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { describe, expect, onTestFinished, test } from "vitest"
import { resourceOf } from "./support/host.ts"
import type { HostOrder } from "./support/sqliteHost.ts"

const program = join(import.meta.dirname, "support/sqliteHost.ts")

interface Ended {
  readonly operation: { readonly state: string; readonly notes: readonly { readonly sentence: string }[] }
  readonly checkpoint: { readonly status: string }
}

/** A host that runs, and what it prints. */
class Process {
  readonly child: ChildProcess
  readonly started: Promise<void>
  readonly ended: Promise<Ended>
  readonly gone: Promise<void>

  constructor(order: HostOrder) {
    const nodeArguments = ["--conditions=@breakwater/source", program, JSON.stringify(order)]
    this.child = spawn(process.execPath, nodeArguments, { stdio: ["ignore", "pipe", "pipe"] })
    const { child } = this
    let complaint = ""
    child.stderr?.on("data", (data) => (complaint += data))
    this.gone = new Promise((resolve) => child.once("close", () => resolve()))
    const lines: string[] = []
    const { promise: started, resolve: start } = Promise.withResolvers<void>()
    if (child.stdout !== null)
      createInterface(child.stdout).on("line", (line) => {
        if (line === "started") start()
        else lines.push(line)
      })
    this.started = Promise.race([started, this.gone.then(() => Promise.reject(new Error(complaint)))])
    this.started.catch(() => {})
    this.ended = this.gone.then(() => {
      const [line] = lines
      if (line === undefined) throw new Error(`The host ended without a word. ${complaint}`)
      return JSON.parse(line)
    })
    // A host that is killed tells nobody how it ended.
    this.ended.catch(() => {})
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL")
    await this.gone
  }
}

/** A cloud with one instance, and hosts that protect it. */
const setUp = async () => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-"))
  const cloud = createMockTrove({ clock: "x600" })
  const instance = cloud.state.instances.add({ name: "orders" })
  const served = await serve(cloud, { port: 0, identityPort: 0 })
  const running: Process[] = []
  onTestFinished(async () => {
    await Promise.all(running.map((host) => host.kill()))
    await served.close()
    await cloud[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })
  const { fetch: _, ...connection } = cloud.connection
  const start: Request = {
    id: "op",
    verb: "protect",
    provider: "cloud",
    resources: [resourceOf(cloud, instance)],
    parameters: { "OS::Trove::Instance": { backup_name: "nightly", description: "before the upgrade" } },
    deadline: new Date(cloud.clock.now() + 30 * 24 * 3_600_000).toISOString(),
  }
  const run = (of: Partial<HostOrder> = {}): Process => {
    const clock = { machine: Date.now(), cloud: cloud.clock.now() }
    // Of the cloud's time: a machine that is busy for a second is no cloud that is down.
    const patient = { ...connection, requestTimeout: "3 hours" } as const
    const host = new Process({ folder, connection: patient, clock, follow: "op", ...of })
    running.push(host)
    return host
  }
  return { cloud, folder, start, run }
}

/** Has every request pass here on its way to the cloud; what this answers is the answer. */
const intercept = ({ engine }: MockTrove, pass: (arrival: Arrival, handle: () => Outcome) => Outcome): void => {
  const handle = engine.handle.bind(engine)
  engine.handle = (arrival) => pass(arrival, () => handle(arrival))
}

/** Each case starts two or three processes, which takes its time on a machine that is busy. */
const patient = { timeout: 120_000 }

const noAnswer: Outcome = { answer: undefined, delayMs: 0 }

const expectOneBackup = (cloud: MockTrove): void => {
  const backups = cloud.state.backups.all()
  expect(backups.map(({ status }) => status)).toEqual(["COMPLETED"])
}

const takenUp = "It was taken up again after an interruption."

const isCreate = ({ method, path }: Arrival) => method === "POST" && path.endsWith("/backups")
const isSearch = ({ method, path }: Arrival) => method === "GET" && path.endsWith("/backups")
const isLook = (arrival: Arrival, cloud: MockTrove) => isSearch(arrival) && cloud.state.backups.all().length > 0
const isToken = ({ method, path }: Arrival) => method === "POST" && path.endsWith("/auth/tokens")

describe(
  "a process killed with SIGKILL and started again finishes what it had begun, without being asked",
  patient,
  () => {
    test("when it was killed right after start had returned", async () => {
      const { cloud, run, start } = await setUp()
      const first = run({ start })
      await first.started
      await first.kill()
      const { operation, checkpoint } = await run().ended
      expect([operation.state, checkpoint.status]).toEqual(["succeeded", "available"])
      expectOneBackup(cloud)
    })

    test.each([
      { moment: "asking for a token", isMoment: isToken, handled: false },
      { moment: "looking for what an earlier try left", isMoment: isSearch, handled: false },
      { moment: "creating the backup, before the cloud heard it", isMoment: isCreate, handled: false },
      { moment: "creating the backup, after the cloud did it", isMoment: isCreate, handled: true },
      { moment: "looking at the backup", isMoment: isLook, handled: true },
    ])("when it was killed while $moment", async ({ handled, isMoment }) => {
      const { cloud, run, start } = await setUp()
      let toKill = 1
      intercept(cloud, (arrival, handle) => {
        if (toKill === 0 || !isMoment(arrival, cloud)) return handle()
        toKill -= 1
        first.child.kill("SIGKILL")
        if (handled) handle()
        return noAnswer
      })
      const first = run({ start })
      await first.gone
      expect(first.child.signalCode).toBe("SIGKILL")
      const { operation, checkpoint } = await run().ended
      expect([operation.state, checkpoint.status]).toEqual(["succeeded", "available"])
      expect(operation.notes).toMatchObject([{ sentence: takenUp }])
      expectOneBackup(cloud)
      expect(cloud.journal.count("createBackup")).toBe(1)
    })
  },
)

/** Returns once the host is frozen, while it looks for what an earlier try left. */
const freezeAtSearch = (cloud: MockTrove, host: () => Process): Promise<void> =>
  new Promise((resolve) => {
    let toFreeze = 1
    intercept(cloud, (arrival, handle) => {
      if (toFreeze > 0 && isSearch(arrival)) {
        toFreeze -= 1
        host().child.kill("SIGSTOP")
        resolve()
      }
      return handle()
    })
  })

describe("two processes over each other on one file", patient, () => {
  test("started at the same moment make one backup, and both see it succeed", async () => {
    const { cloud, run, start } = await setUp()
    const hosts = [run({ start }), run({ start }), run({ start })]
    for (const { operation, checkpoint } of await Promise.all(hosts.map((host) => host.ended))) {
      expect([operation.state, checkpoint.status]).toEqual(["succeeded", "available"])
      expect(operation.notes).toEqual([])
    }
    expect(cloud.journal.count("createBackup")).toBe(1)
  })

  test("hand over when the one that drives is killed, and not while it is only frozen", async () => {
    const { cloud, run, start } = await setUp()
    const frozen = freezeAtSearch(cloud, () => first)
    const first = run({ start })
    await frozen
    const second = run({ start })
    await second.started
    expect(cloud.state.backups.all()).toEqual([])
    await first.kill()
    const { operation } = await second.ended
    expect(operation).toMatchObject({ state: "succeeded", notes: [{ sentence: takenUp }] })
    expect(cloud.journal.count("createBackup")).toBe(1)
  })

  test("double nothing even when one is frozen, its lock file is removed, and it wakes", async () => {
    const { cloud, folder, run, start } = await setUp()
    const frozen = freezeAtSearch(cloud, () => first)
    const first = run({ start })
    await frozen
    await rm(join(folder, "engine.db.lock"))
    const { operation } = await run().ended
    expect(operation.notes).toMatchObject([{ sentence: takenUp }])
    first.child.kill("SIGCONT")
    expect((await first.ended).operation).toEqual(operation)
    expectOneBackup(cloud)
    expect(cloud.journal.count("createBackup")).toBe(1)
  })
})
