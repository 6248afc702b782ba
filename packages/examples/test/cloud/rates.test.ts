/** A real Trove that allows sixty requests of a verb a minute: they are spread, and a refusal is waited out. */
import { setTimeout as pause } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { nobody } from "./reasons/Situation.ts"
import { Stage } from "./reasons/Stage.ts"

const perMinute = 60
let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
})

afterAll(() => stage.close())

test("seventy reads and more writes than allowed: no read is refused, and no write is sent before its time", async () => {
  await stage.cloud.withRate(perMinute, async () => {
    const statuses: number[] = []
    const client = stage.client({
      fetch: async (request) => {
        const response = await fetch(request)
        statuses.push(response.status)
        return response
      },
    })
    await Promise.all(Array.from({ length: 70 }, () => client.limits()))
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(70)
    expect(statuses).not.toContain(413)

    for (let count = 0; count < perMinute; count++) await stage.raw.ask("POST", "/backups", {})
    const write = () => stage.met(client.createBackup({ name: "x1", instance: nobody }))
    const refused = await write()
    expect(refused).toMatchObject({ reason: "rateLimited", status: 413, outcome: "notStarted" })
    const sent = statuses.length
    const unsent = await write()
    expect(unsent).toMatchObject({ reason: "rateLimited", outcome: "notStarted", retryable: true })
    expect(statuses.length).toBe(sent)
    await pause(unsent.retryAfterMs)
    expect(await write()).toMatchObject({ reason: "instanceNotFound" })
  })
})
