import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/promise.ts", "src/plugin.ts", "src/CloudConfig.ts"],
  format: ["esm"],
  platform: "neutral",
  target: "es2022",
  dts: false,
  sourcemap: true,
  clean: true,
  tsconfig: "tsconfig.build.json",
})
