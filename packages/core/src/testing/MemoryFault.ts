/** What a memory service says instead of an answer. */
import * as Data from "effect/Data"

/**
 * Why a call was not answered as wished: `lost` does not tell whether it was carried out; it was not with any other.
 *
 * @category errors
 * @since 0.1.0
 */
export class MemoryFault extends Data.TaggedError("MemoryFault")<{
  readonly reason: "lost" | "notFound" | "busy"
  readonly message: string
}> {}
