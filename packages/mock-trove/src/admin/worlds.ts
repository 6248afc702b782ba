/** The worlds of one server: mocks that share a port and nothing else. */
import { createMockTrove, type MockTrove, type MockTroveOptions } from "../MockTrove.ts"
import type { Shape } from "../state/Shape.ts"

/** What a new world may be told: the options of a mock as JSON. */
export interface WorldOptions extends Omit<MockTroveOptions, "endpoints" | "onEntry"> {
  /** Part of its addresses; `w1`, `w2`… when left out. */
  readonly name?: string
  /** Go on from this moment of another world, with its options. */
  readonly from?: string
}

export interface Worlds {
  get(name: string): MockTrove | undefined
  names(): readonly string[]
  /** Fails with a `RangeError` for what can not be. */
  create(options: WorldOptions): { readonly name: string; readonly mock: MockTrove }
  /** Ends a world; gives what was arranged there and never used, or nothing where there is no such world. */
  end(name: string): Promise<readonly string[] | undefined>
  close(): Promise<void>
}

const numbers: Shape = { record: "number" }

export const worldShape: Shape = {
  of: {},
  maybe: {
    name: "text",
    from: "text",
    seed: "count",
    cloud: { record: "any" },
    clock: "text",
    start: "text",
    latency: "time",
    journalLimit: "count",
    profile: "text",
    magicNames: "flag",
    quotas: numbers,
    timings: numbers,
    maxAcceptedVolumeSize: "count",
    ratePerMinute: "count",
    heartbeatExpirySeconds: "count",
    tokenLifetimeSeconds: "count",
    authtokenServiceType: "text",
  },
}

/** `defaults` is what a world has that does not say otherwise. */
export const createWorlds = (defaults: (name: string) => MockTroveOptions): Worlds => {
  const worlds = new Map<string, MockTrove>()
  let made = 0

  const nextName = (): string => {
    made += 1
    return worlds.has(`w${made}`) ? nextName() : `w${made}`
  }

  const create = ({ name = nextName(), from, ...given }: WorldOptions): MockTrove => {
    if (given.clock === "auto") {
      throw new RangeError('The clock "auto" needs a client in the same process: choose real, x600, manual or frozen')
    }
    if (from === undefined) return createMockTrove({ ...defaults(name), ...given })
    const source = worlds.get(from)
    if (source === undefined) throw new RangeError(`There is no world "${from}" to go on from`)
    if (Object.keys(given).length > 0) throw new RangeError("A world that goes on from another one has its options")
    return source.fork()
  }

  const end = async (name: string): Promise<readonly string[] | undefined> => {
    const mock = worlds.get(name)
    if (mock === undefined) return undefined
    worlds.delete(name)
    const unused = mock.unused()
    mock.reset()
    await mock[Symbol.asyncDispose]()
    return unused
  }

  return {
    get: (name) => worlds.get(name),
    names: () => [...worlds.keys()],
    create: (options) => {
      const name = options.name ?? nextName()
      if (!/^[\w-]{1,64}$/.test(name)) {
        throw new RangeError(`The name of a world has letters, digits, _ and -, up to 64; "${name}" has not`)
      }
      if (worlds.has(name)) throw new RangeError(`There is a world "${name}" already`)
      const mock = create({ ...options, name })
      worlds.set(name, mock)
      return { name, mock }
    },
    end,
    close: async () => {
      for (const name of [...worlds.keys()]) await end(name)
    },
  }
}
