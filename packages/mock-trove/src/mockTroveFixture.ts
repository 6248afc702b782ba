/** The mock as a Vitest fixture, one for each test: `test.extend(mockTroveFixture())`. */
import { createMockTrove, type MockTrove, type MockTroveOptions } from "./MockTrove.ts"

export const mockTroveFixture = (
  options?: MockTroveOptions,
): { cloud: (context: { readonly task: unknown }, use: (cloud: MockTrove) => Promise<void>) => Promise<void> } => ({
  // Vitest reads the names of the fixtures this one needs from the pattern; `task` is always there.
  cloud: async ({ task: _task }, use) => {
    await using cloud = createMockTrove(options)
    await use(cloud)
  },
})
