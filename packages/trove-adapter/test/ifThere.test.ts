import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import { ifThere } from "../src/internal/ifThere.ts"
import { Host } from "./support/host.ts"
import { onCloud } from "./support/onCloud.ts"

const gone = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"

test("a backup, an instance, a flavor and an object that are not there are nothing", async () => {
  const found = await onCloud(createMockTrove(), ({ showBackup, showInstance, showFlavor, swift }) =>
    Effect.all([
      ifThere(showBackup(gone)),
      ifThere(showInstance(gone)),
      ifThere(showFlavor(gone)),
      ifThere(swift.showObject("nowhere", gone)),
    ]),
  )
  expect(found).toEqual([undefined, undefined, undefined, undefined])
})

test.each([
  [
    "says that it knows no such call",
    "routeMissing",
    { itemNotFound: { message: "The resource could not be found." } },
  ],
  ["misses something else", "notFound", { itemNotFound: { message: "Datastore version '5.7' cannot be found." } }],
  ["is no Trove", "refusedOnTheWay", { error: { message: `There is no ${gone}.` } }],
] as const)("where the endpoint %s, nothing is known of a backup", async (_, reason, body) => {
  const cloud = createMockTrove()
  cloud.faults.on("showBackup").answer({ status: 404, body })
  const error = await onCloud(cloud, (trove) => Effect.flip(ifThere(trove.showBackup(gone))))
  expect(error).toMatchObject({ reason, status: 404, outcome: "notStarted" })
})

test("that something else is missing does not make a backup or an instance gone", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const saved = await new Host(cloud).protect(instance)
  const body = { itemNotFound: { message: "Datastore version '5.7' cannot be found." } }
  const fetch = async (request: Request) =>
    /\/backups\/./.test(new URL(request.url).pathname) ? Response.json(body, { status: 404 }) : cloud.fetch(request)
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
  const { message } = await host.failure("restore", { instance, saved, parameters: { restore_name: "again" } })
  expect(message).toMatch(/showBackup.*Datastore version '5\.7' cannot be found/)
})

test("a Nova that fails for long does not hold up a complete backup", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const fetch = async (request: Request) =>
    /\/flavors/.test(new URL(request.url).pathname) ? new Response(null, { status: 503 }) : cloud.fetch(request)
  const host = new Host(cloud, { connect: () => ({ ...cloud.connection, fetch }) })
  const { flavor } = (await host.protect(instance)).instance
  expect(flavor).toEqual({ id: expect.any(String) })
})
