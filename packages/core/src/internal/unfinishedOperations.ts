/** Everything that has not ended of what was asked for, whoever drives it, newest first. */
import * as Effect from "effect/Effect"
import type { OperationRecord } from "../OperationRecord.ts"
import type { ProtectionService } from "../Protection.ts"

export const unfinishedOperations = Effect.fnUntraced(function* ({ list }: Pick<ProtectionService, "list">) {
  const found: OperationRecord[] = []
  let after: string | undefined
  do {
    const page: { readonly items: readonly OperationRecord[]; readonly next?: string } = yield* list({
      state: ["queued", "running", "cancelling"],
      limit: 500,
      ...(after === undefined ? {} : { after }),
    })
    found.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return found
})
