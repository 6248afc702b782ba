import { readFile } from "node:fs/promises"
import fc from "fast-check"
import { expect, it } from "vitest"
import { createFaults } from "../src/faults.ts"
import { createRouteTable } from "../src/routes/matchRoute.ts"
import { operations, services } from "../src/services.ts"
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

/** Each operation of a description with its method and path; the names of a path's parts are left out. */
const described = async (name: string): Promise<readonly string[]> => {
  const text = await readFile(new URL(`../../trove-adapter/openapi/${name}.yaml`, import.meta.url), "utf8")
  let path = ""
  let method = ""
  return text.split("\n").flatMap((line) => {
    path = /^ {2}(\/.*):$/.exec(line)?.[1] ?? path
    method = /^ {4}(get|head|post|put|patch|delete):$/.exec(line)?.[1] ?? method
    const operation = /^ {6}operationId: (\w+)$/.exec(line)?.[1]
    return operation === undefined ? [] : [asked(operation, method, path)]
  })
}

const asked = (operation: string, method: string, path: string): string =>
  `${operation}: ${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, "{}").replace(/(?<=.)\/$/, "")}`

it.each([
  ["database", "trove", /^\/v1\.0\/\{project_id\}/],
  ["identity", "keystone", /^\/v3(?=\/.)/],
  ["object-store", "swift", /^\/v1\/\{account\}(?=$|\/)/],
] as const)("what is served as %s is what its description has, on the same paths", async (service, name, prefix) => {
  const { routes } = services[service]
  const served = routes
    // Keystone answers HEAD wherever it answers GET.
    .filter(({ method, operation }) => service !== "identity" || method !== "HEAD" || operation === "checkToken")
    .map(({ operation, method, path }) => asked(operation, method, path.replace(prefix, "") || "/"))
  const wanted = await described(name)
  expect(wanted.length).toBeGreaterThan(5)
  expect([...new Set(served)].toSorted()).toEqual(wanted.toSorted())
})
