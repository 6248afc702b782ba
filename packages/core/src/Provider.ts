/** A named bundle: which resources there are, what can be done to them, and the bank their checkpoints lie in. */
import type { Bank } from "./Bank.ts"
import type { ProtectablePlugin } from "./ProtectablePlugin.ts"
import type { ProtectionPlugin } from "./ProtectionPlugin.ts"

/**
 * A provider. Of several protection plugins for one type the first counts; a type without one only groups what depends
 * on it.
 *
 * **Source**: `karbor/services/protection/provider.py`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Provider {
  readonly id: string
  /** What people call it, and what it is for; nothing depends on either. */
  readonly name?: string
  readonly description?: string
  readonly bank: Bank
  readonly protectables: readonly ProtectablePlugin[]
  readonly plugins: readonly ProtectionPlugin[]
}
