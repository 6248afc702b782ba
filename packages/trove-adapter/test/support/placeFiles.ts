/** The files of one case of the table in a folder of their own. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import type { CloudConfigCase } from "./cloudConfigTable.ts"

export const placeFiles = ({ files = {}, environment = {} }: CloudConfigCase) => {
  const root = mkdtempSync(join(tmpdir(), "breakwater-cloud-config-"))
  const inRoot = (text: string) => text.replaceAll("$ROOT", root)
  for (const folder of ["work", "home"]) mkdirSync(join(root, folder))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const variables = Object.entries(environment).map(([name, value]) => [name, inRoot(value)])
  return {
    root,
    folder: join(root, "work"),
    environment: { HOME: join(root, "home"), ...Object.fromEntries(variables) },
  }
}
