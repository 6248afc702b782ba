/** Asks the host's probe about a restored instance, within its time, and makes a sentence of whatever comes of it. */
import * as Effect from "effect/Effect"
import type { DrilledInstance, Probe, TroveDrill } from "../Probe.ts"

export type ProbeAnswer = { readonly passed: boolean; readonly says?: string }

export const askProbe = (
  { within = "1 minute" }: TroveDrill,
  probe: Probe,
  drilled: Omit<DrilledInstance, "signal">,
): Effect.Effect<ProbeAnswer> =>
  Effect.tryPromise({
    try: (signal) => Promise.resolve(probe({ ...drilled, signal })),
    catch: (cause) => cause,
  }).pipe(
    Effect.flatMap((answer): Effect.Effect<unknown, unknown> => (isEffect(answer) ? answer : Effect.succeed(answer))),
    Effect.catchDefect((defect) => Effect.fail(defect)),
    Effect.timeoutOrElse({ duration: within, orElse: () => Effect.fail("it gave no answer in its time") }),
    Effect.match({
      onSuccess: (says) =>
        typeof says === "string" && says !== "" ? { passed: true, says: short(says) } : { passed: true },
      onFailure: (cause) => ({ passed: false, says: short(cause instanceof Error ? cause.message : String(cause)) }),
    }),
  )

const isEffect = (answer: unknown): answer is Effect.Effect<unknown, unknown> => Effect.isEffect(answer)

/** It goes into a state and into the checkpoint. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim()
  return line.length > 500 ? `${line.slice(0, 500)}…` : line
}
