/** Each reason that a real Trove and Keystone can be brought to give, met there: what the table of reasons says is so. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { nobody } from "./reasons/Situation.ts"
import { Stage } from "./reasons/Stage.ts"
import { situations } from "./reasons/situations.ts"

let stage: Stage

beforeAll(async () => {
  stage = await Stage.open()
})

afterAll(() => stage.close())

const rows = Object.entries(situations).flatMap(([reason, ways]) =>
  typeof ways === "string" ? [] : ways.map((way) => ({ reason, ...way })),
)

test.each(rows)("$reason: $situation", async ({ reason, meet, expected = {} }) => {
  const error = await meet(stage)
  expect(error).toMatchObject({ reason, ...expected })
  expect(error.recovery).not.toBe("")
  expect(JSON.stringify(error)).not.toContain(stage.identity.password)
})

test("Keystone keeps the id that was sent and gives one of its own; Trove gives none", async () => {
  const refused = await stage.met(stage.client({ auth: stage.auth("wrong") }).limits())
  expect(refused.requestId).toMatch(/^req-/)
  expect(refused.call.globalRequestId).toMatch(/^req-/)
  expect(refused.requestId).not.toBe(refused.call.globalRequestId)
  const missing = await stage.met(stage.trove.showBackup(nobody))
  expect(missing.requestId).toBeUndefined()
  expect(missing.call.globalRequestId).toMatch(/^req-/)
})
