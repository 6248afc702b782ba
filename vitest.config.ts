import { defineConfig } from "vitest/config"

export default defineConfig({
  // The sources of the workspace's own packages, so that no build is needed before a test.
  ssr: { resolve: { conditions: ["@breakwater/source", "node", "import", "default"] } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    // What mocks are asked and answer fits the descriptions of the API.
    setupFiles: ["test/validateTraffic.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/cloud/**", "**/hosts/**"],
    // Time in tests is virtual; only a machine that is busy with something else comes near this.
    testTimeout: 30_000,
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/generated/**"] },
  },
})
