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
  readonly checkpoint: { readonly id: string; readonly status: string }
}

/** A host that runs, and what it prints. */
class Process {
  readonly child: ChildProcess
  readonly started: Promise<void>
  readonly ended: Promise<Ended>
  readonly gone: Promise<void>
  /** Rejects when it ended by itself. */
  readonly unharmed: Promise<never>

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
    this.started = started
    this.ended = this.gone.then(() => {
      const [line] = lines
      if (line === undefined) throw new Error(`The host ended without a word. ${complaint}`)
      return JSON.parse(line)
    })
    this.unharmed = this.gone.then(() => {
      if (child.exitCode === null) return new Promise<never>(() => {})
      throw new Error(`The host ended by itself. ${complaint}`)
    })
    this.unharmed.catch(() => {})
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

interface Strike {
  readonly signal: "SIGKILL" | "SIGSTOP"
  /** Whether it is the moment, of a request that reaches the cloud. */
  readonly isMoment: (arrival: Arrival, cloud: MockTrove) => boolean
  /** Whether the cloud does what it was asked for at that moment; a host that is killed gets no answer in any case. */
  readonly handled: boolean
}

/** Sends a host a signal, once, and returns when that was done. */
const strike = (cloud: MockTrove, { handled, isMoment, signal }: Strike, host: () => Process) =>
  new Promise<void>((resolve) => {
    const { engine } = cloud
    const handle = engine.handle.bind(engine)
    engine.handle = (arrival) => {
      if (!isMoment(arrival, cloud)) return handle(arrival)
      engine.handle = handle
      host().child.kill(signal)
      resolve()
      const outcome = handled ? handle(arrival) : noAnswer
      return signal === "SIGKILL" ? noAnswer : outcome
    }
  })

const noAnswer: Outcome = { answer: undefined, delayMs: 0 }

/** Each case starts two or three processes, which takes its time on a machine that is busy. */
const patient = { timeout: 60_000 }

const expectOneBackup = (cloud: MockTrove): void => {
  const backups = cloud.state.backups.all()
  expect(backups.map(({ status }) => status)).toEqual(["COMPLETED"])
}

const takenUp = "It was taken up again after an interruption."

const isCreate = ({ method, path }: Arrival) => method === "POST" && path.endsWith("/backups")
const isSearch = ({ method, path }: Arrival) => method === "GET" && path.endsWith("/backups")
const isLook = (arrival: Arrival, cloud: MockTrove) => isSearch(arrival) && cloud.state.backups.all().length > 0
const isCreateInstance = ({ method, path }: Arrival) => method === "POST" && path.endsWith("/instances")
const isToken = ({ method, path }: Arrival) => method === "POST" && path.endsWith("/auth/tokens")

describe("a process killed with SIGKILL and started again finishes what it had begun", patient, () => {
  test("when it was killed right after start had returned", async () => {
    const { cloud, run, start } = await setUp()
    const first = run({ start })
    await Promise.race([first.started, first.unharmed])
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
    const struck = strike(cloud, { signal: "SIGKILL", isMoment, handled }, () => first)
    const first = run({ start })
    await Promise.race([struck, first.unharmed])
    await first.gone
    const { operation, checkpoint } = await run().ended
    expect([operation.state, checkpoint.status]).toEqual(["succeeded", "available"])
    expect(operation.notes).toMatchObject([{ sentence: takenUp }])
    expectOneBackup(cloud)
    expect(cloud.journal.count("createBackup")).toBe(1)
  })

  test("when it was killed while creating the instance of a restore, after the cloud did it", async () => {
    const { cloud, run, start } = await setUp()
    const { checkpoint } = await run({ start }).ended
    const parameters = { "OS::Trove::Instance": { restore_name: "orders-2" } }
    const { resources: _, ...rest } = start
    const restore: Request = { ...rest, id: "back", verb: "restore", checkpoint: checkpoint.id, parameters }
    const struck = strike(cloud, { signal: "SIGKILL", isMoment: isCreateInstance, handled: true }, () => first)
    const first = run({ start: restore, follow: "back" })
    await Promise.race([struck, first.unharmed])
    await first.gone
    const { operation } = await run({ follow: "back" }).ended
    expect(operation).toMatchObject({ state: "succeeded", notes: [{ sentence: takenUp }] })
    expect(cloud.state.instances.all().map(({ name }) => name)).toEqual(["orders", "orders-2"])
    expect(cloud.journal.count("createInstance")).toBe(1)
  })

  test("when its file is lost and the same operation is started again", async () => {
    const { cloud, folder, run, start } = await setUp()
    const struck = strike(cloud, { signal: "SIGKILL", isMoment: isCreate, handled: true }, () => first)
    const first = run({ start })
    await Promise.race([struck, first.unharmed])
    await first.gone
    for (const suffix of ["", "-wal", "-shm"]) await rm(join(folder, `engine.db${suffix}`))
    const { operation, checkpoint } = await run({ start }).ended
    expect([operation.state, checkpoint.status]).toEqual(["succeeded", "available"])
    expectOneBackup(cloud)
    expect(cloud.journal.count("createBackup")).toBe(1)
  })
})

describe("processes over each other on one file", patient, () => {
  const freezing: Strike = { signal: "SIGSTOP", isMoment: isSearch, handled: true }

  test("started at the same moment make one backup, and all see it succeed", async () => {
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
    const struck = strike(cloud, freezing, () => first)
    const first = run({ start })
    await Promise.race([struck, first.unharmed])
    const second = run({ start })
    await Promise.race([second.started, second.unharmed])
    expect(cloud.state.backups.all()).toEqual([])
    await first.kill()
    const { operation } = await second.ended
    expect(operation).toMatchObject({ state: "succeeded", notes: [{ sentence: takenUp }] })
    expect(cloud.journal.count("createBackup")).toBe(1)
  })

  test("double nothing even when one is frozen, its lock file is removed, and it wakes", async () => {
    const { cloud, folder, run, start } = await setUp()
    const struck = strike(cloud, freezing, () => first)
    const first = run({ start })
    await Promise.race([struck, first.unharmed])
    await rm(join(folder, "engine.db.lock"))
    const { operation } = await run().ended
    expect(operation.notes).toMatchObject([{ sentence: takenUp }])
    first.child.kill("SIGCONT")
    expect((await first.ended).operation).toEqual(operation)
    expectOneBackup(cloud)
    expect(cloud.journal.count("createBackup")).toBe(1)
  })
})
