import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { providerFileJsonSchema } from "@breakwater/core/provider-file"
import { createMockTrove } from "@breakwater/mock-trove"
import { expect, test } from "vitest"
import { loadAProviderFile } from "../src/80-load-a-provider-file.ts"

test("80 lists the instances of the cloud that the file names, with the secrets of the environment", async () => {
  const { clock, env, fetch, state } = createMockTrove()
  state.instances.add({ name: "orders" })
  const { items, provider } = await loadAProviderFile({ clock, env, fetch })
  expect(items).toMatchObject([{ name: "orders", status: "ACTIVE", can: { protect: true } }])
  expect(provider).toMatchObject({ id: "cloud", name: "The company's cloud" })
  expect(provider.bank.id).toMatch(/packages\/examples\/src\/bank$/)
})

test("80 says which line of the file names a variable that is not set", async () => {
  const { env } = createMockTrove()
  const { OS_PASSWORD: _, ...rest } = env
  const lines = (await readFile(new URL("../src/provider.yaml", import.meta.url), "utf8")).split("\n")
  const line = lines.findIndex((text) => text.includes("OS_PASSWORD")) + 1
  await expect(loadAProviderFile({ env: rest })).rejects.toMatchObject({
    code: "invalidParameters",
    message: expect.stringContaining(`provider.yaml:${line}:`),
    issues: [{ line, message: "The environment variable OS_PASSWORD is not set" }],
  })
})

test("80 begins with the schema that editors check it by", async () => {
  const [first = ""] = (await readFile(new URL("../src/provider.yaml", import.meta.url), "utf8")).split("\n")
  const schema = new URL(first.slice(first.indexOf("=") + 1), new URL("../src/", import.meta.url))
  expect(JSON.parse(await readFile(schema, "utf8"))).toEqual(JSON.parse(JSON.stringify(providerFileJsonSchema())))
})

test("80 may import its plugins by their package's name, found from the file and not from core", async () => {
  const program = `
    import { importPlugins } from "@breakwater/core/provider-file"
    import trove from "@breakwater/trove-adapter/plugin"
    const name = "@breakwater/trove-adapter/plugin"
    const plugins = await importPlugins("src/provider.yaml", [name])
    console.log(plugins[name] === trove)`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--conditions=@breakwater/source", "--input-type=module", "--eval", program],
    { cwd: fileURLToPath(new URL("..", import.meta.url)) },
  )
  expect(stdout).toBe("true\n")
})
