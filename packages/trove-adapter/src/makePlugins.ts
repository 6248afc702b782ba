/** Both plugins of `OS::Trove::Instance` out of a host's own functions. */
import { type HostClock, type Issue, ProtectionError } from "@breakwater/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Connection, Fetch } from "./Connection.ts"
import { present } from "./internal/present.ts"
import { type Plugins, withClock } from "./internal/withClock.ts"
import type { TroveDrill } from "./Probe.ts"
import { TroveInstanceProtectable } from "./TroveInstanceProtectable.ts"
import { TroveInstanceProtection } from "./TroveInstanceProtection.ts"
import { type TroveChains, TroveSettings, type TroveWaiting, troveWaiting } from "./TroveSettings.ts"
import { type Connect, Troves } from "./Troves.ts"

/**
 * What the plugins are made from.
 *
 * @category models
 * @since 0.1.0
 */
export interface TrovePluginsOptions {
  /** Asked once for every scope in every process. */
  readonly connect: Connect
  /** For connections that bring none of their own. */
  readonly fetch?: Fetch
  /** What the plugins go by, whatever the clock of whoever drives them. */
  readonly clock?: HostClock
  /**
   * Written into every mark: two owners that share an installation id never take each other's backups for their own. One
   * that is given may not be empty.
   */
  readonly ownerTag?: string
  /** What is left out is as in `troveWaiting`. */
  readonly waiting?: Partial<TroveWaiting>
  /** When a protect that says nothing about it makes a full backup, and when it continues another. */
  readonly chains?: TroveChains
  /** How the drills of a verify at the level "restore" are made. */
  readonly drill?: TroveDrill
}

/**
 * Both plugins by name; asks nothing and no one yet.
 *
 * **Fails with** (throws) `invalidParameters` for an owner tag without a character, a `connect` that is no function, and
 * a wait that is no length of time.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makePlugins = ({
  connect,
  fetch,
  clock,
  ownerTag,
  waiting: given = {},
  chains = {},
  drill = {},
}: TrovePluginsOptions): Plugins => {
  const waiting = present(given)
  const issues = [...connectIssues(connect), ...tagIssues(ownerTag), ...waitIssues(waiting)]
  if (issues.length > 0) throw refused(issues)
  const plugins = Effect.runSync(
    Effect.gen(function* () {
      const troves = yield* Troves.make((scope) => Effect.map(answerOf(connect, scope), withFetch(fetch)))
      const protection = yield* Effect.provideService(TroveInstanceProtection.make, Troves, troves)
      return { protectable: TroveInstanceProtectable.make(troves), protection }
    }).pipe(
      Effect.provideService(TroveSettings, {
        ownerTag: ownerTag ?? "",
        waiting: { ...troveWaiting, ...waiting },
        chains,
        drill,
      }),
    ),
  )
  return clock === undefined ? plugins : withClock(plugins, clock)
}

// A host in JavaScript may give anything. Told here it stops a start; met by a hook it would end an operation under way.

const connectIssues = (connect: unknown) =>
  typeof connect === "function"
    ? []
    : [{ path: "/connect", message: "must be a function that answers a connection, such as () => connection" }]

const tagIssues = (ownerTag: unknown) =>
  ownerTag === undefined || (typeof ownerTag === "string" && ownerTag.trim() !== "")
    ? []
    : [{ path: "/ownerTag", message: "an owner tag has at least one character; leave it out to protect without one" }]

const waitIssues = (waiting: Partial<TroveWaiting>) =>
  (["firstLook", "maxLook", "settle", "stuck"] as const)
    .filter((name) => {
      const length = waiting[name] === undefined ? Option.some(Duration.zero) : Duration.fromInput(waiting[name])
      return Option.isNone(length) || Duration.isLessThan(length.value, Duration.zero)
    })
    .map((name) => ({
      path: `/waiting/${name}`,
      message: `${waiting[name]} is no length of time, such as "30 seconds"`,
    }))

const refused = (issues: readonly Issue[]) =>
  new ProtectionError({
    code: "invalidParameters",
    message: issues.map(({ path, message }) => `${path}: ${message}`).join("; "),
    issues,
  })

const answerOf = (connect: Connect, scope: Parameters<Connect>[0]): Effect.Effect<Connection, unknown> => {
  const answer = connect(scope)
  return Effect.isEffect(answer) ? answer : Effect.promise(() => Promise.resolve(answer))
}

const withFetch =
  (fetch: Fetch | undefined) =>
  (connection: Connection): Connection =>
    fetch === undefined || connection.fetch !== undefined ? connection : { ...connection, fetch }
