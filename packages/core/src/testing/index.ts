/** "@breakwater/core/testing": clocks, a service and a plugin in memory, and the suites every plugin and bank must pass. */
export { clockLayer } from "../HostClock.ts"
export * from "./MemoryPlugin.ts"
export * from "./MemoryProtectable.ts"
export * from "./MemoryService.ts"
export type { BrokenPromise } from "./makeOnce.ts"
export * from "./virtualClock.ts"
