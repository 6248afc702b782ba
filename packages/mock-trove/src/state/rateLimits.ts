/** Trove's leaky bucket: so many requests of one verb a minute, for each project. PATCH and HEAD are not counted. */
import type { Cloud } from "./Cloud.ts"
import type { RateBucket } from "./TroveState.ts"

const minute = 60_000

/** The rules in the order in which `GET /limits` shows them. The last one is never met: it is compared with the whole URL. */
export const rateRules = [
  { verb: "POST", uri: "*", regex: ".*" },
  { verb: "PUT", uri: "*", regex: ".*" },
  { verb: "DELETE", uri: "*", regex: ".*" },
  { verb: "GET", uri: "*", regex: ".*" },
  { verb: "POST", uri: "*/mgmt", regex: "^/mgmt" },
] as const

export type RateRule = (typeof rateRules)[number]

const counts = (rule: RateRule): boolean => rule.uri === "*"

/** Counts one request; gives the milliseconds until the next may come when this one is too many. */
export const takeFromBucket = (cloud: Cloud, project: string, verb: string): number | undefined => {
  const rule = rateRules.find((candidate) => counts(candidate) && candidate.verb === verb)
  if (rule === undefined) return undefined
  const now = cloud.now()
  const share = minute / cloud.options.ratePerMinute
  const buckets = cloud.state.trove.rateBuckets[project] ?? {}
  const before = buckets[verb] ?? { level: 0, lastRequest: now, nextRequest: now }
  const level = Math.max(0, before.level - (now - before.lastRequest)) + share
  const tooMuch = level - minute
  const after: RateBucket =
    tooMuch > 0
      ? { level: level - share, lastRequest: now, nextRequest: now + tooMuch }
      : { level, lastRequest: now, nextRequest: now }
  cloud.state.trove.rateBuckets[project] = { ...buckets, [verb]: after }
  return tooMuch > 0 ? tooMuch : undefined
}

/** What is left of a rule for a project, and from when on. */
export const remainingOf = (
  cloud: Cloud,
  project: string,
  rule: RateRule,
): { readonly remaining: number; readonly next: number } => {
  const value = cloud.options.ratePerMinute
  const bucket = counts(rule) ? cloud.state.trove.rateBuckets[project]?.[rule.verb] : undefined
  if (bucket === undefined) return { remaining: value, next: cloud.now() }
  return { remaining: Math.floor(((minute - bucket.level) / minute) * value), next: bucket.nextRequest }
}
