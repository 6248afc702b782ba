/** The object store: what a look at a stored backup shows, and what becomes of large ones. */
import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"
import { md5 } from "../src/state/md5.ts"
import { troveClient } from "./troveClient.ts"

const setUp = async () => {
  const cloud = createMockTrove({ clock: "manual" })
  const demo = await troveClient(cloud)
  const instance = cloud.state.instances.add({ name: "orders" })
  const backup = cloud.state.backups.add({ instance, name: "nightly" })
  const ask = (method: string, path: string) =>
    cloud.fetch(`${cloud.engine.endpoints.objectStore}/v1/AUTH_${demo.project}${path}`, {
      method,
      headers: { "X-Auth-Token": demo.token },
    })
  const names = async (query: string): Promise<readonly string[]> => {
    const rows: readonly { readonly name: string }[] = await (await ask("GET", `/database_backups?${query}`)).json()
    return rows.map(({ name }) => name)
  }
  return { cloud, demo, instance, backup, ask, names }
}

describe("the object store", () => {
  it("tells with every answer of its own which request it was, which a proxy's page does not", async () => {
    const { cloud, ask, backup } = await setUp()
    const object = `/database_backups/${backup.id}.xbstream.gz`
    const ids = [await ask("HEAD", object), await ask("HEAD", `${object}x`), await ask("GET", "/nowhere")].map(
      ({ status, headers }) => [status, headers.get("X-Trans-Id")?.slice(0, 2)],
    )
    expect(ids).toEqual([
      [200, "tx"],
      [404, "tx"],
      [404, "tx"],
    ])
    cloud.faults.on("showObject").refuse(503)
    expect((await ask("HEAD", object)).headers.has("X-Trans-Id")).toBe(true)
    cloud.faults.on("showObject").html(404)
    expect((await ask("HEAD", object)).headers.has("X-Trans-Id")).toBe(false)
  })

  it("cuts a large backup into segments under a manifest whose quoted checksum is that of their checksums", async () => {
    const { cloud, ask, names, backup } = await setUp()
    const before = await ask("HEAD", `/database_backups/${backup.id}.xbstream.gz`)
    cloud.state.objects.split(backup, 3)
    const segments = await names(`prefix=${backup.id}_`)
    expect(segments).toEqual([0, 1, 2].map((index) => `${backup.id}_0000000${index}`))
    const looks = await Promise.all(segments.map((name) => ask("HEAD", `/database_backups/${name}`)))
    const etags = looks.map(({ headers }) => headers.get("ETag") ?? "")
    const whole = await ask("HEAD", `/database_backups/${backup.id}.xbstream.gz`)
    expect(whole.headers.get("ETag")).toBe(`"${createHash("md5").update(etags.join("")).digest("hex")}"`)
    expect(whole.headers.get("X-Static-Large-Object")).toBe("True")
    const sum = looks.reduce((bytes, { headers }) => bytes + Number(headers.get("Content-Length")), 0)
    expect([sum, whole.headers.get("Content-Length")]).toEqual([
      Number(before.headers.get("Content-Length")),
      before.headers.get("Content-Length"),
    ])
  })

  it("lists as many as it is asked for, and after a name", async () => {
    const { cloud, names, backup } = await setUp()
    cloud.state.objects.split(backup, 3)
    expect(await names("limit=2")).toEqual([`${backup.id}.xbstream.gz`, `${backup.id}_00000000`])
    expect(await names(`limit=2&marker=${backup.id}_00000000`)).toEqual([
      `${backup.id}_00000001`,
      `${backup.id}_00000002`,
    ])
  })

  it("loses a large backup with all its segments when Trove deletes it", async () => {
    const { cloud, demo, backup } = await setUp()
    cloud.state.objects.split(backup, 2)
    expect(cloud.state.objects.names()).toHaveLength(3)
    await demo.ask("DELETE", `/backups/${backup.id}`)
    await cloud.clock.advance("1m")
    expect(cloud.state.objects.names()).toEqual([])
  })

  it("restores a large backup as it restores a small one, and refuses one whose data was changed", async () => {
    const { cloud, demo, backup } = await setUp()
    const restore = () =>
      demo.ask("POST", "/instances", {
        instance: { name: "again", flavorRef: "1", volume: { size: 1 }, restorePoint: { backupRef: backup.id } },
      })
    cloud.state.objects.split(backup, 2)
    expect((await restore()).status).toBe(200)
    cloud.state.objects.corrupt(backup)
    expect((await restore()).status).toBe(409)
  })

  it("loses what a test removes by its name, and says when there is nothing", async () => {
    const { cloud, backup } = await setUp()
    const name = `database_backups/${backup.id}.xbstream.gz`
    cloud.state.objects.removeNamed(name)
    expect(cloud.state.objects.names()).toEqual([])
    expect(() => cloud.state.objects.removeNamed(name)).toThrow(`state: nothing is stored as ${name}`)
    expect(() => cloud.state.objects.split(backup, 2)).toThrow("has no object")
    expect(() => cloud.state.objects.split(backup, 1)).toThrow("segments is a whole number from 2, not 1")
  })

  it("knows MD5 as everybody does", () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
      const text = "x".repeat(length)
      expect(md5(text)).toBe(createHash("md5").update(text).digest("hex"))
    }
  })
})
