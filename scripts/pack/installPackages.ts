/** The packages as a user gets them: packed, and installed by npm from their tarballs into an empty folder. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import process from "node:process"

const root = resolve(import.meta.dirname, "../..")

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly exports: { readonly [entry: string]: unknown }
  readonly dependencies?: { readonly [name: string]: string }
  readonly devDependencies?: { readonly [name: string]: string }
}

export const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, "utf8"))

/** As a user's shell has it: no cloud, and nothing that pnpm or this repository set for its own scripts. */
export const userEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(OS_|BREAKWATER_|npm_(package|lifecycle)|NODE_OPTIONS$)/.test(name),
    ),
  )

/** What npm is told when it installs. */
export const npm = ["install", "--no-audit", "--no-fund", "--loglevel=error"] as const

/** Runs a tool in a folder; its failure ends everything. */
type Run = (what: string, command: string, args: readonly string[], folder: string) => unknown

/** What the entries use that want more than their package: msw, and what the examples depend on. */
export const optionalPackages = (): readonly string[] => {
  const examples = readManifest(join(root, "packages/examples/package.json"))
  const mock = readManifest(join(root, "packages/mock-trove/package.json"))
  return Object.entries({ ...examples.dependencies, msw: mock.devDependencies?.["msw"] ?? "" })
    .filter(([, version]) => !version.startsWith("workspace:"))
    .map(([name, version]) => `${name}@${version}`)
}

/** Packs into one folder and installs into another. Gives the tarballs, and the entries that can be imported. */
export const installPackages = (scratch: string, user: string, run: Run) => {
  const published = globSync("packages/*/package.json", { cwd: root })
    .map((path) => ({ folder: join(root, path, ".."), manifest: readManifest(join(root, path)) }))
    .filter(({ manifest }) => manifest.private !== true)
    .toSorted((one, other) => one.folder.localeCompare(other.folder))
  const tarballs = published.map(({ folder, manifest }) => {
    const tarball = join(scratch, `${basename(folder)}.tgz`)
    run(`${manifest.name} is packed`, "pnpm", ["pack", "--out", tarball], folder)
    return tarball
  })
  const entries = published.flatMap(({ manifest }) =>
    Object.keys(manifest.exports)
      .filter((entry) => !entry.endsWith(".json"))
      .map((entry) => join(manifest.name, entry)),
  )
  mkdirSync(user)
  writeFileSync(join(user, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }, null, 2))
  const { dependencies } = readManifest(join(root, "packages/examples/package.json"))
  run("npm installs the packages and effect", "npm", [...npm, ...tarballs, `effect@${dependencies?.["effect"]}`], user)
  return { tarballs, entries }
}
