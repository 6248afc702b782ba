/** Plugins that go by a host's clock, whatever the clock of whoever drives them. */
import {
  fromHostClock,
  type HostClock,
  hooks,
  type Operation,
  type ProtectablePlugin,
  type ProtectionPlugin,
} from "@breakwater/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export interface Plugins {
  readonly protectable: ProtectablePlugin
  readonly protection: ProtectionPlugin
}

export const withClock = ({ protectable, protection }: Plugins, clock: HostClock): Plugins => {
  const service = fromHostClock(clock)
  const { inventory } = protection
  const by =
    <Input extends readonly unknown[], A, E>(ask: (...input: Input) => Effect.Effect<A, E>) =>
    (...input: Input): Effect.Effect<A, E> =>
      Effect.provideService(ask(...input), Clock.Clock, service)
  const byClock = (operation: Operation): Operation => ({
    preview: by((context) => operation.preview(context)),
    ...(operation.suggest && { suggest: by(operation.suggest) }),
    ...Object.fromEntries(
      hooks.flatMap((hook) => {
        const turn = operation[hook]
        return turn === undefined ? [] : [[hook, by(turn)]]
      }),
    ),
  })
  return {
    protectable: {
      ...protectable,
      list: by(protectable.list),
      show: by(protectable.show),
      dependents: by(protectable.dependents),
    },
    protection: {
      ...protection,
      ...(inventory && {
        inventory: { ...inventory, findMarked: by(inventory.findMarked), exists: by(inventory.exists) },
      }),
      operations: Object.fromEntries(
        Object.entries(protection.operations).map(([verb, operation]) => [verb, byClock(operation)]),
      ),
    },
  }
}
