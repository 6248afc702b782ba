/** How old the last good checkpoint of each plan is, told to a host's meter from time to time. */
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Checkpoint } from "../Checkpoint.ts"
import { Meter, PlanAgeEvery } from "../HostMeter.ts"
import type { Page } from "../ProtectablePlugin.ts"
import type { ProtectionError } from "../ProtectionError.ts"
import { byPlans, planOf } from "./checkpointKeys.ts"
import type { LiveProvider } from "./LiveProvider.ts"
import { measurePlanAge } from "./measure.ts"

/** Returns at once where no meter wants to know; else it never ends. A bank that does not answer is asked the next time. */
export const measurePlans = Effect.fnUntraced(function* (providers: readonly LiveProvider[]) {
  if ((yield* Meter)?.gauge === undefined) return
  const every = yield* PlanAgeEvery
  while (true) {
    for (const provider of providers) {
      yield* Effect.catch(measureProvider(provider), ({ message }) =>
        Effect.logWarning(`The age of the checkpoints of ${provider.id} can not be told: ${message}`),
      )
    }
    yield* Effect.sleep(every)
  }
})

const measureProvider = Effect.fnUntraced(function* (provider: LiveProvider) {
  const keys = yield* Stream.runCollect(provider.bank.root.list(byPlans))
  for (const plan of new Set(keys.flatMap((key) => planOf(key) ?? []))) {
    const created = yield* lastGood(provider, plan)
    if (created === undefined) continue
    const age = (yield* Clock.currentTimeMillis) - DateTime.toEpochMillis(DateTime.makeUnsafe(created))
    yield* measurePlanAge(age, { plan, provider: provider.id })
  }
})

/** When the newest available checkpoint was begun; when there is none, the first of all. */
const lastGood = Effect.fnUntraced(function* (
  { checkpoints, id }: LiveProvider,
  plan: string,
): Effect.fn.Return<string | undefined, ProtectionError> {
  let first: string | undefined
  let after: string | undefined
  do {
    const page: Page<Checkpoint> = yield* checkpoints.list({
      plan,
      provider: id,
      limit: 10,
      ...(after === undefined ? {} : { after }),
    })
    const good = page.items.find(({ status }) => status === "available")
    if (good !== undefined) return good.created
    first = page.items.at(-1)?.created ?? first
    after = page.next
  } while (after !== undefined)
  return first
})
