/** A cloud that gives everybody the same bytes, made from what the mock answered once: no work of a server is measured. */
import { createMockTrove } from "@breakwater/mock-trove"
import { troveClient } from "../src/promise.ts"

const json = { "Content-Type": "application/json" }

/** So many instances in pages of twenty, and the connection to ask for them. */
export const constantCloud = async (count: number) => {
  const cloud = createMockTrove({ quotas: { instances: -1, volumes: -1 } })
  for (let index = 0; index < 20; index += 1) cloud.state.instances.add({ name: `db-${index}` })
  const { project } = cloud.scope
  const issued = { body: "", token: "" }
  const fetch = async (request: Request) => {
    const answer = await cloud.fetch(request)
    if (request.url.endsWith("/auth/tokens"))
      Object.assign(issued, { body: await answer.clone().text(), token: answer.headers.get("X-Subject-Token") })
    return answer
  }
  await using client = troveClient({ ...cloud.connection, fetch }, { project, clock: cloud.clock })
  const { rows } = await client.pageInstances()
  // The token is good by the mock's clock; here the real one counts.
  const { token } = JSON.parse(issued.body)
  const body = JSON.stringify({ token: { ...token, expires_at: new Date(Date.now() + 86_400_000).toISOString() } })

  const pages = new Map<string, string>()
  for (let at = 0; at < count; at += 20) {
    const instances = rows.map((row, index) => ({ ...row, id: idOf(at + index) }))
    const links = [{ rel: "next", href: `https://cloud.example/v1.0/${project}/instances?marker=${idOf(at + 19)}` }]
    const page = at + 20 < count ? { instances, links } : { instances }
    pages.set(at === 0 ? "" : idOf(at - 1), JSON.stringify(page))
  }
  const answer = (request: Request): Response => {
    if (request.url.endsWith("/auth/tokens"))
      return new Response(body, { status: 201, headers: { ...json, "X-Subject-Token": issued.token } })
    const marker = /[?&]marker=([^&]*)/.exec(request.url)?.[1] ?? ""
    return new Response(pages.get(marker), { headers: json })
  }
  const connection = { ...cloud.connection, fetch: async (request: Request) => answer(request) }
  return { connection, project, token: issued.token }
}

/** As long as the ids of Trove are. */
const idOf = (index: number): string => `00000000-0000-4000-8000-${index.toString().padStart(12, "0")}`
