import { defineConfig } from "tsup"

/** The command line in one file, for people without npm: `node mock-trove.mjs`. */
export default defineConfig({
  entry: { "mock-trove": "src/bin.ts" },
  format: ["esm"],
  platform: "node",
  target: "node22",
  outExtension: () => ({ js: ".mjs" }),
  splitting: false,
  removeNodeProtocol: false,
  dts: false,
  minify: false,
  banner: { js: "#!/usr/bin/env node" },
  tsconfig: "tsconfig.build.json",
})
