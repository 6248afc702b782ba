/**
 * Who gets the next place when there are not enough. Operations take turns, and within one its scopes: one with 10,000
 * resources makes nobody wait for more than the places it has. Pure state, no effects.
 */

/** Who wants a place; an operation has one provider. */
export interface Applicant {
  readonly operation: string
  readonly provider: string
  readonly scope: string
}

/** What an applicant does with its turn; what comes too late does nothing. */
export interface Turn {
  /** Gives the place back, or gives up waiting for it. */
  readonly leave: () => void
  /** The others that had to be asked agree: the place is taken. */
  readonly confirm: () => void
  /** They do not: it waits on, at the head of its line, until `reopen`. */
  readonly refuse: () => void
}

export interface FairQueue {
  /**
   * Asks for a place; `admit` is called once there is one, which may be at once. Who `asks` others besides then confirms or
   * refuses; of one scope one asks at a time.
   */
  readonly enter: (applicant: Applicant, admit: () => void, asks?: boolean) => Turn
  /** Whoever was refused may ask again. */
  readonly reopen: () => void
}

interface Entry extends Applicant {
  readonly admit: () => void
  readonly asks: boolean
  state: "waiting" | "asking" | "admitted" | "gone"
}

export const makeFairQueue = (limits: {
  readonly perScope: number
  readonly perProvider: number
  readonly total: number
}): FairQueue => {
  /** By operation and scope, whose turn it is first; whoever had its turn goes to the end. */
  const ring = new Map<string, Map<string, readonly Entry[]>>()
  const [scopes, providers] = [new Map<string, number>(), new Map<string, number>()]
  let taken = 0
  /** The scopes of which somebody asks, and whether they were opened again meanwhile. */
  const asking = new Map<string, boolean>()
  const closed = new Set<string>()

  const hasRoom = ({ provider, scope }: Applicant) =>
    (scopes.get(scope) ?? 0) < limits.perScope && (providers.get(provider) ?? 0) < limits.perProvider

  const count = ({ provider, scope }: Applicant, by: 1 | -1) => {
    taken += by
    add(scopes, scope, by)
    add(providers, provider, by)
  }

  const next = (): Entry | undefined => {
    for (const lines of ring.values()) {
      for (const line of lines.values()) {
        if (line[0] === undefined || !hasRoom(line[0])) continue
        const isShut = closed.has(gateOf(line[0])) || asking.has(gateOf(line[0]))
        const first = line.find(({ asks, state }) => state === "waiting" && !(asks && isShut))
        if (first !== undefined) return first
      }
    }
    return undefined
  }

  const remove = (entry: Entry) => {
    const lines = ring.get(entry.operation)
    const rest = (lines?.get(entry.scope) ?? []).filter((other) => other !== entry)
    if (rest.length > 0) lines?.set(entry.scope, rest)
    else lines?.delete(entry.scope)
    if (lines?.size === 0) ring.delete(entry.operation)
  }

  const settle = (entry: Entry) => {
    entry.state = "admitted"
    remove(entry)
    toEnd(ring.get(entry.operation), entry.scope)
    toEnd(ring, entry.operation)
  }

  const admitAll = () => {
    while (taken < limits.total) {
      const entry = next()
      if (entry === undefined) return
      count(entry, 1)
      if (entry.asks) {
        entry.state = "asking"
        asking.set(gateOf(entry), false)
      } else settle(entry)
      entry.admit()
    }
  }

  return {
    enter: (applicant, admit, asks = false) => {
      const entry: Entry = { ...applicant, admit, asks, state: "waiting" }
      const lines = ring.get(entry.operation) ?? new Map<string, readonly Entry[]>()
      ring.set(entry.operation, lines.set(entry.scope, [...(lines.get(entry.scope) ?? []), entry]))
      admitAll()
      return {
        leave: () => {
          const { state } = entry
          entry.state = "gone"
          if (state === "gone") return
          if (state === "asking") asking.delete(gateOf(entry))
          if (state !== "admitted") remove(entry)
          if (state === "waiting") return
          count(entry, -1)
          admitAll()
        },
        confirm: () => {
          if (entry.state !== "asking") return
          asking.delete(gateOf(entry))
          settle(entry)
          admitAll()
        },
        refuse: () => {
          if (entry.state !== "asking") return
          entry.state = "waiting"
          if (asking.get(gateOf(entry)) === false) closed.add(gateOf(entry))
          asking.delete(gateOf(entry))
          count(entry, -1)
          admitAll()
        },
      }
    },
    reopen: () => {
      closed.clear()
      for (const scope of asking.keys()) asking.set(scope, true)
      admitAll()
    },
  }
}

const toEnd = <A>(map: Map<string, A> | undefined, key: string) => {
  const value = map?.get(key)
  if (value === undefined) return
  map?.delete(key)
  map?.set(key, value)
}

const add = (counts: Map<string, number>, name: string, by: 1 | -1) => {
  const sum = (counts.get(name) ?? 0) + by
  if (sum === 0) counts.delete(name)
  else counts.set(name, sum)
}

const gateOf = ({ provider, scope }: Applicant) => JSON.stringify([scope, provider])
