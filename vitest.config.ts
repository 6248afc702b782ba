import { defineConfig } from "vitest/config"

export default defineConfig({
  // The sources of the workspace's own packages, so that no build is needed before a test.
  ssr: { resolve: { conditions: ["@breakwater/source", "node", "import", "default"] } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/cloud/**"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], exclude: ["**/generated/**"] },
  },
})
