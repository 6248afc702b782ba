/** Both plugins of `OS::Trove::Instance` out of a host's own functions. */
import { type HostClock, ProtectionError } from "@breakwater/core"
import * as Effect from "effect/Effect"
import type { Connection, Fetch } from "./Connection.ts"
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
 * **Fails with** (throws) `invalidParameters` for an owner tag without a character.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makePlugins = ({
  connect,
  fetch,
  clock,
  ownerTag,
  waiting,
  chains = {},
  drill = {},
}: TrovePluginsOptions): Plugins => {
  if (ownerTag?.trim() === "") throw noTag()
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

const noTag = () => {
  const message = "an owner tag has at least one character; leave it out to protect without one"
  return new ProtectionError({
    code: "invalidParameters",
    message: `/ownerTag: ${message}`,
    issues: [{ path: "/ownerTag", message }],
  })
}

const answerOf = (connect: Connect, scope: Parameters<Connect>[0]): Effect.Effect<Connection, unknown> => {
  const answer = connect(scope)
  return Effect.isEffect(answer) ? answer : Effect.promise(() => Promise.resolve(answer))
}

const withFetch =
  (fetch: Fetch | undefined) =>
  (connection: Connection): Connection =>
    fetch === undefined || connection.fetch !== undefined ? connection : { ...connection, fetch }
