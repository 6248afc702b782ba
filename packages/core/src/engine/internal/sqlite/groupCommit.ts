/**
 * Writes that come in the same moment share one transaction, and so one sync of the disk: what ten resources have to say
 * costs as much as what one has. Each is durable when it returns, and none feels that others were with it.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { SchedulerDispatcher } from "effect/Scheduler"
import type { ProtectionError } from "../../../ProtectionError.ts"

/** One transaction, done when it returns; a failure takes all of it back. */
export type Transact = <A, E>(body: () => Result.Result<A, E>) => Result.Result<A, E | ProtectionError>

/** A write that waits for the next commit. */
interface Write {
  /** Does its part of a transaction; false when it failed. */
  readonly take: () => boolean
  /** Is a transaction of its own. */
  readonly alone: () => void
  readonly refuse: (error: ProtectionError) => void
  /** Tells its writer what came of it. */
  readonly tell: () => void
}

/** `after` runs before anybody else can. */
export const groupCommit = (transact: Transact) => {
  let waiting: readonly Write[] = []
  let dispatcher: SchedulerDispatcher | undefined

  const commit = () => {
    const group = waiting
    waiting = []
    // Narrowed by nobody: it changes while the transaction runs.
    let stage = "begin" as "begin" | "writes" | "end"
    const together = () => {
      stage = "writes"
      const fine = group.every(({ take }) => take())
      stage = "end"
      return fine ? Result.succeed(undefined) : Result.fail("alone" as const)
    }
    const done = transact(together)
    if (Result.isFailure(done)) {
      // A write that fails takes only itself back; what nobody could begin or end, nobody tries again here.
      const { failure } = done
      if (failure === "alone" || stage === "writes") for (const { alone } of group) alone()
      else for (const { refuse } of group) refuse(failure)
    }
    for (const { tell } of group) tell()
  }

  return <A, E>(body: () => Result.Result<A, E>, after: () => void): Effect.Effect<A, E | ProtectionError> =>
    Effect.callback<A, E | ProtectionError>(function (resume) {
      let result: Result.Result<A, E | ProtectionError> | undefined
      const write: Write = {
        take: () => {
          result = body()
          return Result.isSuccess(result)
        },
        alone: () => {
          result = transact(body)
        },
        refuse: (error) => {
          result = Result.fail(error)
        },
        tell: () => {
          if (result === undefined) return
          if (Result.isSuccess(result)) after()
          resume(Effect.fromResult(result))
        },
      }
      waiting = [...waiting, write]
      dispatcher ??= this.makeDispatcher()
      // After everything that can run now: whatever it writes comes along.
      if (waiting.length === 1) dispatcher.scheduleTask(commit, 0)
      return Effect.sync(() => {
        waiting = waiting.filter((other) => other !== write)
      })
    })
}
