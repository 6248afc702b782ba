import { setupServer } from "msw/node"
import { describe, expect, it } from "vitest"
import { createMockTrove, type MockTroveOptions } from "../src/index.ts"
import { handlers } from "../src/msw.ts"
import { tokenRequest } from "./tokenRequest.ts"

const intercept = (options?: MockTroveOptions) => {
  const mock = createMockTrove(options)
  const server = setupServer(...handlers(mock))
  server.listen()
  return { mock, [Symbol.dispose]: () => server.close() }
}
const tokens = "https://cloud.example/identity/v3/auth/tokens"

describe("the mock as handlers", () => {
  it("answers the page's own fetch as the mock's does", async () => {
    using page = intercept()
    const answer = await fetch(tokens, tokenRequest())
    expect(answer.status).toBe(201)
    expect(answer.headers.get("X-Subject-Token")).toMatch(/^gAAAA/)
    expect((await answer.json()).token.user.name).toBe("demo")
    expect((await fetch("https://cloud.example/identity")).status).toBe(300)
    expect(page.mock.journal.entries.map(({ status }) => status)).toEqual([201, 300])
  })
  it("makes a lost answer a network error", async () => {
    using page = intercept()
    page.mock.faults.on("issueToken").loseAnswer()
    await expect(fetch(tokens, tokenRequest())).rejects.toBeInstanceOf(TypeError)
    expect(page.mock.journal.entries).toMatchObject([{ status: "connection lost", fault: "loseAnswer" }])
  })
  it("answers at the addresses the mock was given", async () => {
    using _ = intercept({ endpoints: { identity: "https://keystone.example:5000" } })
    expect((await fetch("https://keystone.example:5000/v3")).status).toBe(200)
  })
})
