import { defineConfig } from "tsup"

export default defineConfig({
  entry: [
    "src/index.ts",
    "src/steps.ts",
    "src/promise.ts",
    "src/provider-file.ts",
    "src/engine/index.ts",
    "src/engine/cluster.ts",
    "src/engine/sqlite.ts",
    "src/testing/index.ts",
    "src/bin.ts",
  ],
  format: ["esm"],
  platform: "neutral",
  target: "es2022",
  dts: false,
  sourcemap: true,
  clean: true,
  tsconfig: "tsconfig.build.json",
})
