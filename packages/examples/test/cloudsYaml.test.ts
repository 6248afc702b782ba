/** The ten lines of the adapter's README, run as printed, against a cloud on real ports that a clouds.yaml names. */
import { execFile } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"
import { expect, test } from "vitest"

const program = resolve(import.meta.dirname, "../src/05-protect-from-clouds-yaml.ts")

test("they are the example, word for word, and ten after the imports", () => {
  const readme = readFileSync(resolve(import.meta.dirname, "../../trove-adapter/README.md"), "utf8")
  const [, shown = ""] = /```ts\n(import \{ createProtection[\s\S]*?)```/.exec(readme) ?? []
  expect(shown).not.toBe("")
  expect(readFileSync(program, "utf8")).toContain(shown)
  expect(shown.split("\n").filter((line) => line !== "" && !line.startsWith("import"))).toHaveLength(10)
})

test("they lead from clouds.yaml to one complete backup", async () => {
  const cloud = createMockTrove({ clock: "x600" })
  const { id } = cloud.state.instances.add({ name: "orders" })
  await using served = await serve(cloud, { port: 0, identityPort: 0, controlPort: 0 })
  const { OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME } = served.env
  const folder = mkdtempSync(join(tmpdir(), "breakwater-clouds-"))
  try {
    const auth = {
      auth_url: `${served.identity}/v3`,
      username: OS_USERNAME,
      password: OS_PASSWORD,
      project_name: OS_PROJECT_NAME,
      user_domain_name: "Default",
      project_domain_name: "Default",
    }
    writeFileSync(
      join(folder, "clouds.yaml"),
      JSON.stringify({ clouds: { mycloud: { auth, region_name: "RegionOne" } } }),
    )
    const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@breakwater/source", program, id], {
      cwd: folder,
      env: { PATH: process.env["PATH"], HOME: folder },
    })
    expect(stdout).toMatch(/^succeeded: checkpoint [0-9a-f-]{36}\n$/)
    expect(cloud.state.backups.all()).toMatchObject([{ name: "nightly", status: "COMPLETED" }])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
