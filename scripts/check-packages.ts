/**
 * `pnpm packages`: packs every package that is published and looks at the tarball as a user gets it: its exports and
 * types resolve, its licence is inside, no source condition is, and every entry can be imported. Build first.
 */
import { spawnSync } from "node:child_process"
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")
const scratch = mkdtempSync(join(tmpdir(), "breakwater-packages-"))
const faults: string[] = []

interface Manifest {
  readonly name: string
  readonly files: readonly string[]
  readonly private?: boolean
  readonly bin?: { readonly [name: string]: string }
  readonly exports: { readonly [entry: string]: unknown }
  readonly dependencies?: { readonly [name: string]: string }
  readonly peerDependencies?: { readonly [name: string]: string }
}

const read = (path: string): Manifest => JSON.parse(readFileSync(path, "utf8"))

/** Runs a tool; what it says is shown only when it is not content. */
const run = (what: string, command: string, args: readonly string[], cwd = root): void => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" })
  if (status === 0) return
  faults.push(what)
  console.error(`✗ ${what}\n${error?.message ?? `${stdout}${stderr}`}`)
}

const check = (holds: boolean, what: string): void => {
  if (holds) return
  faults.push(what)
  console.error(`✗ ${what}`)
}

const folders = globSync("packages/*/package.json", { cwd: root })
  .map((path) => join(root, path, ".."))
  .filter((folder) => read(join(folder, "package.json")).private !== true)
  .toSorted()

const unpacked = folders.map((folder) => {
  const { name } = read(join(folder, "package.json"))
  const archive = join(scratch, `${name.replace("@", "").replace("/", "-")}.tgz`)
  const place = join(scratch, "node_modules", name)
  mkdirSync(place, { recursive: true })
  run(`${name} is packed`, "pnpm", ["pack", "--out", archive], folder)
  run(`${name} is unpacked`, "tar", ["-xzf", archive, "--strip-components=1", "-C", place])
  run(`${name} is as publint wants it`, "publint", ["run", "--strict", archive])
  run(`${name} has types that resolve`, "attw", [archive, "--profile", "esm-only", "--format", "ascii"])
  return { folder, name, place }
})

for (const { folder, name, place } of unpacked) {
  const manifest = read(join(place, "package.json"))
  check(existsSync(join(place, "LICENSE")), `${name} holds its LICENSE`)
  check(!existsSync(join(folder, "NOTICE")) || existsSync(join(place, "NOTICE")), `${name} holds its NOTICE`)
  for (const file of manifest.files) check(existsSync(join(place, file)), `${name} holds the ${file} it promises`)
  check(!existsSync(join(place, "src")), `${name} holds no sources`)
  check(!JSON.stringify(manifest).includes("@breakwater/source"), `${name} has no condition for sources`)
  check(!JSON.stringify(manifest).includes("workspace:"), `${name} depends on versions, not on the workspace`)
  // What the package asks for, as its own folder has it; our own packages lie beside it already.
  for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    const target = join(scratch, "node_modules", dependency)
    if (existsSync(target)) continue
    mkdirSync(join(target, ".."), { recursive: true })
    symlinkSync(join(folder, "node_modules", dependency), target)
  }
}

for (const { name, place } of unpacked) {
  const { bin = {}, exports } = read(join(place, "package.json"))
  for (const entry of Object.keys(exports)) {
    const specifier = join(name, entry)
    const program = entry.endsWith(".json")
      ? `await import("${specifier}", { with: { type: "json" } })`
      : `await import("${specifier}")`
    run(`${specifier} can be imported`, "node", ["--input-type=module", "-e", program], scratch)
  }
  for (const path of Object.values(bin)) run(`${name} ${path} runs`, "node", [join(place, path), "--help"], scratch)
}

rmSync(scratch, { recursive: true, force: true })
if (faults.length > 0) {
  console.error(`${faults.length} faults in packages: ${faults.join("; ")}.`)
  process.exit(1)
}
console.log(
  `${unpacked.length} packages are as a user should get them: ${unpacked.map(({ name }) => name).join(", ")}.`,
)
