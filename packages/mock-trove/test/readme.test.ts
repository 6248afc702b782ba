import { execFile } from "node:child_process"
import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"
import { withCoverage } from "../parity/coverage.ts"

const folder = fileURLToPath(new URL("..", import.meta.url))
const text = await readFile(new URL("../README.md", import.meta.url), "utf8")
const [beginning = "", ...others] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? "")
/** The one for Vitest needs Vitest; fixture.test.ts is it. */
const snippets = others.filter((code) => !code.includes('from "vitest"'))

/** What it prints, a line each. */
const run = async (code: string): Promise<string[]> => {
  const options = ["--conditions=@breakwater/source", "--input-type=module-typescript", "-e", code]
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd: folder })
  return stdout.trimEnd().split("\n")
}

const promised = (code: string): string[] => [...code.matchAll(/\/\/ prints (.*)$/gm)].map(([, line]) => line ?? "")

const titleOf = (code: string): string => code.split("\n").find((line) => line.trim() !== "") ?? ""

describe("the README", () => {
  it("begins with a program that prints what it says", async () => {
    expect(await run(beginning)).toEqual(promised(beginning))
  })
  it.each(snippets.map((code) => [titleOf(code), code]))("goes on from there: %s", async (_title, code) => {
    // What the beginning printed is told there; here it only sets the scene, with no backup made yet.
    const scene = beginning.slice(0, beginning.indexOf("console.log"))
    const imports = code.split("\n").filter((line) => line.startsWith("import "))
    const rest = code.split("\n").filter((line) => !line.startsWith("import "))
    expect(await run([...imports, scene, ...rest].join("\n"))).toEqual(
      promised(code).length > 0 ? promised(code) : [""],
    )
  })
  it("tells what the mock serves as it is", async () => {
    const { stands, wanted } = await withCoverage()
    expect(stands).toBe(wanted)
  })
})
