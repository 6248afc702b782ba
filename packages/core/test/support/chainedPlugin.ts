/** The memory plugin with copies that need others, as incremental backups do: told from outside which needs which. */
import { type OperationContext, ProtectionError, type ProtectionPlugin } from "@breakwater/core"
import { MemoryPlugin, type MemoryService } from "@breakwater/core/testing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** Keys are copies, values the copies they need. Deleting what another copy needs is refused in the preview. */
export const chainedPlugin = (service: MemoryService, needs: Map<string, readonly string[]>): ProtectionPlugin => {
  const plugin = new MemoryPlugin(service)
  const { delete: remove } = plugin.operations
  if (remove === undefined) throw new Error("The memory plugin can not delete.")
  const children = (saved: unknown, now: number) => {
    const [copy = ""] = plugin.artifacts(saved as { copy: string; name: string }).made
    return service.copiesAt(now).filter(({ id }) => needs.get(id)?.includes(copy) === true)
  }
  return {
    ...plugin,
    artifacts: (saved) => {
      const { made } = plugin.artifacts(saved as { copy: string; name: string })
      return { made, needs: made.flatMap((copy) => needs.get(copy) ?? []) }
    },
    operations: {
      ...plugin.operations,
      delete: {
        ...remove,
        preview: Effect.fnUntraced(function* (context: OperationContext) {
          const preview = yield* remove.preview(context)
          const hanging = children(context.saved, yield* Clock.currentTimeMillis)
          if (hanging.length === 0) return preview
          const message = `${hanging.map(({ id }) => id).join(", ")} need it.`
          return { ...preview, blockers: [new ProtectionError({ code: "inUse", message }).toJSON()] }
        }),
      },
    },
  }
}
