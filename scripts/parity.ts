/** Drives the mock and compares its answers with the recordings of a real Trove, name by name; each difference stands in PARITY.md with a reason. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import process from "node:process"
import { parseArgs } from "node:util"
import { type Compared, compareDrive, type Drive, whatLacks } from "./compareWithRealTrove.ts"
import { differenceReasons, luck, wordingReasons } from "./parityReasons.ts"

const usage = `pnpm test:parity [--group NAME]... [--release NAME]... [--keep DIR] [--update]

  --group    main, dead, ratelimit or accessrules; all four when left out
  --release  18, 22 or 25; all three when left out (22 and 25 were asked a part of main)
  --keep     keep the recordings of this run in DIR
  --update   write packages/mock-trove/PARITY.md instead of comparing with it

BREAKWATER_REAL_TROVE names the folder with parity.sh (../shared/real-trove when left out).
RT_KEYSTONE_PORT is the first of the ports (24500 when left out); each drive takes ten.`

const drives: readonly Drive[] = [
  ...["main", "dead", "ratelimit", "accessrules"].map((group) => ({ group, release: "18" })),
  ...["22", "25"].map((release) => ({ group: "main", release })),
]

/** Wanted of the sentences. */
const wantedWording = 0.9

const root = resolve(import.meta.dirname, "..")
const page = join(root, "packages/mock-trove/PARITY.md")

const { values: given } = parseArgs({
  options: {
    group: { type: "string", multiple: true },
    release: { type: "string", multiple: true },
    keep: { type: "string" },
    update: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
})

type Driven = Drive & { readonly answers: readonly Compared[] }

const main = async (): Promise<number> => {
  if (given.help) {
    console.log(usage)
    return 0
  }
  const home = resolve(root, process.env["BREAKWATER_REAL_TROVE"] ?? "../shared/real-trove")
  const lacking = await whatLacks(home)
  if (lacking !== undefined) {
    console.error(lacking)
    return 2
  }
  const wanted = drives.filter(
    ({ group, release }) => (given.group?.includes(group) ?? true) && (given.release?.includes(release) ?? true),
  )
  const kept = given.keep === undefined ? mkdtempSync(join(tmpdir(), "parity-")) : resolve(given.keep)
  console.log(`Comparing with the recordings beside ${home}. Some minutes, most of them waiting.`)
  const driven = await Promise.all(
    wanted.map(async (drive, index): Promise<Driven> => {
      const folder = join(kept, `${drive.release}-${drive.group}`)
      return { ...drive, answers: await compareDrive(home, drive, folder, index) }
    }),
  )
  const status = report(driven)
  if (given.keep === undefined && status === 0) rmSync(kept, { recursive: true })
  else console.log(`The recordings of this run are in ${kept}.`)
  return status
}

const report = (driven: readonly Driven[]): number => {
  const sections = driven.map(sectionOf)
  for (const { drive, answers } of sections) printDifferences(drive, answers)
  const all = sections.flatMap(({ answers }) => answers)
  const score = all.filter(({ result }) => result === "match").length
  const worded = all.filter(({ wording }) => wording).length / all.length
  console.log(`\n${score} of ${all.length} answers match, ${(100 * worded).toFixed(1)} % to the word.`)
  const faults = sections.flatMap(({ unexplained }) => unexplained.map((line) => `There is no reason for ${line}`))
  if (worded < wantedWording) faults.push(`The sentences of fewer than ${100 * wantedWording} % of the answers agree.`)
  if (given.update) writeFileSync(page, pageOf(sections.map(({ text }) => text)))
  else faults.push(...staleLines(sections.map(({ text }) => text)))
  for (const fault of faults) console.error(fault)
  return faults.length > 0 ? 1 : 0
}

/** What the page says of one drive, and what it can not explain. */
const sectionOf = ({ group, release, answers: all }: Driven) => {
  const drive = `${release} ${group}`
  const answers = all.filter(({ name }) => !luck.some(({ pattern }) => pattern.test(name)))
  const unexplained: string[] = []
  const reasonOf = (reasons: typeof differenceReasons, name: string, what: string): string => {
    const found = reasons.find(({ pattern }) => pattern.test(`${drive}/${name}`))
    if (found === undefined) unexplained.push(`${what} of ${drive}/${name}: add one to scripts/parityReasons.ts`)
    return found?.reason ?? "unexplained"
  }
  const differing = answers.filter(({ result }) => result !== "match")
  const otherWords = answers.filter(({ result, wording }) => result === "match" && !wording)
  const rows = [
    ...differing.map(({ name }) => `| ${name} | answer | ${reasonOf(differenceReasons, name, "the answer")} |`),
    ...otherWords.map(({ name }) => `| ${name} | words | ${reasonOf(wordingReasons, name, "the words")} |`),
  ]
  const count = `${answers.length - differing.length} of ${answers.length} answers match`
  const table = rows.length === 0 ? [] : ["", "| Recording | Differs in | Because |", "| --- | --- | --- |", ...rows]
  return {
    drive,
    answers,
    unexplained,
    text: [`## Release ${release}, ${group}`, "", `${count}.`, ...table].join("\n"),
  }
}

const pageOf = (sections: readonly string[]): string =>
  [
    "# Where the mock answers otherwise than a real Trove",
    `Written by \`pnpm test:parity --update\`, and held by \`pnpm test:parity\`: a difference that comes or goes fails it.
The recordings are of Trove 18.0.0, 22.0.1 and 25.0.0 with Keystone 22.0.2, asked by one script; an answer matches
when status, headers and body agree, ids, tokens, times and host names aside. Sentences are compared apart.`,
    ...sections,
    "## Left to luck",
    "Of the real one too: two runs of it differ in these.",
    luck.map(({ pattern, reason }) => `- \`${pattern.source}\`: ${reason}`).join("\n"),
  ]
    .join("\n\n")
    .concat("\n")

/** Lines that stand in one of the page and this run alone. */
const staleLines = (sections: readonly string[]): readonly string[] => {
  const isHeld = (section: string) => sections.some((one) => one.split("\n")[0] === section.split("\n")[0])
  const written = readFileSync(page, "utf8")
    .split(/\n\n(?=## )/)
    .filter(isHeld)
  const linesOf = (texts: readonly string[]) =>
    texts.flatMap((text) => {
      const [title = "", ...lines] = text.trim().split("\n")
      return lines.filter((line) => line !== "").map((line) => `${title.slice(3)}: ${line}`)
    })
  const before = linesOf(written)
  const now = linesOf(sections)
  return [
    ...now.filter((line) => !before.includes(line)).map((line) => `Not in PARITY.md: ${line}`),
    ...before.filter((line) => !now.includes(line)).map((line) => `In PARITY.md, but no longer so: ${line}`),
  ]
}

const printDifferences = (drive: string, answers: readonly Compared[]): void => {
  const matching = answers.filter(({ result }) => result === "match")
  const worded = matching.filter(({ wording }) => wording).length
  console.log(`\n${drive}: ${matching.length} of ${answers.length} match, ${worded} of them to the word`)
  for (const { name, result, differences } of answers.filter((answer) => answer.result !== "match")) {
    console.log(`  ${result}  ${name}`)
    for (const difference of differences) console.log(`      ${difference}`)
  }
  for (const { name, words } of matching.filter(({ wording }) => !wording)) {
    console.log(`  words  ${name}`)
    for (const [real, mock] of words) console.log(`      real ${shorten(real)}\n      mock ${shorten(mock)}`)
  }
}

const shorten = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text)

process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  return 2
})
