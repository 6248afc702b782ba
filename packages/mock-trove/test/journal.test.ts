import { expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { tokenRequest } from "./tokenRequest.ts"
import { troveClient } from "./troveClient.ts"

it("tells as whom somebody asked, what, and what was answered", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const trove = await troveClient(cloud)
  await trove.ask("POST", "/backups", { backup: { name: "nightly", instance: instance.id } })
  await cloud.fetch(`${cloud.engine.endpoints.database}/v1.0/${trove.project}/backups`, {
    headers: { "X-Auth-Token": "nonsense" },
  })
  expect(cloud.journal.entries.slice(-2)).toMatchObject([
    {
      as: "demo in demo",
      asked: { backup: { name: "nightly", instance: instance.id } },
      answered: { backup: { name: "nightly", status: "NEW" } },
    },
    { as: "an unknown token", status: 401, answered: { error: { code: 401 } } },
  ])
  expect(cloud.journal.toString()).toMatch(/createBackup POST \S+ 202 as demo in demo \| backup \S+ NEW/)
})

it("names what a request said and nobody read, where the request was not refused", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const trove = await troveClient(cloud)
  const backup = { name: "nightly", instance: instance.id, colour: "red", labels: { a: 1, b: [] } }
  await trove.ask("POST", "/backups?dry_run=1", { backup })
  await trove.ask("GET", "/backups?limit=2&name=nightly")
  await trove.ask("POST", "/backups", { backup: { ...backup, instance: "nosuch" } })
  expect(cloud.journal.entries.slice(-3).map(({ status, unread }) => [status, unread])).toEqual([
    [202, ["backup.colour", "backup.labels", "?dry_run"]],
    [200, ["?name"]],
    [400, undefined],
  ])
  expect(cloud.journal.toString()).toContain("| nobody read backup.colour, backup.labels")
})

it("holds no secret, wherever it stood: not in a body, an answer, a text that repeats it, or what is no JSON", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  const trove = await troveClient(cloud)
  const secret = "s3cr3t-of-ann"
  const users = `/instances/${instance.id}/users`
  await trove.ask("POST", users, { users: [{ name: "ann", password: secret, databases: [] }] })
  await trove.ask("POST", users, { users: [{ name: secret, password: secret, host: 7 }] })
  await trove.ask("POST", users, undefined, { raw: `{"users":[{"password":"${secret}"` })
  const root = await trove.ask<{ user: { password: string } }>("POST", `/instances/${instance.id}/root`)
  await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, tokenRequest("demo", secret))
  await cloud.fetch(`${cloud.connection.authUrl}/auth/tokens`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ auth: { identity: { methods: ["token"], token: { id: trove.token } } } }),
  })
  const text = JSON.stringify(cloud.journal.entries) + cloud.journal
  expect(text).toContain("<redacted>")
  expect(text).toContain("ann")
  for (const known of [secret, "demopw", trove.token, root.body.user.password]) expect(text).not.toContain(known)
})

it("cuts long lists and long texts, and says so", async () => {
  const cloud = createMockTrove()
  const instance = cloud.state.instances.add({ name: "orders" })
  for (let n = 0; n < 25; n += 1) cloud.state.backups.add({ instance, name: `b${n}` })
  const trove = await troveClient(cloud)
  await trove.ask("GET", "/backups?limit=25")
  const answered = JSON.stringify(cloud.journal.entries.at(-1)?.answered)
  expect([answered.match(/"id"/g)?.length, answered]).toEqual([20, expect.stringContaining('"… (25 in all)"]')])
})
