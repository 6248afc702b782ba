/** The operator's settings: what was given, the rest as Trove comes. */
import type { CloudOptions } from "./state/Cloud.ts"
import { isProfile } from "./state/releases.ts"
import { defaultTimings, type Timings } from "./state/Timings.ts"

/** Those of `CloudOptions` one wants to set. */
export interface GivenOptions extends Partial<Omit<CloudOptions, "quotas" | "timings">> {
  readonly quotas?: Partial<CloudOptions["quotas"]>
  readonly timings?: Partial<Timings>
}

export const resolveOptions = (given: GivenOptions): CloudOptions => {
  const { profile = "18", authtokenServiceType } = given
  if (!isProfile(profile)) throw new RangeError(`profile is 18, 22 or 25, not "${profile}"`)
  return {
    profile,
    magicNames: given.magicNames ?? false,
    quotas: numbers("quotas", -1, { instances: 10, backups: 50, volumes: 40, ram: -1 }, given.quotas),
    maxAcceptedVolumeSize: given.maxAcceptedVolumeSize ?? 10,
    ratePerMinute: given.ratePerMinute ?? 100_000,
    heartbeatExpirySeconds: given.heartbeatExpirySeconds ?? 90,
    tokenLifetimeSeconds: given.tokenLifetimeSeconds ?? 3_600,
    ...(authtokenServiceType !== undefined && { authtokenServiceType }),
    timings: numbers("timings", 0, defaultTimings, given.timings),
  }
}

/** What is misspelt, or said in words, would be as if it had not been said. */
const numbers = <A extends object>(what: string, least: number, known: A, given: Partial<A> = {}): A => {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new RangeError(`${what}.${name} is none of ${Object.keys(known).join(", ")}`)
    }
    if (typeof value !== "number" || !(value >= least)) {
      throw new RangeError(`${what}.${name} is a number of at least ${least}, not ${JSON.stringify(value)}`)
    }
  }
  return { ...known, ...given }
}
