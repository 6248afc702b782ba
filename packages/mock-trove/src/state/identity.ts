/** Keystone's rules: who may have a token, and what a token is worth. Sees no request. */
import type { Cloud } from "./Cloud.ts"
import type { Token } from "./IdentityState.ts"

const troveBelievesForMs = 300_000

/**
 * What a token is worth to Trove, or nothing.
 *
 * Trove asks Keystone once and believes the answer for 300 s: a token revoked meanwhile still works, an expired one does not.
 */
export const validate = (token: string, cloud: Cloud): Token | undefined => {
  const { tokens, validatedByTrove } = cloud.state.identity
  const record = tokens[token]
  const now = cloud.now()
  if (record === undefined || record.expiresAt <= now) return undefined
  const believedSince = validatedByTrove[token]
  if (believedSince !== undefined && now - believedSince < troveBelievesForMs) return record
  if (record.revokedAt !== undefined) return undefined
  validatedByTrove[token] = now
  return record
}
