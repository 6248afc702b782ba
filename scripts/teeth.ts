/**
 * `pnpm test:teeth`: proves that the tests bite. Each `test/teeth/*.patch` takes one promise out of a scratch copy of
 * the tree, and the tests it names must then fail, having passed before. `node scripts/teeth.ts name…` tries only those;
 * `--hosts` those in `test/teeth/hosts`, whose tests need what `pnpm test:hosts` needs.
 *
 * A patch begins with comment lines, `# promise: <sentence>` and one or more `# bites: <test file> :: <name, a regex>`;
 * a test's name is that of its groups and its own, joined by " > ".
 */
import { type ChildProcess, fork, spawn } from "node:child_process"
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs"
import { cpus, tmpdir } from "node:os"
import { basename, dirname, join, resolve } from "node:path"
import type { Answer, Outcome, Wanted } from "./runTests.ts"

const root = resolve(import.meta.dirname, "..")
const [hosts, wanted] = [process.argv.includes("--hosts"), process.argv.slice(2).filter((name) => name !== "--hosts")]
const config = hosts ? "vitest.hosts.config.ts" : "vitest.config.ts"
/** A patch may make a loop endless; it has not bitten then. Hosts live on real time. **Units**: milliseconds. */
const patience = hosts ? 480_000 : 120_000

interface Bite {
  readonly file: string
  readonly test: RegExp
}
interface Tooth {
  readonly name: string
  readonly path: string
  readonly promise: string
  readonly bites: readonly Bite[]
  /** The files it changes. */
  readonly changed: readonly string[]
}

const readTooth = (path: string): Tooth => {
  const name = basename(path, ".patch")
  const lines = readFileSync(path, "utf8").split("\n")
  const promise = lines.find((line) => line.startsWith("# promise: "))?.slice("# promise: ".length)
  const bites = lines
    .filter((line) => line.startsWith("# bites: "))
    .map((line) => {
      const [file = "", test = ""] = line.slice("# bites: ".length).split(" :: ")
      return { file, test: new RegExp(test) }
    })
  if (promise === undefined || bites.length === 0) throw new Error(`${name} does not say "# promise:" and "# bites:"`)
  for (const { file } of bites)
    if (!existsSync(join(root, file))) throw new Error(`${name} names ${file}, which is not there`)
  const changed = lines.filter((line) => line.startsWith("+++ b/")).map((line) => line.slice("+++ b/".length))
  return { name, path, promise, bites, changed }
}

const run = (command: string, args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, timeout: patience, env: { ...process.env, CI: "true" } })
    let output = ""
    child.stdout.on("data", (data) => (output += data))
    child.stderr.on("data", (data) => (output += data))
    child.on("error", fail)
    child.on("close", (code) => done({ code, output }))
  })

/** A copy of everything tracked or new, over the installed dependencies; packages find each other within the copy. */
const scratchCopy = async (): Promise<string> => {
  const copy = realpathSync(mkdtempSync(join(tmpdir(), "breakwater-teeth-")))
  const { output } = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], root)
  for (const path of output.split("\0")) {
    if (path === "" || !existsSync(join(root, path))) continue
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(root, path), join(copy, path))
  }
  for (const place of [".", ...globSync("packages/*", { cwd: root })]) {
    const installed = join(root, place, "node_modules")
    if (existsSync(installed)) linkAll(installed, join(copy, place, "node_modules"), copy)
  }
  return copy
}

const linkAll = (from: string, to: string, copy: string): void => {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from)) {
    if (entry === "@breakwater") {
      mkdirSync(join(to, entry))
      for (const name of readdirSync(join(from, entry)))
        symlinkSync(join(copy, "packages", name), join(to, entry, name))
    } else if (!entry.startsWith(".vite")) {
      symlinkSync(join(from, entry), join(to, entry))
    }
  }
}

/** A scratch copy with a Vitest that stays: one that hangs is ended, and the next call has a new one. */
interface Scratch {
  readonly copy: string
  /** Runs what the bites name, in files that changed since the last run. */
  runTests(bites: readonly Bite[], changed: readonly string[]): Promise<readonly Outcome[]>
  end(): void
}

const createScratch = async (): Promise<Scratch> => {
  const copy = await scratchCopy()
  let child: ChildProcess | undefined
  const end = (): void => {
    child?.kill("SIGKILL")
    child = undefined
  }
  const ask = (wanted: Wanted): Promise<Answer> =>
    new Promise((done, fail) => {
      // All files at once, in the beginning, take longer than one.
      const longest = patience + 5_000 * wanted.files.length
      child ??= fork(join(root, "scripts/runTests.ts"), [copy, config], {
        env: { ...process.env, CI: "true" },
        cwd: copy,
      })
      const asked = child
      const finish = (settle: () => void): void => {
        clearTimeout(timer)
        asked.removeAllListeners()
        settle()
      }
      const timer = setTimeout(() => {
        end()
        finish(() => done({ error: `the tests hang (${longest} ms)` }))
      }, longest)
      asked.once("message", (answer: Answer) => finish(() => done(answer)))
      asked.once("exit", (code) => {
        child = undefined
        finish(() => fail(new Error(`Vitest ended with ${code}.`)))
      })
      asked.send(wanted)
    })
  const runTests: Scratch["runTests"] = async (bites, changed) => {
    const files = [...new Set(bites.map(({ file }) => file))]
    const answer = await ask({ files, names: bites.map(({ test }) => `(${test.source})`).join("|"), changed })
    if ("error" in answer) throw new Error(answer.error)
    return answer.outcomes
  }
  return { copy, runTests, end }
}

const named = (outcomes: readonly Outcome[], { file, test }: Bite): readonly Outcome[] =>
  outcomes.filter((outcome) => outcome.file.endsWith(file) && test.test(outcome.name))

/** What the last patch of a copy changed, which is changed back by now. */
const before = new Map<Scratch, readonly string[]>()

/** Why a tooth is no good; undefined when it bites. */
const faultOf = async (tooth: Tooth, scratch: Scratch, whole: readonly Outcome[]): Promise<string | undefined> => {
  for (const bite of tooth.bites) {
    const sound = named(whole, bite)
    if (sound.length === 0) return `no test of ${bite.file} is named ${bite.test.source}`
    const failing = sound.find(({ status }) => status !== "passed")
    if (failing !== undefined) return `it fails without the patch too: ${failing.name}`
  }
  const applied = await run("git", ["apply", "--whitespace=nowarn", tooth.path], scratch.copy)
  if (applied.code !== 0) return `the patch does not apply: ${applied.output.trim()}`
  try {
    const outcomes = await scratch.runTests(tooth.bites, [...(before.get(scratch) ?? []), ...tooth.changed])
    const harmless = tooth.bites.find((bite) => !named(outcomes, bite).some(({ status }) => status === "failed"))
    return harmless === undefined ? undefined : `still passing: ${harmless.test.source}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await run("git", ["apply", "--whitespace=nowarn", "--reverse", tooth.path], scratch.copy)
    before.set(scratch, tooth.changed)
  }
}

const teeth = globSync(hosts ? "test/teeth/hosts/*.patch" : "test/teeth/*.patch", { cwd: root })
  .map((path) => readTooth(join(root, path)))
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  .toSorted((one, other) => one.name.localeCompare(other.name))
if (teeth.length === 0) throw new Error("there is no such patch in test/teeth")

const scratches = await Promise.all(Array.from({ length: Math.min(2, cpus().length, teeth.length) }, createScratch))
const faults = new Map<string, string>()
try {
  const [first] = scratches
  const all = teeth.flatMap(({ bites }) => bites)
  const whole = first === undefined ? [] : await first.runTests(all, [])
  const queue = [...teeth]
  const work = async (scratch: Scratch) => {
    for (let tooth = queue.shift(); tooth !== undefined; tooth = queue.shift()) {
      const fault = await faultOf(tooth, scratch, whole)
      if (fault !== undefined) faults.set(tooth.name, fault)
      console.log(`${fault === undefined ? "bites" : "FAILS"}  ${tooth.name}: ${tooth.promise}`)
      if (fault !== undefined) console.log(`       ${fault.split("\n").slice(0, 20).join("\n       ")}`)
    }
  }
  await Promise.all(scratches.map(work))
} finally {
  for (const { copy, end } of scratches) {
    end()
    rmSync(copy, { recursive: true, force: true })
  }
}
console.log(`${teeth.length - faults.size} of ${teeth.length} patches bite.`)
if (faults.size > 0) process.exit(1)
