import {
  type Bank,
  type CheckpointDraft,
  type CheckpointFilter,
  type CheckpointHeader,
  Checkpoints,
  fileBank,
  memoryBank,
  ProtectionError,
  resourceKey,
  type Section,
  type Verification,
} from "@breakwater/core"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, test } from "vitest"
import { bad, draft, good, instance, project } from "./support/draft.ts"
import { mortalBank } from "./support/mortalBank.ts"
import { newFolder } from "./support/newFolder.ts"

const run = Effect.runPromise
const failure = <A, E>(effect: Effect.Effect<A, E>) => run(Effect.flip(effect))
const keysIn = (bank: Bank) => run(Stream.runCollect(bank.root.list("")))

const newFileBank = async () => fileBank(await newFolder())

const header: CheckpointHeader = {
  ...{ id: draft.id, provider: draft.provider, plan: "nightly", created: draft.created, labels: draft.labels },
}
const whole: CheckpointDraft = { ...draft, status: "available", resources: draft.resources.slice(1, 2) }

const begun = async () => {
  const checkpoints = Checkpoints.make(memoryBank())
  await run(checkpoints.begin(header))
  return checkpoints
}
const committed = async () => {
  const checkpoints = await begun()
  await run(checkpoints.commit(draft))
  return checkpoints
}

describe("a checkpoint", () => {
  test("is shown as protecting, without resources, from its beginning", async () => {
    const checkpoints = await begun()
    const shown = {
      ...{ format: "breakwater.checkpoint", version: 1, bank: "memory", ...header },
      ...{ status: "protecting", resources: [], verifications: [] },
    }
    expect(await run(checkpoints.get(draft.id))).toEqual(shown)
    expect(await run(checkpoints.list())).toEqual({ items: [shown] })
  })

  test("has the status and the resources of its manifest once that is committed", async () => {
    const checkpoints = await committed()
    const checkpoint = await run(checkpoints.get(draft.id))
    expect(checkpoint).toMatchObject({ ...draft, bank: "memory", checksum: expect.stringMatching(/^sha256:/) })
  })

  test("is notFound before it is begun", async () => {
    const checkpoints = await begun()
    const verification: Verification = { operation: "v", at: draft.created, status: "passed", resources: [] }
    const calls: readonly Effect.Effect<unknown, ProtectionError>[] = [
      checkpoints.get("other"),
      checkpoints.setStatus("other", "deleting"),
      checkpoints.setResourceStatus("other", good, "deleted"),
      checkpoints.addVerification("other", verification),
    ]
    for (const call of calls) {
      expect(await failure(call)).toMatchObject({
        code: "notFound",
        message: 'There is no checkpoint "other" in the bank "memory".',
      })
    }
  })

  test("is not confused by a stray object among its manifests", async () => {
    const checkpoints = await committed()
    await run(checkpoints.bank.root.put(`checkpoints/${draft.id}/manifests/README.txt`, "stray"))
    expect(await run(checkpoints.get(draft.id))).toMatchObject({ resources: draft.resources })
  })

  test("can have any id", async () => {
    const checkpoints = Checkpoints.make(memoryBank())
    for (const id of ["..", "a/b", "a@b", "OS::x y", "%", "Köln 🌊"]) {
      await run(checkpoints.begin({ ...header, id }))
      await run(checkpoints.commit({ ...draft, id }))
      expect(await run(checkpoints.get(id))).toMatchObject({ id, status: "error" })
    }
    const { items } = await run(checkpoints.list())
    expect(items.map((item) => item.id).toSorted()).toEqual(["%", "..", "Köln 🌊", "OS::x y", "a/b", "a@b"])
  })

  test("is refused at its beginning when its header is not one, with the path to each fault", async () => {
    const checkpoints = Checkpoints.make(memoryBank())
    const error = await failure(checkpoints.begin({ ...header, id: "", created: "yesterday" }))
    expect(error.code).toBe("invalidParameters")
    expect(error.issues?.map((issue) => issue.path).toSorted()).toEqual(["/created", "/id"])
    expect(await keysIn(checkpoints.bank)).toEqual([])
  })

  test("can be begun again with the same header only", async () => {
    const checkpoints = await begun()
    await run(checkpoints.begin({ ...header, labels: Object.fromEntries(Object.entries(header.labels).reverse()) }))
    const error = await failure(checkpoints.begin({ ...header, provider: "another" }))
    expect(error.code).toBe("idReused")
    expect((await run(checkpoints.get(draft.id))).provider).toBe(draft.provider)
  })

  test("lies in the bank where Karbor kept it", async () => {
    const checkpoints = await committed()
    await run(checkpoints.setResourceStatus(draft.id, good, "deleting"))
    const resource = encodeURIComponent(resourceKey(good))
    expect(await keysIn(checkpoints.bank)).toEqual([
      "checkpoints/protect-2026-11-22/manifests/0001.json",
      `checkpoints/protect-2026-11-22/resource-data/${resource}/status.json`,
      "checkpoints/protect-2026-11-22/status.json",
      "indices/by-date/2026-11-22/2026-11-22T15%3A02%3A00.000Z@protect-2026-11-22",
      "indices/by-plan/nightly/2026-11-22T15%3A02%3A00.000Z@protect-2026-11-22",
      "indices/by-provider/internal-cloud/2026-11-22T15%3A02%3A00.000Z@protect-2026-11-22",
    ])
  })
})

describe("a manifest, once committed", () => {
  test("is the same when it is committed again", async () => {
    const checkpoints = await committed()
    const before = await keysIn(checkpoints.bank)
    const [one, other] = await Promise.all([run(checkpoints.commit(draft)), run(checkpoints.commit(draft))])
    expect(one).toEqual(other)
    expect(await keysIn(checkpoints.bank)).toEqual(before)
  })

  test("is written once by many who commit the same at once", async () => {
    const checkpoints = Checkpoints.make(await newFileBank())
    const [one, ...others] = await Promise.all(Array.from({ length: 5 }, () => run(checkpoints.commit(draft))))
    for (const other of others) expect(other).toEqual(one)
    expect((await keysIn(checkpoints.bank)).filter((key) => key.includes("/manifests/"))).toHaveLength(1)
  })

  test("is damaged when it is that of another checkpoint", async () => {
    const checkpoints = await committed()
    const manifest = await run(checkpoints.bank.root.get(`checkpoints/${draft.id}/manifests/0001.json`))
    await run(checkpoints.begin({ ...header, id: "other" }))
    await run(checkpoints.bank.root.put("checkpoints/other/manifests/0001.json", manifest))
    expect(await failure(checkpoints.get("other"))).toMatchObject({
      code: "damaged",
      message: expect.stringContaining(`that of another checkpoint, "${draft.id}"`),
    })
  })

  test("is never replaced when it is available", async () => {
    const checkpoints = await begun()
    await run(checkpoints.commit(whole))
    const error = await failure(checkpoints.commit({ ...whole, labels: { other: "label" } }))
    expect(error).toMatchObject({ code: "idReused", message: expect.stringContaining("a manifest never changes") })
    expect((await run(checkpoints.get(draft.id))).labels).toEqual(draft.labels)
  })

  test("is followed by another one when a protect that ended in error is retried, and stays as it was", async () => {
    const checkpoints = await committed()
    const first = await run(checkpoints.bank.root.get(`checkpoints/${draft.id}/manifests/0001.json`))
    await run(checkpoints.setResourceStatus(draft.id, good, "deleted"))
    await run(checkpoints.setStatus(draft.id, "error"))
    await run(checkpoints.begin(header))
    const anew = whole.resources.map((entry) => ({ ...entry, saved: { backup_id: "made anew" } }))
    await run(checkpoints.commit({ ...whole, resources: anew }))
    expect(await run(checkpoints.get(draft.id))).toMatchObject({ status: "available", resources: anew })
    expect(await run(checkpoints.bank.root.get(`checkpoints/${draft.id}/manifests/0001.json`))).toBe(first)
  })

  test("is followed by one in which what was deleted since stays deleted, as long as it names the same", async () => {
    const checkpoints = await committed()
    await run(checkpoints.setResourceStatus(draft.id, good, "deleted"))
    await run(checkpoints.commit(whole))
    expect(await run(checkpoints.get(draft.id))).toMatchObject({
      status: "available",
      resources: [{ resource: good, status: "deleted" }],
    })
  })

  test("is written by one of two who commit different ones at once", async () => {
    const checkpoints = Checkpoints.make(await newFileBank())
    const drafts = [whole, { ...whole, resources: [] }]
    const ends = await Promise.all(drafts.map((each) => run(Effect.result(checkpoints.commit(each)))))
    expect(ends.filter((end) => end._tag === "Success")).toHaveLength(1)
  })

  test("is refused once the checkpoint is being deleted", async () => {
    const checkpoints = await begun()
    await run(checkpoints.setStatus(draft.id, "deleting"))
    expect(await failure(checkpoints.commit(whole))).toMatchObject({
      code: "idReused",
      message: expect.stringContaining("is deleting"),
    })
  })
})

describe("beside the manifest", () => {
  test("stand the statuses of the checkpoint and of each resource, with their errors", async () => {
    const checkpoints = await committed()
    const error = new ProtectionError({ code: "inUse", message: "Another backup hangs on it." })
    await run(checkpoints.setStatus(draft.id, "error-deleting"))
    await run(checkpoints.setResourceStatus(draft.id, good, "error-deleting", error))
    await run(checkpoints.setResourceStatus(draft.id, bad, "deleted"))
    const { status, resources } = await run(checkpoints.get(draft.id))
    expect(status).toBe("error-deleting")
    expect(resources.map((each) => each.status)).toEqual(["available", "error-deleting", "deleted"])
    expect(resources[1]).toMatchObject({ error: error.toJSON(), saved: draft.resources[1]?.saved })
  })

  test("stand verifications, in order, each once", async () => {
    const checkpoints = await committed()
    const verification = (operation: string, at: string): Verification => ({
      ...{ operation, at, status: "failed" },
      resources: [{ key: resourceKey(good), status: "passed", result: { level: "record" } }],
    })
    const [first, second] = [
      verification("v/1", "2026-11-23T00:00:00.000Z"),
      verification("v/2", "2026-11-24T00:00:00.000Z"),
    ]
    for (const each of [second, first, second]) await run(checkpoints.addVerification(draft.id, each))
    expect((await run(checkpoints.get(draft.id))).verifications).toEqual([first, second])
  })

  test("plugins keep data of their own, which no status is mistaken for", async () => {
    const checkpoints = await committed()
    const section = checkpoints.section(draft.id, good)
    await run(section.put("status.json", "mine"))
    await run(section.put("deep/status.json", "mine"))
    expect((await run(checkpoints.get(draft.id))).resources[1]?.status).toBe("available")
    const readOnly = checkpoints.section(draft.id, good, { readOnly: true })
    expect(await run(readOnly.get("status.json"))).toBe("mine")
    expect(await failure(readOnly.put("status.json", ""))).toMatchObject({ code: "forbidden" })
    expect(await failure(checkpoints.section(draft.id, bad).get("status.json"))).toMatchObject({ code: "notFound" })
  })
})

describe("a list of checkpoints", () => {
  const many = async () => {
    const checkpoints = Checkpoints.make(memoryBank())
    for (let day = 1; day <= 9; day++) {
      const id = `c${day}`
      const created = `2026-11-0${day}T12:00:00.000Z`
      const { plan: _, ...rest } = draft
      const plan = day % 2 === 0 ? {} : { plan: "odd" }
      const one = { ...rest, ...plan, id, created, provider: day < 5 ? "old" : "new" }
      await run(checkpoints.begin(one))
      if (day !== 9) await run(checkpoints.commit(day === 4 ? { ...one, resources: draft.resources.slice(1, 2) } : one))
    }
    return checkpoints
  }

  const filters: readonly [string, CheckpointFilter, string][] = [
    ["nothing: all, newest first", {}, "c9 c8 c7 c6 c5 c4 c3 c2 c1"],
    ["plan", { plan: "odd" }, "c9 c7 c5 c3 c1"],
    ["provider", { provider: "old" }, "c4 c3 c2 c1"],
    ["plan and provider", { plan: "odd", provider: "old" }, "c3 c1"],
    ["a time from which on, included", { from: "2026-11-07T12:00:00Z" }, "c9 c8 c7"],
    ["a time before which, not included", { to: "2026-11-03T13:00:00+01:00" }, "c2 c1"],
    ["both", { from: "2026-11-03", to: "2026-11-05", provider: "old" }, "c4 c3"],
    ["a resource", { resource: bad }, "c8 c7 c6 c5 c3 c2 c1"],
    ["a resource it does not hold", { resource: instance("x", "x") }, ""],
    ["a status", { status: ["protecting"] }, "c9"],
    ["statuses", { status: ["error", "protecting"], provider: "new" }, "c9 c8 c7 c6 c5"],
    ["an unknown plan", { plan: "x/../y" }, ""],
  ]
  test("reads of each what it has and nothing else, however many there are", async () => {
    const checkpoints = await many()
    const calls: string[] = []
    const { root } = checkpoints.bank
    const note = (call: string) => Effect.sync(() => void calls.push(call))
    const counting: Section = {
      ...root,
      get: (key) => Effect.andThen(note(`get ${key}`), root.get(key)),
      list: (prefix) => Stream.unwrap(Effect.as(note(`list ${prefix}`), root.list(prefix))),
    }
    await run(Checkpoints.make({ ...checkpoints.bank, root: counting }).list({ provider: "old", limit: 2 }))
    const of = (id: string) => ["status.json", "manifests/0001.json"].map((key) => `get checkpoints/${id}/${key}`)
    const read = ["c4", "c3"].flatMap((id) => [...of(id), `list checkpoints/${id}`])
    expect(calls.toSorted()).toEqual([...read, "list indices/by-provider/old"].toSorted())
  })

  test("passes over what is deleted by one object each, and shows it when it is asked for", async () => {
    const checkpoints = await many()
    for (const id of ["c2", "c3"]) await run(checkpoints.setStatus(id, "deleted"))
    const status = ["available", "error", "protecting"] as const
    const { items } = await run(checkpoints.list({ status }))
    expect(items.map(({ id }) => id).join(" ")).toBe("c9 c8 c7 c6 c5 c4 c1")
    await run(checkpoints.bank.root.put("checkpoints/c2/manifests/0001.json", "gibberish"))
    expect((await run(checkpoints.list({ status }))).items).toEqual(items)
    const deleted = await run(checkpoints.list({ status: ["deleted"] }))
    expect(deleted.items.map(({ id }) => id)).toEqual(["c3"])
  })

  test.each(filters)("is filtered by %s", async (_, filter, expected) => {
    const { items, next } = await run((await many()).list(filter))
    expect(items.map((item) => item.id).join(" ")).toBe(expected)
    expect(next).toBeUndefined()
  })

  test.each(filters)("has the same in pages of any size, by %s", async (_, filter, expected) => {
    const checkpoints = await many()
    for (const limit of [1, 2, 3, 8, 9, 10]) {
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await run(checkpoints.list({ ...filter, limit, ...(after === undefined ? {} : { after }) }))
        expect(page.items.length).toBeLessThanOrEqual(limit)
        seen.push(...page.items.map((item) => item.id))
        after = page.next
      } while (after !== undefined)
      expect(seen.join(" ")).toBe(expected)
    }
  })

  test("says on the last page that there is no other", async () => {
    const checkpoints = await many()
    expect((await run(checkpoints.list({ limit: 9 }))).next).toBeUndefined()
    expect((await run(checkpoints.list({ limit: 8 }))).next).toBeDefined()
  })

  test("goes on where it was when a newer one appears or the last one seen is purged", async () => {
    const checkpoints = await many()
    const first = await run(checkpoints.list({ limit: 3 }))
    await run(checkpoints.begin({ ...header, id: "newer", created: "2026-12-01T00:00:00.000Z" }))
    await run(checkpoints.purge("c7"))
    const second = await run(checkpoints.list({ limit: 3, after: first.next ?? "" }))
    expect(second.items.map((item) => item.id)).toEqual(["c6", "c5", "c4"])
  })

  test.each<[CheckpointFilter, string]>([
    [{ limit: 0 }, "/limit"],
    [{ limit: 1.5 }, "/limit"],
    [{ from: "yesterday" }, "/from"],
    [{ to: "" }, "/to"],
    [{ after: "c7" }, "/after"],
  ])("refuses %o with the path to the fault", async (filter, path) => {
    const error = await failure(Checkpoints.make(memoryBank()).list(filter))
    expect(error).toMatchObject({ code: "invalidParameters", issues: [{ path }] })
  })

  test("shows one that is damaged or too new with its header and the reason, and the others as they are", async () => {
    const checkpoints = await many()
    const { root } = checkpoints.bank
    await run(root.put("checkpoints/c2/manifests/0001.json", "{}"))
    await run(root.put("checkpoints/c3/manifests/0002.json", '{"format":"breakwater.checkpoint","version":2}'))
    await run(root.put("checkpoints/c4/status.json", "{"))
    const { items } = await run(checkpoints.list({ to: "2026-11-06" }))
    expect(items.map(({ id, status, error, provider }) => [id, status, error?.code, provider])).toEqual([
      ["c5", "error", undefined, "new"],
      ["c4", "error", "damaged", "old"],
      ["c3", "error", "tooNew", "old"],
      ["c2", "error", "damaged", "old"],
      ["c1", "error", undefined, "old"],
    ])
    expect(await failure(checkpoints.get("c2"))).toMatchObject({ code: "damaged" })
    expect(await failure(checkpoints.get("c3"))).toMatchObject({ code: "tooNew" })
  })
})

describe("purging", () => {
  const full = async (bank: Bank) => {
    const checkpoints = Checkpoints.make(bank)
    await run(checkpoints.begin(header))
    await run(checkpoints.commit(draft))
    await run(checkpoints.setResourceStatus(draft.id, good, "deleted"))
    await run(checkpoints.section(draft.id, good).put("data", "1"))
    return checkpoints
  }

  test("leaves nothing of a checkpoint and everything of others, and may be repeated", async () => {
    const bank = memoryBank()
    const checkpoints = await full(bank)
    const before = await keysIn(bank)
    await run(checkpoints.begin({ ...header, id: `${draft.id}0` }))
    const others = (await keysIn(bank)).filter((key) => !before.includes(key))
    await run(checkpoints.purge(draft.id))
    await run(checkpoints.purge(draft.id))
    expect(await keysIn(bank)).toEqual(others)
    expect(await failure(checkpoints.get(draft.id))).toMatchObject({ code: "notFound" })
  })

  test("leaves nothing of a damaged one", async () => {
    const bank = memoryBank()
    const checkpoints = await full(bank)
    for (const key of await keysIn(bank)) await run(bank.root.put(key, "damage"))
    await run(checkpoints.purge(draft.id))
    expect(await keysIn(bank)).toEqual([])
  })
})

describe("a process that dies at any write", () => {
  const kinds: readonly [string, () => Promise<Bank>][] = [
    ["memory", async () => memoryBank()],
    ["file", newFileBank],
  ]

  /** Runs the work in a bank that dies after 0, 1, 2 … writes, until it lives to the end. */
  const dyingAtEach = async (
    newBank: () => Promise<Bank>,
    work: (checkpoints: Checkpoints["Service"]) => Effect.Effect<unknown, ProtectionError>,
    after: (checkpoints: Checkpoints["Service"]) => Promise<void>,
    prepare: (checkpoints: Checkpoints["Service"]) => Promise<void> = async () => {},
  ) => {
    for (let writes = 0; writes < 100; writes++) {
      const bank = await newBank()
      await prepare(Checkpoints.make(bank))
      const end = await run(Effect.result(work(Checkpoints.make(mortalBank(bank, writes)))))
      await after(Checkpoints.make(bank))
      if (end._tag === "Success") return writes
      expect(end.failure.message).toBe("It died.")
    }
    throw new Error("It never lived to the end.")
  }

  test.each(kinds)("leaves a %s bank in which the same protect, done again, ends the same", async (_, newBank) => {
    const protect = (checkpoints: Checkpoints["Service"]) =>
      Effect.andThen(checkpoints.begin(header), checkpoints.commit(draft))
    const reference = Checkpoints.make(await newBank())
    await run(protect(reference))
    const deaths = await dyingAtEach(newBank, protect, async (checkpoints) => {
      const shown = await run(Effect.result(checkpoints.get(draft.id)))
      if (shown._tag === "Failure") expect(shown.failure.code).toBe("notFound")
      else expect(["protecting", "error"]).toContain(shown.success.status)
      for (const item of (await run(checkpoints.list())).items) expect(item.error).toBeUndefined()
      await run(protect(checkpoints))
      const { bank: _, ...ended } = await run(checkpoints.get(draft.id))
      const { bank: __, ...expected } = await run(reference.get(draft.id))
      expect({ ...ended, checksum: "" }).toEqual({ ...expected, checksum: "" })
      expect(await keysIn(checkpoints.bank)).toEqual(await keysIn(reference.bank))
    })
    expect(deaths).toBeGreaterThan(4)
  })

  test.each(kinds)(
    "leaves a %s bank that shows what a purge left until it is done again and leaves nothing",
    async (_, newBank) => {
      const deaths = await dyingAtEach(
        newBank,
        (checkpoints) => checkpoints.purge(draft.id),
        async (checkpoints) => {
          if ((await keysIn(checkpoints.bank)).length > 0) {
            expect(await run(checkpoints.get(draft.id))).toMatchObject(header)
          }
          await run(checkpoints.purge(draft.id))
          expect(await keysIn(checkpoints.bank)).toEqual([])
        },
        async (checkpoints) => {
          await run(checkpoints.begin(header))
          await run(checkpoints.commit(draft))
          await run(checkpoints.setResourceStatus(draft.id, project, "deleted"))
        },
      )
      expect(deaths).toBeGreaterThan(5)
    },
  )
})
