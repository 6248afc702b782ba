/** `pnpm run version` ends with it: writes the version of a release where the sources tell it to the cloud and to checkpoints. */
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"

const root = resolve(import.meta.dirname, "..")
const adapter = "packages/trove-adapter"
const { version }: { readonly version: string } = JSON.parse(
  readFileSync(resolve(root, adapter, "package.json"), "utf8"),
)

const places = [
  { path: "src/Connection.ts", told: /(?<="breakwater-trove-adapter\/)[^"]+(?=")/g },
  { path: "src/TroveInstanceProtection.ts", told: /(?<=^ *version: ")[^"]+(?=",$)/gm },
]
for (const { path, told } of places) {
  const file = resolve(root, adapter, path)
  const text = readFileSync(file, "utf8")
  if (text.match(told)?.length !== 1) throw new Error(`${adapter}/${path} does not tell its version in one place`)
  writeFileSync(file, text.replace(told, version))
}
console.log(`The sources tell the version ${version}.`)
