import { readFile } from "node:fs/promises"
import fc from "fast-check"
import { expect, it } from "vitest"
import { createFaults } from "../src/faults.ts"
import { undescribedOperations } from "../src/Operation.ts"
import { createRouteTable } from "../src/routes/matchRoute.ts"
import { operations } from "../src/services.ts"
import { createClock } from "../src/state/Clock.ts"
import { seededFraction, seededUuid } from "../src/state/seeded.ts"

it("whoever sleeps wakes at exactly the moment asked for, in the order of those moments, however time is moved", async () => {
  const naps = fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 6 })
  const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("auto" as const, "manual" as const), naps, steps, async (mode, lengths, moves) => {
      const clock = createClock({ mode, start: 0, onMove: () => {} })
      const woken: [due: number, at: number][] = []
      const sleepers = lengths.map(async (length) => {
        await clock.sleep(length)
        woken.push([length, clock.now()])
      })
      for (const move of moves) await clock.advance(move)
      await clock.advance(1_000)
      await Promise.all(sleepers)
      expect(woken.map(([due]) => due)).toEqual([...lengths].sort((a, b) => a - b))
      for (const [due, at] of woken) expect(at).toBe(due)
    }),
    { numRuns: 30 },
  )
})

it("a fault hits exactly the requests its rule names", () => {
  const count = fc.integer({ min: 1, max: 8 })
  fc.assert(
    fc.property(count, count, fc.integer({ min: 0, max: 20 }), (nth, times, requests) => {
      const faults = createFaults({ operations, seed: 1, now: () => 0 })
      faults.on("listBackups", { nth, times }).drop()
      const request = { operation: "listBackups", at: 0, project: () => [], resources: () => [] }
      const hit = Array.from({ length: requests }, () => faults.take(request) !== undefined)
      expect(hit).toEqual(hit.map((_, index) => index + 1 >= nth && index + 1 < nth + times))
      expect(faults.unused().length === 0).toBe(requests >= nth + times - 1)
    }),
  )
})

it("a path is matched by what its parts were encoded from, and by nothing longer", () => {
  const match = createRouteTable([
    {
      operation: "one",
      method: "GET",
      path: "/v1.0/{project_id}/things/{id}",
      handle: () => ({ status: 200, headers: {} }),
    },
  ])
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (project, id) => {
      const path = `/v1.0/${encodeURIComponent(project)}/things/${encodeURIComponent(id)}`
      expect(match("GET", path)?.params).toEqual({ project_id: project, id })
      expect([match("GET", `${path}/`), match("POST", path)]).toEqual([undefined, undefined])
    }),
  )
})

it("made-up values differ from each other and are the same for the same seed", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const ids = Array.from({ length: 500 }, (_, n) => seededUuid(seed, "uuid", n))
      expect(new Set(ids).size).toBe(500)
      expect(ids[7]).toBe(seededUuid(seed, "uuid", 7))
      expect(ids[7]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const fractions = Array.from({ length: 500 }, (_, n) => seededFraction(seed, "chance", n))
      const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / 500
      expect(Math.abs(mean - 0.5)).toBeLessThan(0.1)
    }),
    { numRuns: 20 },
  )
})

it("every operation is known by name to whoever puts faults in the way, and served under it", async () => {
  const described = await Promise.all(
    ["trove", "keystone"].map((name) =>
      readFile(new URL(`../../trove-adapter/openapi/${name}.yaml`, import.meta.url), "utf8"),
    ),
  )
  const names = [...described.join("\n").matchAll(/operationId: (\w+)/g)].map(([, name]) => name)
  expect(names.length).toBeGreaterThan(25)
  expect(names.filter((name) => name !== undefined && !operations.has(name))).toEqual([])
  const named = new Set<string | undefined>([...names, ...undescribedOperations])
  expect([...operations].filter((operation) => !named.has(operation))).toEqual([])
})
