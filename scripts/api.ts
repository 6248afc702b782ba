/**
 * `pnpm api`: writes what each entry of each published package shows into etc/*.api.md, so that a change of the contract
 * shows in review. `--check` writes nothing and fails with a sentence when a report is stale. Build first.
 */
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, resolve } from "node:path"
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor"

const root = resolve(import.meta.dirname, "..")
const reports = join(root, "etc")
const scratch = mkdtempSync(join(tmpdir(), "breakwater-api-"))

interface Manifest {
  readonly private?: boolean
  readonly exports: { readonly [entry: string]: { readonly [condition: string]: string } }
}

const configsOf = (folder: string): readonly ExtractorConfig[] => {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  if (manifest.private === true) return []
  return Object.entries(manifest.exports).flatMap(([entry, { types }]) => {
    if (types === undefined) return []
    const declarations = join(folder, types)
    if (!existsSync(declarations)) throw new Error(`There is no ${declarations}: run \`pnpm build\` first.`)
    return ExtractorConfig.prepare({
      configObjectFullPath: undefined,
      packageJsonFullPath: join(folder, "package.json"),
      configObject: {
        projectFolder: folder,
        newlineKind: "lf",
        mainEntryPointFilePath: declarations,
        compiler: { tsconfigFilePath: join(folder, "tsconfig.build.json") },
        apiReport: {
          enabled: true,
          reportFileName: `${[basename(folder), ...entry.split("/").slice(1)].join("-")}.api.md`,
          reportFolder: scratch,
          reportTempFolder: join(scratch, "temporary"),
        },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        // The reports are compared here; of the extractor's own messages only its errors matter.
        messages: { extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } } },
      },
    })
  })
}

/** The reports of one package, over one program. */
const extract = (folder: string): void => {
  const configs = configsOf(folder)
  const [first, ...others] = configs
  if (first === undefined) return
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
  })
  for (const config of configs) {
    const { errorCount } = Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        message.handled = message.logLevel !== ExtractorLogLevel.Error
      },
    })
    if (errorCount > 0) throw new Error(`${config.mainEntryPointFilePath} can not be reported; see above.`)
  }
}

/** Reports by name, without the remarks of the extractor that a member has no comment of its own. */
const contentsOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    globSync("*.api.md", { cwd: folder }).map((name) => [
      name,
      readFileSync(join(folder, name), "utf8").replaceAll(/^ *\/\/ \(undocumented\)\n| \(undocumented\)$/gm, ""),
    ]),
  )

mkdirSync(join(scratch, "temporary"))
for (const path of globSync("packages/*/package.json", { cwd: root }).toSorted()) extract(join(root, path, ".."))

const fresh = contentsOf(scratch)
const committed = contentsOf(reports)
const stale = [...new Set([...fresh.keys(), ...committed.keys()])]
  .filter((name) => fresh.get(name) !== committed.get(name))
  .toSorted()
if (!process.argv.includes("--check")) {
  mkdirSync(reports, { recursive: true })
  for (const name of stale) {
    const content = fresh.get(name)
    if (content === undefined) rmSync(join(reports, name))
    else writeFileSync(join(reports, name), content)
  }
  console.log(stale.length === 0 ? "The API reports are fresh." : `Wrote ${stale.join(", ")}.`)
} else if (stale.length > 0) {
  console.error(
    `What the packages show has changed: ${stale.join(", ")}. Run \`pnpm build && pnpm api\`, look at the difference in etc/, and commit it with a changeset.`,
  )
  process.exitCode = 1
} else {
  console.log(`The API reports of ${fresh.size} entries are fresh.`)
}
rmSync(scratch, { recursive: true, force: true })
