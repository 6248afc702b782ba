/** "@breakwater/core/engine": the engines that need nothing but this package. Re-exports only. */
export type { Engine, EngineDriver } from "../internal/Engine.ts"
export { RememberEnded } from "./internal/workflow.ts"
export * from "./memory.ts"
