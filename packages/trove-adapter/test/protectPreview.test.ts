/** What a preview of a protect finds before anything is touched, all of it at once. */
import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"
import { previewOf } from "./support/previewOf.ts"

const world = () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  return { cloud, instance, host: new Host(cloud) }
}

test("everything that stands in the way is found at once, and nothing is asked to change", async () => {
  const { cloud, instance, host } = world()
  const failed = cloud.state.backups.add({ instance, name: "failed", status: "FAILED" })
  for (let count = 0; count < 49; count += 1) cloud.state.backups.add({ instance, name: `b-${count}` })
  cloud.state.instances.setStatus(instance, "RESIZE")
  const parameters = { parent_id: failed.id }
  expect(await previewOf(host, "protect", { instance, parameters })).toMatchObject({
    blockers: [{ code: "invalidParameters", message: expect.stringContaining("is FAILED") }, { code: "quotaExceeded" }],
    warnings: [expect.stringContaining("RESIZE")],
  })
  expect(cloud.journal.entries.filter(({ method }) => method !== "GET").map(({ operation }) => operation)).toEqual([
    "issueToken",
  ])
})

test("a strategy whose container Trove would refuse is found, unless a container is named", async () => {
  const { cloud, instance, host } = world()
  const strategy = (body: { readonly swift_container: string; readonly instance_id?: string }) =>
    onCloud(cloud, (trove) =>
      Effect.promise(() => trove.api.POST("/backup_strategies", { body: { backup_strategy: body } })),
    )
  await strategy({ swift_container: "a b;c" })
  expect((await previewOf(host, "protect", { instance })).blockers).toMatchObject([
    { code: "invalidParameters", message: expect.stringContaining('of this project names the container "a b;c"') },
  ])
  const parameters = { swift_container: "vault" }
  expect((await previewOf(host, "protect", { instance, parameters })).blockers).toEqual([])
  await strategy({ swift_container: "vault", instance_id: instance.id })
  expect((await previewOf(host, "protect", { instance })).blockers).toEqual([])
})

test("a catalog without an object store is said, where the token has a catalog", async () => {
  const { cloud, instance, host } = world()
  const without = async (request: Request) => {
    const answer = await cloud.fetch(request)
    if (!request.url.endsWith("/auth/tokens")) return answer
    const { token } = await answer.json()
    const catalog = token.catalog.filter(({ type }: { readonly type: string }) => type !== "object-store")
    return Response.json({ token: { ...token, catalog } }, { status: answer.status, headers: answer.headers })
  }
  const poor = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch: without }) })
  expect((await previewOf(poor, "protect", { instance })).warnings).toEqual([
    expect.stringContaining("has no object store"),
  ])
  expect((await previewOf(host, "protect", { instance })).warnings).toEqual([])
})
