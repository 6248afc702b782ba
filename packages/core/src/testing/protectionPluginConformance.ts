/**
 * The suite every protection plugin must pass, for any test runner. It plays a host without engine that crashes, loses
 * answers, cancels, runs out of time and comes back with old handles, and counts at the service what was made.
 */
import type { ConformanceCase, ConformanceSubject } from "./ConformanceSubject.ts"
import { crashCases } from "./conformance/crashCases.ts"
import { endingCases } from "./conformance/endingCases.ts"
import { mishapCases } from "./conformance/mishapCases.ts"
import { ownershipCases } from "./conformance/ownershipCases.ts"
import { refusalCases } from "./conformance/refusalCases.ts"
import { replayCases } from "./conformance/replayCases.ts"
import { schemaCases } from "./conformance/schemaCases.ts"
import { storyCases } from "./conformance/storyCases.ts"

/**
 * The cases, each of which fails by an assertion error with a sentence. Where results must be the same, members named
 * `at`, which say when something was looked at, may differ.
 *
 * **Example**
 *
 * ```ts
 * for (const { name, run } of protectionPluginConformance(subject)) test(name, run)
 * ```
 *
 * @category suites
 * @since 0.1.0
 */
export const protectionPluginConformance = (subject: ConformanceSubject): readonly ConformanceCase[] => [
  ...storyCases(subject),
  ...replayCases(subject),
  ...crashCases(subject),
  ...mishapCases(subject),
  ...ownershipCases(subject),
  ...endingCases(subject),
  ...schemaCases(subject),
  ...refusalCases(subject),
]
