/** Takes one request through the cloud: what fell due, the route, the fault in its way, the rule, the journal. */
import { answerFaulty, type BodyDelivery, type FaultyOutcome } from "./answerFaulty.ts"
import type { OwnedFaults } from "./faults.ts"
import type { Json } from "./Json.ts"
import type { OwnedJournal } from "./journal.ts"
import { journalRequest } from "./journalRequest.ts"
import { namesIn, namesOfProject } from "./namesIn.ts"
import { ObservedQuery, observeReads } from "./observeReads.ts"
import { tellObservers } from "./observeTraffic.ts"
import type { Answer, Call, MatchedRoute } from "./Route.ts"
import { createRouteTable } from "./routes/matchRoute.ts"
import type { Service } from "./Service.ts"
import { type ServiceName, services } from "./services.ts"
import type { EventHandlers } from "./state/Cloud.ts"
import type { LivingCloud } from "./state/createCloud.ts"

/** A request as it reaches a service, in plain data: a fault may have it wait in the state for its time. */
export type Arrival = {
  readonly service: ServiceName
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly text: string
  /** The body came in chunks, without a length before it. */
  readonly isChunked?: boolean
  readonly host: string
}

export interface Outcome {
  /** None when the connection dies. */
  readonly answer: Answer | undefined
  /** How much later, by the mock's clock. */
  readonly delayMs: number
  /** How the body comes; whole and at once when absent. */
  readonly delivery?: BodyDelivery
  /** Where the request is held: what there is to answer, to be asked when the delay is over. */
  resume?(): Outcome
}

export interface Engine {
  handle(arrival: Arrival): Outcome
  /** Lets happen what is due by now. */
  catchUp(now: number): void
}

const lateRequest = "lateRequest"

type LateRequest = {
  readonly arrival: Arrival
  readonly fault: string
  readonly rule: string
  readonly ticket: number | null
}

export const createEngine = (parts: {
  readonly living: LivingCloud
  readonly journal: OwnedJournal
  readonly faults: OwnedFaults
  readonly events: EventHandlers
  readonly now: () => number
  readonly latencyMs: number
}): Engine => {
  const { living, journal, faults, latencyMs } = parts
  const { cloud } = living
  const tables = new Map(Object.values(services).map((service) => [service.name, createRouteTable(service.routes)]))
  /** The answers of held requests, for those who wait for them. */
  const held = new Map<number, Answer | undefined>()
  let tickets = 0

  const read = (arrival: Arrival): Reading => {
    const { method, path, host } = arrival
    const text = takenBody(arrival)
    const matched = tables.get(arrival.service)?.(method, path)
    const query = new ObservedQuery(arrival.query)
    const headers = {
      get: (wanted: string): string | null =>
        arrival.headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1] ?? null,
    }
    let unreadMembers = (): string[] => []
    const observe = <A extends Json>(given: A): A => {
      const { body, unread } = observeReads(given)
      unreadMembers = unread
      return body
    }
    const call = { method, path, params: matched?.params ?? {}, query, headers, text, host, observe }
    const service = services[arrival.service]
    const answer = (): Answer => {
      const given = service.answer(call, cloud, matched)
      const operation = matched?.route.operation ?? "unknown"
      tellObservers({ service: arrival.service, operation, method, path, query: arrival.query, text, answer: given })
      return given
    }
    return {
      service,
      answer,
      matched,
      operation: matched?.route.operation ?? "unknown",
      call,
      unread: () => [...unreadMembers(), ...query.unread()],
    }
  }

  const catchUp = (now: number): void =>
    living.fallDue(now, events, ({ at, kind }, changed) => {
      if (changed.length === 0) return
      journal.add({ at, service: "cloud", operation: kind, method: "", path: "", status: "done", changed })
    })

  const events: EventHandlers = {
    ...parts.events,
    [lateRequest]: (data) => {
      const { arrival, fault, rule, ticket } = data as LateRequest
      const { answer: handle, operation, unread } = read(arrival)
      const changed: string[] = []
      const at = cloud.now()
      const answer = living.run(at, changed, handle)
      if (ticket !== null && held.has(ticket)) held.set(ticket, answer)
      journal.add(journalRequest(arrival, { at, operation, answer, changed, unread: unread(), fault, rule }, cloud))
    },
  }

  const hold = (arrival: Arrival, rule: string, due: number, ms: number): Outcome => {
    tickets += 1
    const ticket = tickets
    held.set(ticket, undefined)
    cloud.schedule(ms, lateRequest, { arrival, fault: "hold", rule, ticket })
    const resume = (): Outcome => {
      const now = parts.now()
      if (now < due) return { answer: undefined, delayMs: due - now, resume }
      catchUp(now)
      const answer = held.get(ticket)
      held.delete(ticket)
      return { answer, delayMs: latencyMs + (answer?.workedMs ?? 0) }
    }
    return { answer: undefined, delayMs: ms, resume }
  }

  return {
    catchUp,
    handle: (arrival) => {
      const at = parts.now()
      catchUp(at)
      const { service, call, matched, operation, unread, answer: handle } = read(arrival)
      const hit = faults.take({
        operation,
        at,
        project: () => namesOfProject(cloud, matched?.params["project_id"]),
        resources: () => namesIn(cloud, call),
      })
      const changed: string[] = []
      const outcome: FaultyOutcome = living.run(at, changed, () => {
        if (hit === undefined) return { answer: handle() }
        return answerFaulty(hit.fault, {
          method: call.method,
          ratePerMinute: cloud.options.ratePerMinute,
          handle,
          later: (ms) =>
            cloud.schedule(ms, lateRequest, { arrival, fault: "handled late", rule: hit.rule, ticket: null }),
          refuse: (status, message) => service.refuse(status, message, cloud),
        })
      })
      const { answer, heldMs, delivery, delayMs = 0 } = outcome
      if (hit !== undefined && heldMs !== undefined) {
        return living.run(at, changed, () => hold(arrival, hit.rule, at + heldMs, heldMs))
      }
      const fault = hit && { fault: hit.fault.kind, rule: hit.rule }
      journal.add(journalRequest(arrival, { at, operation, answer, changed, unread: unread(), ...fault }, cloud))
      return { answer, delayMs: latencyMs + delayMs + (answer?.workedMs ?? 0), ...(delivery && { delivery }) }
    },
  }
}

/** Trove and Keystone look for a length: what comes in chunks they take for no body at all. */
const takenBody = ({ service, text, isChunked }: Arrival): string =>
  isChunked === true && service !== "object-store" ? "" : text

interface Reading {
  /** Lets the service answer. */
  readonly answer: () => Answer
  readonly service: Service
  readonly call: Call
  readonly matched: MatchedRoute | undefined
  readonly operation: string
  /** What the request says and nobody looked at so far. */
  unread(): string[]
}
