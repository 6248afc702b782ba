/** What the first page says is true: its program is the example, its commands are scripts, its links lead somewhere. */
import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { promisify } from "node:util"
import { expect, test } from "vitest"

const root = resolve(import.meta.dirname, "../../..")
const readme = readFileSync(join(root, "README.md"), "utf8")
const program = join(root, "packages/examples/src/00-first-protection.ts")

test("the program on the first page is the example, word for word", () => {
  expect(/```ts\n([\s\S]*?)```/.exec(readme)?.[1]).toBe(readFileSync(program, "utf8"))
})

test("the program runs as printed and ends with one backup", async () => {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-readme-"))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@breakwater/source", program], {
      cwd: folder,
    })
    expect(stdout).toMatch(/^succeeded: checkpoint [0-9a-f-]{36}, 1 backup in Trove\n$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test("the demo is on the mock, also in a shell that knows a real cloud", async () => {
  const demo = join(root, "packages/examples/src/demo.ts")
  const env = { ...process.env, OS_AUTH_URL: "http://127.0.0.1:9/v3", OS_USERNAME: "u", OS_PASSWORD: "p" }
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@breakwater/source", demo], { env })
  expect(stdout).toMatch(/^On the mock\.\n/)
})

test.each(["README.md", "CONTRIBUTING.md"])("each command in %s is a script", (page) => {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: object }
  const commands = page === "README.md" ? /pnpm@12\.21\.0 ([a-z:]+)/g : /^\| `([a-z:]+)` \|/gm
  const named = [...readFileSync(join(root, page), "utf8").matchAll(commands)].map(([, command]) => command)
  expect(named.length).toBeGreaterThan(1)
  expect(named.filter((command) => command !== "exec" && !(String(command) in scripts))).toEqual([])
})

test.each(["README.md", "CONTRIBUTING.md"])("each link in %s leads to a file", (page) => {
  const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => String(link))
  expect(links.filter((link) => !link.startsWith("http") && !existsSync(join(root, link)))).toEqual([])
})
