import { describe, expect, it } from "vitest"
import { errorResponse, eventsResponse, ProtectionError } from "../src/promise.ts"
import { memoryHost, thing } from "./support/memoryHost.ts"

describe("an error as a response", () => {
  it("has the status of its code and itself as JSON", async () => {
    const error = new ProtectionError({ code: "notFound", message: "There is none." })
    const response = errorResponse(error)
    expect(response.status).toBe(404)
    expect(response.headers.get("content-type")).toContain("application/json")
    expect(response.headers.has("retry-after")).toBe(false)
    expect(ProtectionError.fromJSON(await response.json())).toEqual(error)
  })

  it("says when to try again, in whole seconds", () => {
    const error = new ProtectionError({ code: "rateLimited", message: "Slowly.", retryAfterMs: 1001 })
    expect(errorResponse(error).headers.get("retry-after")).toBe("2")
  })
})

describe("the events of an operation", () => {
  const setting = async () => {
    const host = memoryHost()
    const id = host.service.addThing({ name: "orders" })
    const client = await host.open()
    const operation = await client.operations.start(host.request("op", { resources: [thing(id)] }))
    return { client, operation }
  }
  const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))

  it("are every state from the first to the end, each with its revision as the id", async () => {
    const { client, operation } = await setting()
    await using _ = client
    const response = eventsResponse(client.operations, operation)
    expect(response.headers.get("content-type")).toBe("text/event-stream")
    const text = await response.text()
    expect(text).toMatch(/^retry: 1000\n\nid: \d+\ndata: \{.*\}\n\n/)
    expect(text).toMatch(/"state":"running".*"state":"succeeded"/s)
    expect(idsIn(text)).toEqual([...new Set(idsIn(text))].sort((one, other) => one - other))
  })

  it("go on after what a reader has seen, and tell one that has seen the end to stay away", async () => {
    const { client, operation } = await setting()
    await using _ = client
    const [first = 0] = idsIn(await eventsResponse(client.operations, operation).text())
    const ended = await client.operations.get("op")
    const rest = await eventsResponse(client.operations, ended, { after: String(first) }).text()
    expect(idsIn(rest)[0]).toBeGreaterThan(first)
    expect(rest).toContain('"state":"succeeded"')
    expect(eventsResponse(client.operations, ended, { after: ended.revision }).status).toBe(204)
    expect(idsIn(await eventsResponse(client.operations, ended, { after: "nonsense" }).text())[0]).toBe(first)
  })

  it("are no longer watched when the reader goes away", async () => {
    const { client, operation } = await setting()
    await using _ = client
    let returned = false
    const watched = {
      watch: (...given: Parameters<typeof client.operations.watch>) => {
        const changes = client.operations.watch(...given)[Symbol.asyncIterator]()
        return {
          [Symbol.asyncIterator]: () => ({
            next: () => changes.next(),
            return: async () => {
              returned = true
              return (await changes.return?.()) ?? { done: true as const, value: undefined }
            },
          }),
        }
      },
    }
    await eventsResponse(watched, operation).body?.cancel()
    expect(returned).toBe(true)
  })
})
