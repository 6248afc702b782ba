import { defineConfig } from "vitest/config"

/** The suite against a real Keystone and a real Trove: one file after another, on real time. */
export default defineConfig({
  ssr: { resolve: { conditions: ["@breakwater/source", "node", "import", "default"] } },
  test: {
    include: ["packages/examples/test/cloud/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
