/** The logger a host brings, as plain functions, turned into the logger everything here writes to. */
import * as Cause from "effect/Cause"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Result from "effect/Result"
import { concealed, concealedText } from "./internal/concealed.ts"

/**
 * A logger as hosts have it (pino, console-like ones): an object of facts, then a sentence. Facts are the ids of the
 * operation, the resource and the plugin; never a secret.
 *
 * @category models
 * @since 0.1.0
 */
export interface HostLog {
  readonly debug: (facts: object, message: string) => void
  readonly info: (facts: object, message: string) => void
  readonly warn: (facts: object, message: string) => void
  readonly error: (facts: object, message: string) => void
}

/**
 * Writes everything to a host's logger, which chooses the levels it wants; without one, nothing is written. One that
 * throws loses its line, and harms no operation.
 *
 * @category layers
 * @since 0.1.0
 */
export const hostLogLayer = (log: HostLog | undefined): Layer.Layer<never> =>
  log === undefined
    ? Logger.layer([])
    : Layer.merge(Logger.layer([toLogger(log)]), Layer.succeed(References.MinimumLogLevel, "Debug"))

const toLogger = (log: HostLog) =>
  Logger.make(({ cause, fiber, logLevel, message }) => {
    const facts = { ...fiber.getRef(References.CurrentLogAnnotations) }
    const because = cause.reasons.length === 0 ? {} : { cause: Cause.pretty(cause) }
    const sentence = (Array.isArray(message) ? message : [message]).map(String).join(" ")
    const level = levels[logLevel] ?? "info"
    // What it throws ends here: thrown into the driver it would end the operation, or whoever is to tell of that.
    Result.try(() => log[level](concealed({ ...facts, ...because }), concealedText(sentence)))
  })

const levels: { readonly [level: string]: keyof HostLog } = {
  Trace: "debug",
  Debug: "debug",
  Info: "info",
  Warn: "warn",
  Error: "error",
  Fatal: "error",
}
