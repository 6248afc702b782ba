import { defineConfig } from "tsup"

export default defineConfig({
  entry: ["src/index.ts", "src/msw.ts", "src/server.ts", "src/adminClient.ts", "src/bin.ts"],
  format: ["esm"],
  platform: "neutral",
  target: "es2022",
  dts: false,
  sourcemap: true,
  clean: true,
  tsconfig: "tsconfig.build.json",
})
