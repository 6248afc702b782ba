import { clockLayer, type HostClock } from "@breakwater/core"
import { MemoryProtectable, MemoryService, manualClock } from "@breakwater/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, test } from "vitest"

const run = <A, E>(clock: HostClock, effect: Effect.Effect<A, E>) =>
  Effect.runPromise(effect.pipe(Effect.provide(clockLayer(clock))))

const world = () => {
  const clock = manualClock()
  const service = new MemoryService()
  const thing = service.addThing({ name: "orders", data: "42 orders" })
  return { clock, service, thing, copyIt: service.createCopy({ thing, name: "nightly", description: "" }) }
}

describe("a memory service", () => {
  test("copies, restores and deletes, each in its time", async () => {
    const { clock, service, thing, copyIt } = world()
    const copy = await run(clock, copyIt)
    expect(copy).toMatchObject({ thing, status: "BUILDING" })
    const restoreIt = service.restoreCopy({
      copy: copy.id,
      name: "n",
      description: "",
      project: "p",
      parent: undefined,
    })
    await expect(run(clock, restoreIt)).rejects.toMatchObject({ reason: "busy" })
    await clock.advance(60_000)
    expect(await run(clock, service.copy(copy.id))).toMatchObject({ status: "COMPLETED", data: "42 orders" })
    const restored = await run(clock, restoreIt)
    expect(restored.status).toBe("BUILDING")
    await run(clock, service.deleteCopy(copy.id))
    expect(await run(clock, service.copies(thing))).toMatchObject([{ status: "DELETING" }])
    await clock.advance(120_000)
    expect(await run(clock, service.thing(restored.id))).toMatchObject({ status: "READY", data: "42 orders" })
    await expect(run(clock, service.copy(copy.id))).rejects.toMatchObject({ reason: "notFound" })
    await expect(run(clock, service.deleteCopy(copy.id))).rejects.toMatchObject({ reason: "notFound" })
  })

  test("a lost answer has done what was asked", async () => {
    const { clock, service, copyIt } = world()
    service.loseAnswer("createCopy")
    await expect(run(clock, copyIt)).rejects.toMatchObject({ reason: "lost" })
    expect(service.copiesAt(clock.now())).toHaveLength(1)
  })

  test("a late commit does it later", async () => {
    const { clock, service, copyIt } = world()
    service.commitLate("createCopy", 10_000)
    await expect(run(clock, copyIt)).rejects.toMatchObject({ reason: "lost" })
    expect(service.copiesAt(clock.now())).toEqual([])
    await clock.advance(30_000)
    expect(service.copiesAt(clock.now())).toMatchObject([{ created: clock.now() - 20_000, status: "BUILDING" }])
    expect(service.received("createCopy")).toBe(1)
  })

  test("what is told to fail ends FAILED, and only that", async () => {
    const { clock, service, copyIt } = world()
    service.failNext("createCopy")
    await run(clock, copyIt)
    await run(clock, copyIt)
    await clock.advance(60_000)
    expect(service.copiesAt(clock.now()).map(({ status }) => status)).toEqual(["FAILED", "COMPLETED"])
  })

  test("a busy thing is not copied", async () => {
    const { clock, service, thing, copyIt } = world()
    service.makeBusy(thing, clock.now() + 1_000)
    await expect(run(clock, copyIt)).rejects.toMatchObject({ reason: "busy", message: "orders is BUSY." })
    await clock.advance(1_000)
    expect((await run(clock, copyIt)).status).toBe("BUILDING")
  })
})

describe("its protectable plugin", () => {
  const scope = { account: "alice" }

  test("lists page by page, and says of each what can be done now", async () => {
    const { clock, service, thing } = world()
    const second = service.addThing({ name: "users" })
    service.addThing({ name: "elsewhere", project: "other" })
    service.makeBusy(second, clock.now() + 1_000)
    const plugin = new MemoryProtectable(service)
    const first = await run(clock, plugin.list(scope, { limit: 1 }))
    expect(first).toMatchObject({ items: [{ id: thing, can: { protect: true } }], next: thing })
    expect(await run(clock, plugin.list(scope, { limit: 1, after: thing }))).toEqual({
      items: [
        expect.objectContaining({
          id: second,
          status: "BUSY",
          can: { protect: expect.objectContaining({ code: "notReady" }) },
        }),
      ],
    })
  })

  test("knows what belongs to a project and what to another thing", async () => {
    const { clock, service, thing } = world()
    const child = service.addThing({ name: "part", parent: thing })
    const plugin = new MemoryProtectable(service)
    const project = { scope, type: "OS::Keystone::Project", id: "project", name: "project" }
    expect((await run(clock, plugin.dependents(project))).items.map(({ id }) => id)).toEqual([thing])
    const shown = await run(clock, plugin.show(scope, thing))
    expect((await run(clock, plugin.dependents(shown))).items).toMatchObject([{ id: child, extra: { parent: thing } }])
    await expect(run(clock, plugin.show(scope, "thing-0"))).rejects.toMatchObject({ code: "notFound" })
  })
})
