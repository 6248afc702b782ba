/** A cloud whose object store lists other names than it has: listings are told late. */
import type { MockTrove } from "@breakwater/mock-trove"

export const listing =
  (cloud: MockTrove, rows: (names: readonly string[]) => readonly string[]) =>
  async (request: Request): Promise<Response> => {
    const answer = await cloud.fetch(request)
    const url = new URL(request.url)
    if (request.method !== "GET" || !url.searchParams.has("prefix")) return answer
    const told: readonly { readonly name: string }[] = await answer.json()
    // What comes after a marker is the end of a listing that was told already.
    const names = url.searchParams.has("marker") ? [] : rows(told.map(({ name }) => name))
    const row = (name: string) => told.find((one) => one.name === name) ?? { ...told[0], name }
    return Response.json(names.map(row), { status: answer.status, headers: { "X-Trans-Id": "tx" } })
  }
