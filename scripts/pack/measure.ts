/**
 * What each entry costs who imports it, beside what it uses of effect: bytes of a bundle, and milliseconds to import it
 * unbundled. Both are measured in the same run, so that their ratio holds on any machine.
 */
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { build, type Metafile } from "esbuild"

/**
 * How often each import is timed; the fastest counts, since everything else on the machine only slows it down. Where a
 * promise does not seem to be kept, it is timed more often, until it is or there is no doubt.
 */
const rounds = { least: 7, most: 40 }

/** What importing the adapter may cost at most, beside importing what it uses of effect. */
const promised = { entry: "@breakwater/trove-adapter", ratio: 1.3 }

export interface Measured {
  /** One line for each entry. */
  readonly table: string
  readonly keptPromise: boolean
}

export const measure = async (folder: string, entries: readonly string[]): Promise<Measured> => {
  const lines: string[] = []
  let keptPromise = true
  for (const entry of entries) {
    const whole = await bundle(folder, `import * as entry from "${entry}"; export default entry`)
    const parts = partsOf(folder, whole.metafile)
    const effect = parts.size === 0 ? undefined : await bundle(folder, partsAlone(parts))
    const isKept = ([ms, effectMs]: readonly number[]) =>
      entry !== promised.entry || (ms ?? Number.NaN) <= promised.ratio * (effectMs ?? Number.NaN)
    const times = timesOf(folder, [[entry], ...(parts.size === 0 ? [] : [[...parts.keys()]])], isKept)
    if (!isKept(times)) keptPromise = false
    const [ms, effectMs] = times
    const ratio = ms !== undefined && effectMs !== undefined ? ms / effectMs : undefined
    lines.push(
      [
        entry.padEnd(34),
        `min ${kilobytes(whole.code)}, gzip ${kilobytes(gzipSync(whole.code))} kB`,
        effect && `(effect's parts ${kilobytes(effect.code)}, ${kilobytes(gzipSync(effect.code))}:`,
        effect && `×${(whole.code.length / effect.code.length).toFixed(2)},`,
        effect && `×${(gzipSync(whole.code).length / gzipSync(effect.code).length).toFixed(2)})`,
        `import ${ms?.toFixed(0)} ms`,
        ratio && `(effect's parts ${effectMs?.toFixed(0)}: ×${ratio.toFixed(2)})`,
        entry === promised.entry && `promised: at most ×${promised.ratio}`,
      ]
        .filter((part) => typeof part === "string")
        .join("  "),
    )
  }
  return { table: lines.join("\n"), keptPromise }
}

interface Bundle {
  readonly code: Uint8Array
  readonly metafile: Metafile
}

const bundle = async (folder: string, contents: string): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  })
  return { code: outputFiles[0]?.contents ?? new Uint8Array(), metafile }
}

/** Each module of effect that our own code in a bundle imports, with the members it uses. */
const partsOf = (folder: string, { inputs }: Metafile): ReadonlyMap<string, ReadonlySet<string>> => {
  const parts = new Map<string, Set<string>>()
  for (const [path, { imports }] of Object.entries(inputs)) {
    if (!path.startsWith("node_modules/@breakwater/")) continue
    const code = readFileSync(join(folder, path), "utf8")
    for (const { original = "" } of imports) {
      if (!original.startsWith("effect/")) continue
      const members = parts.get(original) ?? new Set()
      parts.set(original, members)
      for (const [, name = ""] of code.matchAll(new RegExp(`import \\* as (\\w+) from "${original}"`, "g")))
        for (const [, member = ""] of code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))) members.add(member)
    }
  }
  return parts
}

/** A module that uses of effect what our code uses, and nothing else. */
const partsAlone = (parts: ReadonlyMap<string, ReadonlySet<string>>): string =>
  [...parts]
    .map(([module, members], index) => {
      const used = [...members].map((member) => `module${index}.${member}`).join(", ")
      return `import * as module${index} from "${module}"\nexport const used${index} = [${used}]\n`
    })
    .join("")

/**
 * The fastest import of each set of modules in a process of its own, taking turns. **Units**: milliseconds of the
 * processor, which a busy machine changes less than those of the clock.
 */
const timesOf = (
  folder: string,
  sets: readonly (readonly string[])[],
  isEnough: (fastest: readonly number[]) => boolean,
): readonly number[] => {
  const fastest = sets.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds.most && (round < rounds.least || !isEnough(fastest)); round++) {
    for (const [index, modules] of sets.entries()) {
      const imports = modules.map((module) => `import("${module}")`).join(", ")
      const program = `const began = process.cpuUsage()
        await Promise.all([${imports}])
        const { user, system } = process.cpuUsage(began)
        console.log((user + system) / 1000)`
      const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
        cwd: folder,
        encoding: "utf8",
      })
      fastest[index] = Math.min(fastest[index] ?? Number.POSITIVE_INFINITY, Number(stdout.trim() || Number.NaN))
    }
  }
  return fastest
}

const kilobytes = (code: Uint8Array): string => (code.length / 1000).toFixed(0)
