import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  type BrokenPromise,
  type CrashOutcome,
  crash,
  crashHarness,
  crashPoints,
  showCrashReport,
} from "@breakwater/core/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bundleProgram } from "../../../test/bundleProgram.ts"
import { memoryCrashes, memoryStories } from "./support/memoryCrashes.ts"

let folder = ""
let program = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "breakwater-"))
  program = await bundleProgram(join(import.meta.dirname, "support/crashProgram.ts"), folder)
})
afterAll(() => rm(folder, { recursive: true }))

const subject = (name: string, broken?: BrokenPromise) => ({
  ...memoryCrashes(
    broken === undefined ? {} : { broken },
    memoryStories.filter((story) => story.name === name),
  ),
  program,
  nodeArguments: [],
})

/** Each point starts two or three processes, which takes its time on a machine that is busy. */
const patient = { timeout: 120_000 }

describe("the crash harness", patient, () => {
  it("finds that a plugin that keeps its promises survives whatever is sampled, one step of each kind", async () => {
    const seen: string[] = []
    const onOutcome = ({ point }: CrashOutcome) => seen.push(point.stratum)
    const report = await crashHarness(subject("protect"), { limit: 12, onOutcome })
    expect(showCrashReport(report)).toBe("points 12, killed 10, survived 12, duplicates 0, leaks 0, lies 0")
    expect(new Set(seen).size).toBe(12)
  })

  it("strikes before and after every step, in the middle of a write, and lets changing calls come late", async () => {
    const names = (await crashPoints(subject("protect"))).map(({ name }) => name)
    const create = names.filter((name) => name.includes("call createCopy #1"))
    expect(create).toEqual([
      "protect: after call createCopy #1",
      "protect: before call createCopy #1",
      "protect: late by 150000 ms call createCopy #1",
      "protect: late by 30000 ms call createCopy #1",
      "protect: lost by 150000 ms call createCopy #1",
      "protect: lost by 30000 ms call createCopy #1",
    ])
    expect(names.filter((name) => name.includes("manifests/0001.json"))).toEqual([
      "protect: after bank create checkpoints/op/manifests/0001.json #1",
      "protect: before bank create checkpoints/op/manifests/0001.json #1",
      "protect: during bank create checkpoints/op/manifests/0001.json #1",
    ])
    expect(names.filter((name) => name.includes("engine insert"))).toEqual([
      "protect: after engine insert #1",
      "protect: before engine insert #1",
    ])
    expect(names.filter((name) => name.includes("copies"))).not.toContain(expect.stringContaining("late"))
  })

  it("hands over to a process that was started over the one it kills", async () => {
    const report = await crashHarness(subject("protect in two processes"), { only: "after call createCopy #1" })
    expect(report).toMatchObject({ points: 1, killed: 1, survived: 1 })
  })

  it("kills several times in a row, at the same moments whenever it is asked again", async () => {
    const sequences = async () =>
      (await crashPoints(subject("protect"), { sequences: 2 })).filter(({ name }) => name.includes("sequence"))
    const drawn = await sequences()
    expect(drawn).toHaveLength(2)
    expect(await sequences()).toEqual(drawn)
    for (const point of drawn) expect(await crash(subject("protect"), point)).toMatchObject({ faults: [] })
  })

  it.each([
    { broken: "repeatsBlindly", at: "protect: after call createCopy #1", found: { duplicates: 2 } },
    {
      broken: "leavesSurplus",
      at: "protect: late by 150000 ms call createCopy #1",
      found: { duplicates: 1, leaks: 1 },
    },
  ] as const)("finds what is doubled by a plugin that $broken", async ({ at, broken, found }) => {
    const report = await crashHarness(subject("protect", broken), { only: at })
    expect(report).toMatchObject({ points: 1, survived: 0, ...found })
    expect(showCrashReport(report)).toContain(at)
  })

  it("finds what nobody names after a cancel", async () => {
    await expect(crashPoints(subject("protect cancelled in the middle", "hidesLeftovers"))).rejects.toThrow(
      "protect cancelled in the middle: unharmed: nobody names the copy copy-1",
    )
  })

  it("plays a point again when the program took other steps this time", async () => {
    const steady = subject("protect")
    const [point] = await crashPoints(steady, { only: "before call createCopy #1" })
    if (point === undefined) return expect.unreachable()
    const looks = (await crashPoints(steady, { only: "before call thing #" })).length
    const another = { when: "before", step: `call thing #${looks + 1}` } as const
    let worlds = 0
    const make = async () => {
      const world = await steady.make()
      worlds += 1
      if (worlds === 2) world.service.makeBusy("thing-1", world.clock.now() + 60_000)
      return world
    }
    const outcome = await crash({ ...steady, make }, { ...point, strikes: [{ strike: another, restAfter: 0 }] })
    expect(outcome).toMatchObject({ killed: 1, faults: [] })
    expect(worlds).toBe(2)
  })

  it("says so when nothing was killed, and what a program complained of that broke", async () => {
    const [point] = await crashPoints(subject("protect"), { only: "before engine insert" })
    if (point === undefined) return expect.unreachable()
    const never = {
      ...point,
      strikes: [{ strike: { when: "before", step: "engine insert #9" }, restAfter: 0 }],
    } as const
    expect(await crash(subject("protect"), never)).toMatchObject({
      killed: 0,
      faults: ["Nothing was killed: the step was not reached."],
    })
    const absent = { ...subject("protect"), program: join(folder, "absent.mjs") }
    const { faults } = await crash(absent, point)
    expect(faults).toEqual([expect.stringContaining("Cannot find module")])
  })
})
