/** The settings of the driver, each with a default that suits a cloud. */
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"

/**
 * How long after the deadline a hook may take to answer for the last time; then it is given up, and what it did is
 * unknown. **Units**: `Duration`.
 *
 * @category settings
 * @since 0.1.0
 */
export const DeadlineGrace: Context.Reference<Duration.Duration> = Context.Reference("@breakwater/core/DeadlineGrace", {
  defaultValue: () => Duration.seconds(30),
})
