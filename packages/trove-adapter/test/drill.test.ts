/** Verify at the level "restore", over the mock: a temporary instance is made, looked into, and gone again, come what may. */
import { requestCancel, retry } from "@breakwater/core/steps"
import { createMockTrove, type MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"
import type { DrilledInstance } from "../src/Probe.ts"
import { troveClient } from "../src/promise.ts"
import { attachedGroup } from "./support/attachedGroup.ts"
import { type Ended, Host, type Waiting } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const world = async (
  options: ConstructorParameters<typeof Host>[1] = {},
  mock: Parameters<typeof createMockTrove>[0] = {},
) => {
  const cloud = createMockTrove(mock)
  const instance = cloud.state.instances.add({
    name: "orders",
    volume: 2,
    flavor: "2",
    databases: ["shop", "stock"],
    users: ["ada"],
    access: { is_public: true, allowed_cidrs: ["10.0.0.0/8"] },
  })
  const host = new Host(cloud, options)
  const saved = await host.protect(instance)
  const asked = { instance, saved, parameters: { level: "restore" } }
  const temporary = () => cloud.state.instances.all().filter(({ id }) => id !== instance.id)
  return { cloud, instance, host, saved, asked, temporary }
}

const datastore = { type: "mysql", version: "5.7.29" }

const creates = (cloud: MockTrove) =>
  cloud.journal.entries.filter(({ operation, fault }) => operation === "createInstance" && fault !== "handled late")

const waiting = (turn: { readonly status: string }): Waiting => {
  if (turn.status !== "waiting") throw new Error(`It is ${turn.status}.`)
  return turn as Waiting
}

const failed = (end: Ended) => {
  if (end.status !== "failed") throw new Error(`It is ${end.status}.`)
  return end.error
}

describe("a drill", () => {
  test("does not remove its instance from under a backup that somebody makes of it: that would never end", async () => {
    const { cloud, host, asked, temporary } = await world()
    const first = await host.begin("verify", asked)
    await cloud.clock.sleep(1_800_000)
    const [drilled] = temporary()
    if (drilled === undefined) throw new Error("nothing was made")
    await using client = troveClient(cloud.connection, { clock: cloud.clock, project: cloud.scope.project })
    const looked = await host.turn(first)
    cloud.plan.nextBackup({ takes: "10m" })
    const { id } = await client.createBackup({ name: "of all there are", instance: drilled.id })
    const end = await host.finish(looked)
    expect(end).toMatchObject({ status: "succeeded", result: { drill: { left: [] } } })
    expect(temporary()).toEqual([])
    await cloud.clock.sleep(3_600_000)
    expect(cloud.state.backups.get(id)?.status).toBe("COMPLETED")
  })

  test("takes another configuration group than the source's, which may be gone by then, or none", async () => {
    const { cloud, instance, host } = await world()
    const group = await attachedGroup(cloud, instance.id)
    const saved = await host.protect(instance, { id: "with a group" })
    const other = await onCloud(cloud, (trove) =>
      Effect.gen(function* () {
        const { id } = yield* trove.createConfiguration({ name: "plain", values: { max_connections: 100 }, datastore })
        yield* trove.updateInstance(instance.id, { configuration: null })
        yield* Effect.promise(() =>
          trove.api.DELETE("/configurations/{configuration_id}", { params: { path: { configuration_id: group } } }),
        )
        return id
      }),
    )
    const about = { instance, saved, parameters: { level: "restore" } }
    expect(await host.failure("verify", about)).toMatchObject({ issues: [{ path: "/parameters/configuration" }] })
    for (const configuration of [other, "none"]) {
      await host.succeed("verify", { ...about, id: configuration, parameters: { ...about.parameters, configuration } })
    }
    const sent = creates(cloud).map(({ asked }) => Object(asked).instance.configuration)
    expect(sent).toEqual([other, undefined])
  })

  test("restores the backup, compares what is in it, and leaves nothing behind", async () => {
    const { cloud, host, saved, asked, temporary } = await world()
    const before = cloud.clock.now()
    const { result, warnings } = await host.succeed("verify", asked)
    expect(result).toEqual({
      level: "restore",
      at: new Date(cloud.clock.now()).toISOString(),
      backups: [expect.objectContaining({ id: saved.backup.id, object: expect.anything() })],
      notChecked: [expect.stringContaining("no probe")],
      drill: {
        instance: expect.any(String),
        recoveryTimeMs: expect.any(Number),
        recoveryPoint: `${saved.backup.created}.000Z`,
        recoveryPointAgeMs: before - Date.parse(`${saved.backup.created}Z`),
        databases: { missing: [], missingCount: 0, added: [], addedCount: 0 },
        users: { missing: [], missingCount: 0, added: [], addedCount: 0 },
        left: [],
      },
    })
    expect(warnings).toEqual([])
    expect(temporary()).toEqual([])
    expect(creates(cloud)).toHaveLength(1)
  })

  test("measures the recovery from the call that asks for it until the instance serves", async () => {
    const { cloud, host, asked } = await world()
    cloud.plan.nextRestore({ takes: "20m" })
    const { result } = await host.succeed("verify", asked)
    const { drill } = result as { readonly drill: { readonly recoveryTimeMs: number } }
    expect(drill.recoveryTimeMs).toBeGreaterThanOrEqual(20 * 60_000)
    expect(drill.recoveryTimeMs).toBeLessThan(22 * 60_000)
  })

  test("makes an instance like the source, that is not public and bears the mark, unless told otherwise", async () => {
    const { cloud, host, asked, temporary } = await world()
    await host.begin("verify", asked)
    expect(temporary()).toMatchObject([
      { name: expect.stringMatching(/^drill of orders \[bw:/), flavor: "2", volume: 2 },
    ])
    const [request] = creates(cloud)
    expect(JSON.stringify(request)).toContain('"is_public":false')
    const other = { ...asked, parameters: { level: "restore", flavor: "3", volume_size: 5 }, id: "larger" }
    await host.begin("verify", other)
    expect(temporary()[1]).toMatchObject({ flavor: "3", volume: 5 })
  })

  test("fails when the restored instance lacks a database or a user that protect saw, and removes it all the same", async () => {
    const { cloud, host, asked, temporary } = await world()
    cloud.plan.nextRestore({ comesBackWithOldData: true })
    const error = await host.failure("verify", asked)
    expect(error).toMatchObject({ code: "damaged", outcome: "started", left: [] })
    expect(error.message).toContain("the databases shop, stock and the user ada@%")
    expect(temporary()).toEqual([])
  })

  test("names what is there besides, which is no failure", async () => {
    const { host, asked, saved } = await world()
    const { at = "" } = saved.contents ?? {}
    const less = { ...saved, contents: { at, databases: ["shop"], users: ["ada@%"] } }
    const { result } = await host.succeed("verify", { ...asked, saved: less })
    expect(result).toMatchObject({ drill: { databases: { missing: [], added: ["stock"], addedCount: 1 } } })
  })

  test("says that databases were not compared where protect could not record them", async () => {
    const { host, asked, saved } = await world()
    const { contents: _, ...unrecorded } = saved
    const { result } = await host.succeed("verify", { ...asked, saved: unrecorded })
    expect(result).toMatchObject({ notChecked: expect.arrayContaining([expect.stringContaining("not recorded")]) })
  })

  test("that Trove can not restore fails with Trove's words, and removes what it left", async () => {
    const { cloud, host, asked, temporary } = await world()
    cloud.plan.nextRestore({ fails: "no space left on device" })
    const error = await host.failure("verify", asked)
    expect(error).toMatchObject({ code: "remoteFailed", message: expect.stringContaining("no space left"), left: [] })
    expect(temporary()).toEqual([])
  })

  test("of a backup that is known to be damaged makes nothing", async () => {
    const { cloud, host, saved, asked } = await world()
    cloud.state.objects.corrupt(saved.backup)
    expect(await host.failure("verify", asked)).toMatchObject({ code: "damaged", outcome: "notStarted" })
    expect(creates(cloud)).toEqual([])
  })

  test("does without the object store where that does not let itself be asked, and says so", async () => {
    const { cloud, host, asked } = await world()
    cloud.faults.on("showObject", { times: "always" }).refuse(403)
    const { result } = await host.succeed("verify", asked)
    expect(result).toMatchObject({ notChecked: [expect.stringContaining("stored objects"), expect.any(String)] })
  })

  test("that does not fit into the quota makes nothing", async () => {
    const quotas = { instances: 1, backups: 50, volumes: 40, ram: -1 }
    const { cloud, host, asked } = await world({}, { quotas })
    expect(await host.failure("verify", asked)).toMatchObject({ code: "quotaExceeded", outcome: "notStarted" })
    expect(creates(cloud)).toEqual([])
  })

  test("is foretold by a preview: what is made, for how long, and what that takes", async () => {
    const { cloud, host, asked } = await world()
    const preview = await previewOf(host, "verify", asked)
    expect(preview).toMatchObject({
      creates: [expect.stringMatching(/temporary instance drill of orders with flavor 2 and 2 GB/)],
      deletes: [expect.stringContaining("temporary instance")],
      quota: { instances: 1, volumes: 2 },
      blockers: [],
    })
    expect(preview.warnings[0]).toContain("charged for")
    expect(creates(cloud)).toEqual([])
  })
})

describe("the probe of a host", () => {
  test("is given the restored instance while it serves, and what it says stands in the result", async () => {
    const given: DrilledInstance[] = []
    const probe = async (drilled: DrilledInstance) => {
      given.push(drilled)
      return "42 orders"
    }
    const { host, saved, asked, instance } = await world({ drill: { probe } })
    const { result } = await host.succeed("verify", asked)
    expect(given).toMatchObject([
      {
        instance: { status: "ACTIVE", operating_status: "HEALTHY", addresses: [{ address: expect.any(String) }] },
        resource: { id: instance.id },
        backup: { id: saved.backup.id },
      },
    ])
    expect(result).toMatchObject({ notChecked: [], drill: { probe: "42 orders" } })
  })

  test.each([
    ["a promise that rejects", () => Promise.reject(new Error("there are no orders"))],
    ["an effect that fails", () => Effect.fail("there are no orders")],
    ["an effect that dies", () => Effect.die(new Error("there are no orders"))],
    [
      "a function that throws",
      () => {
        throw new Error("there are no orders")
      },
    ],
  ])("refuses the backup as %s, and the instance is removed", async (_, probe) => {
    const { host, asked, temporary } = await world({ drill: { probe } })
    const error = await host.failure("verify", asked)
    expect(error).toMatchObject({ code: "damaged", message: expect.stringContaining("there are no orders") })
    expect(temporary()).toEqual([])
  })

  test("may be an effect", async () => {
    const { host, asked } = await world({ drill: { probe: () => Effect.succeed(undefined) } })
    expect((await host.succeed("verify", asked)).result).toMatchObject({ drill: { probe: "passed" } })
  })

  test("has so much time and no more", async () => {
    let aborted = false
    const probe = ({ signal }: DrilledInstance) =>
      new Promise<never>(() => signal.addEventListener("abort", () => (aborted = true)))
    const { host, asked } = await world({ drill: { probe, within: "20 seconds" } })
    expect(await host.failure("verify", asked)).toMatchObject({
      message: expect.stringContaining("no answer in its time"),
    })
    expect(aborted).toBe(true)
  })
})

describe("on a bad day", () => {
  test("a process that dies after any turn leaves an instance that the next one finds and removes", async () => {
    const { host, asked, temporary, cloud } = await world()
    const fresh = cloud.snapshot()
    const handles: Waiting[] = []
    let current = await host.begin("verify", asked)
    while (current.status === "waiting") {
      handles.push(current)
      await cloud.clock.sleep(current.afterMs)
      current = await host.turn(current)
    }
    expect(handles.length).toBeGreaterThan(4)
    for (const [index] of handles.entries()) {
      cloud.restore(fresh)
      const before = creates(cloud).length
      let turn = await host.begin("verify", asked)
      // It dies here; what it had answered last is lost as well.
      let durable = waiting(turn)
      for (let count = 0; count < index; count += 1) {
        durable = waiting(turn)
        await cloud.clock.sleep(durable.afterMs)
        turn = await host.turn(durable)
      }
      expect(await host.finish(durable)).toMatchObject({ status: "succeeded", result: { level: "restore" } })
      expect(temporary()).toEqual([])
      expect(creates(cloud).length - before).toBe(1)
    }
  })

  test("begun again without any state while the instance is there, it takes that one", async () => {
    const { cloud, host, asked, temporary } = await world()
    await host.begin("verify", asked)
    await cloud.clock.sleep(5_000)
    const end = await host.finish(await host.begin("verify", { ...asked, again: true }))
    expect(end.status).toBe("succeeded")
    expect(temporary()).toEqual([])
    expect(creates(cloud)).toHaveLength(1)
  })

  test("every kept handle turned again while it goes on makes no second instance", async () => {
    const { cloud, host, asked, temporary } = await world()
    const earlier: Waiting[] = []
    let current = await host.begin("verify", asked)
    while (current.status === "waiting") {
      earlier.push(current)
      // Once the instance goes, one that lost what was found out drills anew.
      for (const turn of earlier) if (cloud.journal.count("deleteInstance") === 0) await host.turn(turn)
      await cloud.clock.sleep(current.afterMs)
      current = await host.turn(current)
    }
    expect(current.status).toBe("succeeded")
    expect(temporary()).toEqual([])
    expect(creates(cloud)).toHaveLength(1)
  })

  test("an answer that is lost is looked for, and one that commits late is removed as well", async () => {
    const { cloud, host, asked, temporary } = await world()
    cloud.faults.on("createInstance").loseAnswer()
    await host.succeed("verify", asked)
    expect(creates(cloud)).toHaveLength(1)
    expect(temporary()).toEqual([])
    cloud.faults.on("createInstance").lateCommit("130s")
    await host.succeed("verify", { ...asked, id: "late" })
    await cloud.clock.sleep(600_000)
    expect(temporary()).toEqual([])
  })

  test("a call that commits long after the drill failed leaves nothing either", async () => {
    const { cloud, host, asked, temporary } = await world()
    cloud.faults.on("createInstance").lateCommit("238s")
    cloud.plan.nextRestore({ fails: "no space left on device", takes: "20s" })
    await host.failure("verify", asked)
    await cloud.clock.sleep(600_000)
    expect(temporary()).toEqual([])
  })

  test("a retry of a drill that failed drills anew, and measures anew", async () => {
    const { cloud, host, asked, temporary } = await world()
    cloud.plan.nextRestore({ comesBackWithOldData: true })
    const end = await host.run("verify", asked)
    if (end.status !== "failed") throw new Error(`It is ${end.status}.`)
    await cloud.clock.sleep(3_600_000)
    const handle = retry(end.handle, new Date(cloud.clock.now() + 3_600_000).toISOString())
    const again = { status: "waiting", handle, afterMs: 0, progress: { description: "" }, cancellable: "now" } as const
    const { result } = (await host.finish(again)) as Extract<Ended, { readonly status: "succeeded" }>
    expect(result).toMatchObject({ drill: { databases: { missing: [] } } })
    const { drill } = result as { readonly drill: { readonly recoveryTimeMs: number } }
    expect(drill.recoveryTimeMs).toBeLessThan(3_600_000)
    expect(creates(cloud)).toHaveLength(2)
    expect(temporary()).toEqual([])
  })

  test("cancelled in the middle, it removes the instance and says that nothing is left", async () => {
    const { cloud, host, asked, temporary } = await world()
    const first = waiting(await host.begin("verify", asked))
    await cloud.clock.sleep(first.afterMs)
    const end = await host.finish(await host.turn({ ...first, handle: requestCancel(first.handle) }))
    expect(end).toMatchObject({ status: "cancelled", left: [] })
    expect(temporary()).toEqual([])
  })

  test("out of time, it names the instance that is still there, and a retry removes it", async () => {
    const { host, asked, temporary, cloud } = await world()
    cloud.plan.nextRestore({ takes: "50m" })
    const end = await host.run("verify", { ...asked, hours: 0.5 })
    expect(failed(end)).toMatchObject({
      code: "deadlineExceeded",
      left: [{ kind: "instance", id: temporary()[0]?.id }],
    })
    const again = await host.begin("verify", { ...asked, again: true })
    expect((await host.finish(again)).status).toBe("succeeded")
    expect(temporary()).toEqual([])
  })

  test("instances of others are left alone, also those of another drill and of a restore under the same id", async () => {
    const { cloud, host, asked, instance, saved } = await world()
    const other = cloud.state.instances.add({ name: "drill of orders [bw:aaaaaaaaaaaa]" })
    const mine = cloud.state.instances.add({ name: "drill of orders" })
    const restoring = waiting(await host.begin("restore", { instance, saved, id: "verify-1" }))
    await host.succeed("verify", asked)
    const left = cloud.state.instances.all().map(({ id }) => id)
    expect(left).toEqual(expect.arrayContaining([instance.id, other.id, mine.id]))
    expect(left).toHaveLength(4)
    await host.finish(restoring)
  })

  test("an instance that somebody renamed meanwhile is left alone, and named", async () => {
    const { cloud, host, asked, temporary } = await world()
    let current = await host.begin("verify", asked)
    const [made] = temporary()
    const renamed = { name: "now it is mine" }
    while (current.status === "waiting" && temporary()[0]?.status !== "ACTIVE") {
      await cloud.clock.sleep(current.afterMs)
      if (temporary()[0]?.status !== "ACTIVE") current = await host.turn(current)
    }
    await onCloud(cloud, (trove) => trove.updateInstance(made?.id ?? "", renamed))
    const error = failed(await host.finish(current))
    expect(error).toMatchObject({ code: "ambiguous", left: [{ kind: "instance", id: made?.id }] })
    expect(temporary()).toMatchObject([renamed])
  })

  test("an instance that can not be deleted is named in the result", async () => {
    const { cloud, host, asked, temporary } = await world()
    cloud.faults.on("deleteInstance").refuse(403)
    const { result, warnings } = await host.succeed("verify", asked)
    const [left] = temporary()
    expect(result).toMatchObject({ drill: { left: [{ kind: "instance", id: left?.id }] } })
    expect(warnings).toEqual([expect.stringContaining("remains")])
  })
})
