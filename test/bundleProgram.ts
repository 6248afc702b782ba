/** One file out of a program and all it imports: a process that is started a hundred times should start fast. */
import { join } from "node:path"
import { build } from "esbuild"

/** Gives the path of the bundle, which lies in the folder. */
export const bundleProgram = async (program: string, folder: string): Promise<string> => {
  const outfile = join(folder, "program.mjs")
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@breakwater/source"],
    logLevel: "error",
  })
  return outfile
}
