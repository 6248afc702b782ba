import { defineConfig } from "vitest/config"

/** Hosts with what they need beside Node: Debian's Chromium, PostgreSQL and openstacksdk. On real time, one file after another. */
export default defineConfig({
  // Without "import", which Node would take for every require too: pg's pool then comes as a module, which pg can not use.
  ssr: { resolve: { conditions: ["@breakwater/source", "node", "default"] } },
  test: {
    include: ["packages/*/test/hosts/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
