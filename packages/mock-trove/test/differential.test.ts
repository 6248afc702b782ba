import fc from "fast-check"
import { expect, it } from "vitest"
import type { MockTrove } from "../src/index.ts"
import { drive, type Told, type World } from "./differential/drive.ts"
import { type MockWorld, mockWorld } from "./differential/mockWorld.ts"
import { sequences } from "./differential/steps.ts"

/** What may become of what; a backup that was reset is still reported by its guest. */
const legal = {
  backup: /^(NEW→(BUILDING|FAILED)|BUILDING→(COMPLETED|FAILED)|FAILED→COMPLETED)$/,
  instance:
    /^(BUILDING→(NONE|DELETING|BUILDING_GUEST_ERROR)|NONE→(NONE|DELETING|REBOOTING|RESIZING|UPDATING)|(REBOOTING|RESIZING|UPDATING|DELETING|BUILDING_GUEST_ERROR)→(NONE|DELETING))$/,
}

const checkTransitions = (cloud: MockTrove): void => {
  for (const change of cloud.journal.entries.flatMap(({ changed }) => changed)) {
    const [, kind, walk] = /^(backup|instance) \S+ (\S+→\S+)$/.exec(change) ?? []
    if (kind === "backup" || kind === "instance") expect(walk).toMatch(legal[kind])
  }
}

/** Trove's own errors name their status twice; those from before it stand flat. */
const checkError = ({ reply: { status, body }, path }: Told): void => {
  if (status < 400) return
  const [fault, ...others] = Object.values(body as object)
  expect(others, path).toEqual([])
  expect(fault, path).toEqual({ code: status, message: expect.any(String) })
}

const checkPages = async (world: World, list: "backups" | "instances"): Promise<void> => {
  const rows = async (query: string) => {
    const { body } = await world.ask("demo", "GET", `/${list}?${query}`)
    const page = body as { readonly [list: string]: readonly { readonly id: string }[] } & {
      readonly links?: readonly { readonly href: string }[]
    }
    const ids = (page[list] ?? []).map(({ id }) => id)
    return { ids, marker: new URL(page.links?.[0]?.href ?? "https://none/").searchParams.get("marker") }
  }
  const all = (await rows("limit=20")).ids
  for (const limit of [1, 3]) {
    const seen: string[] = []
    for (let marker: string | null = ""; marker !== null; ) {
      const page = await rows(`limit=${limit}&marker=${marker}`)
      seen.push(...page.ids)
      marker = page.marker
    }
    expect(seen.toSorted(), `${list} by ${limit}`).toEqual(all.toSorted())
  }
}

/** Everybody's usage lies between nothing and the limit, and what is there was counted unless it was given back twice. */
const checkQuotas = async (world: MockWorld, told: readonly Told[]): Promise<void> => {
  const {
    cloud,
    projects: { demo: mine },
  } = world
  const { body } = await world.ask("demo", "GET", `/mgmt/quotas/${mine}`)
  const { quotas } = body as {
    readonly quotas: readonly { readonly resource: string; readonly in_use: number; readonly limit: number }[]
  }
  for (const { resource, in_use: used, limit } of quotas) {
    expect(used, resource).toBeGreaterThanOrEqual(0)
    if (limit >= 0) expect(used, resource).toBeLessThanOrEqual(limit)
  }
  const deletions = told.some(({ step, reply }) => step.do === "call" && step.method === "DELETE" && reply.status < 300)
  if (deletions) return
  const own = cloud.state.instances.all().filter(({ project }) => project === mine)
  const used = (resource: string) => quotas.find((quota) => quota.resource === resource)?.in_use
  expect(used("instances")).toBe(own.length)
  expect(used("volumes")).toBe(own.reduce((sum, { volume }) => sum + volume, 0))
}

it.each([1, 2, 3, 4, 5])(
  "any sequence of calls leaves legal states, honest quotas, whole pages and well-formed errors: seed %d",
  async (seed) => {
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        const world = await mockWorld()
        const told = await drive(world, steps)
        for (const one of told) checkError(one)
        checkTransitions(world.cloud)
        await checkPages(world, "backups")
        await checkPages(world, "instances")
        await checkQuotas(world, told)
      }),
      { seed, numRuns: 10 },
    )
  },
)
