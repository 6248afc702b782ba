/** A memory service as its clients know it. */
import type { MemoryService } from "./MemoryService.ts"

/** The remote interface alone, which a client in another process can have too. @category models @since 0.1.0 */
export type MemoryRemote = Pick<
  MemoryService,
  "accessKey" | "createCopy" | "copies" | "copy" | "deleteCopy" | "restoreCopy" | "things" | "thing" | "deleteThing"
>
