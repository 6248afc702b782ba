/** Holds QUIRKS.md to the patches that take each quirk out, and those to the tests that name it. */
import { readdirSync, readFileSync } from "node:fs"
import { expect, it } from "vitest"

const root = new URL("../../../", import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), "utf8")
const lines = read("packages/mock-trove/QUIRKS.md").split("\n")
const named = lines.flatMap((line) => /^- .+ \[([\w-]+)\]$/.exec(line)?.[1] ?? [])

it("every quirk of the page has a patch of its own, and every patch of the mock a line", () => {
  const patches = readdirSync(new URL("test/teeth/", root))
    .filter((name) => name.startsWith("mock-"))
    .map((name) => name.replace(/\.patch$/, ""))
  expect(named.length).toBeGreaterThan(90)
  expect(lines.filter((line) => line.startsWith("- "))).toHaveLength(named.length)
  expect(named.toSorted()).toEqual(patches.toSorted())
})

it.each(named)("%s names a test that is there", (name) => {
  const patch = read(`test/teeth/${name}.patch`)
  const bites = [...patch.matchAll(/^# bites: (\S+) :: (.+)$/gm)]
  expect(bites.length).toBeGreaterThan(0)
  for (const [, file = "", test = ""] of bites) {
    // The groups before " > " stand elsewhere in the file; %s and %d stand for what a table fills in.
    const [title = ""] = test.split(" > ").slice(-1)
    const titles = [...read(file).matchAll(/(?:it|test)(?:\.\w+)*\(\s*(?:\w+,\s*)?"([^"]+)"|\)\(\s*"([^"]+)"/g)]
    const texts = titles.map(([, plain, table]) => plain ?? table ?? "")
    const fits = texts.some((text) => new RegExp(title).test(text) || filled(text).test(title))
    expect(fits, `${title} in ${file}`).toBe(true)
  }
})

/** A title as a table of tests has it, with anything where the table fills in. */
const filled = (title: string): RegExp =>
  new RegExp(title.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(/%[sdj]/g, ".+"))
