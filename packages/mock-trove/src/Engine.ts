/** Takes one request through the cloud: what fell due, the route, the fault in its way, the rule, the journal. */
import type { Fault, OwnedFaults } from "./faults.ts"
import type { OwnedJournal } from "./journal.ts"
import type { Answer, Call, MatchedRoute } from "./Route.ts"
import { createRouteTable } from "./routes/matchRoute.ts"
import { rateLimited } from "./routes/troveFault.ts"
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
  readonly host: string
}

export interface Outcome {
  /** None when the connection dies. */
  readonly answer: Answer | undefined
  /** How much later, by the mock's clock. */
  readonly delayMs: number
}

export interface Engine {
  handle(arrival: Arrival): Outcome
  /** Lets happen what is due by now. */
  catchUp(now: number): void
}

const lateRequest = "lateRequest"

export const createEngine = (parts: {
  readonly living: LivingCloud
  readonly journal: OwnedJournal
  readonly faults: OwnedFaults
  readonly events: EventHandlers
  readonly now: () => number
  readonly latencyMs: number
}): Engine => {
  const { living, journal, faults, latencyMs } = parts
  const tables = new Map(Object.values(services).map((service) => [service.name, createRouteTable(service.routes)]))
  const events: EventHandlers = {
    ...parts.events,
    [lateRequest]: (data) => {
      const arrival = data as Arrival
      const { service, call, matched } = readArrival(arrival)
      const changed: string[] = []
      const now = living.cloud.now()
      const answer = living.run(now, changed, () => service.answer(call, living.cloud, matched))
      journal.add({ ...entryOf(arrival, matched, now), status: answer.status, changed, fault: "handled late" })
    },
  }

  const readArrival = (arrival: Arrival): { service: Service; call: Call; matched: MatchedRoute | undefined } => {
    const service = services[arrival.service]
    const matched = tables.get(arrival.service)?.(arrival.method, arrival.path)
    const { method, path, text, host } = arrival
    const query = new URLSearchParams(arrival.query)
    const headers = new Headers(arrival.headers.map(([name, value]): [string, string] => [name, value]))
    return { service, matched, call: { method, path, params: matched?.params ?? {}, query, headers, text, host } }
  }

  const catchUp = (now: number): void =>
    living.fallDue(now, events, ({ at, kind }, changed) => {
      if (changed.length === 0) return
      journal.add({ at, service: "cloud", operation: kind, method: "", path: "", status: "done", changed })
    })

  const projectNames = (id: string | undefined): string[] => {
    const named = living.cloud.state.identity.projects.find((project) => project.id === id)
    return [id, named?.name].filter((name) => name !== undefined)
  }

  return {
    catchUp,
    handle: (arrival) => {
      const now = parts.now()
      catchUp(now)
      const { service, call, matched } = readArrival(arrival)
      const fault = faults.take(matched?.route.operation ?? "unknown", projectNames(matched?.params["project_id"]))
      const changed: string[] = []
      const answer = living.run(now, changed, () => {
        if (fault === undefined) return service.answer(call, living.cloud, matched)
        return answerFaulty(fault, {
          handle: () => service.answer(call, living.cloud, matched),
          later: (ms) => living.cloud.schedule(ms, lateRequest, { ...arrival }),
          refuse: (status, message) => service.refuse(status, message, living.cloud),
          call,
          ratePerMinute: living.cloud.options.ratePerMinute,
        })
      })
      journal.add({
        ...entryOf(arrival, matched, now),
        status: answer?.status ?? "connection lost",
        changed,
        ...(fault && { fault: fault.kind }),
      })
      return { answer, delayMs: latencyMs + (fault?.kind === "delay" ? fault.ms : 0) }
    },
  }
}

const answerFaulty = (
  fault: Fault,
  request: {
    handle(): Answer
    later(ms: number): void
    refuse(status: number, message: string): Answer
    readonly call: Call
    readonly ratePerMinute: number
  },
): Answer | undefined => {
  switch (fault.kind) {
    case "loseAnswer":
      request.handle()
      return undefined
    case "lateCommit":
      request.later(fault.ms)
      return undefined
    case "drop":
      return undefined
    case "delay":
      return request.handle()
    case "malformed":
      return cutOff(request.handle())
    case "refuse":
      return request.refuse(fault.status, fault.message ?? "The request was refused by a fault of the mock.")
    case "rateLimit":
      return rateLimited(request.ratePerMinute, request.call.method, fault.seconds)
    case "html":
      return {
        status: fault.status,
        headers: { "Content-Type": "text/html" },
        body: `<html><body><h1>${fault.status}</h1>No server is available to handle this request.</body></html>\n`,
      }
  }
}

const cutOff = (answer: Answer): Answer => {
  if (answer.body === undefined) return answer
  const whole = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body)
  return { ...answer, body: whole.slice(0, Math.floor(whole.length / 2)) }
}

const entryOf = ({ service, method, path, query }: Arrival, matched: MatchedRoute | undefined, at: number) => ({
  at,
  service,
  operation: matched?.route.operation ?? "unknown",
  method,
  path,
  ...(query !== "" && { query }),
})
