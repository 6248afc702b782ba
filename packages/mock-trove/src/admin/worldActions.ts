/** Everything that can be asked of one world over HTTP, in one table. */
import { cloudsYaml } from "../cloudsYaml.ts"
import type { Json } from "../Json.ts"
import type { MockTrove, Snapshot } from "../MockTrove.ts"
import type { AdminAction } from "./AdminAction.ts"
import { asJson } from "./AdminAction.ts"
import { faultActions } from "./faultActions.ts"
import { stateActions } from "./stateActions.ts"

const time = ({ clock }: MockTrove): Json => ({ mode: clock.mode, now: new Date(clock.now()).toISOString() })

export const worldActions: readonly AdminAction[] = [
  { method: "GET", path: "/env", run: ({ env }) => ({ ...env }) },
  { method: "GET", path: "/clouds.yaml", run: (mock) => cloudsYaml(mock) },
  { method: "GET", path: "/clock", run: time },
  {
    method: "POST",
    path: "/clock",
    body: { of: { advance: "time" } },
    run: async (mock, { body }) => {
      await mock.clock.advance((body as { readonly advance: string | number }).advance)
      return time(mock)
    },
  },
  ...faultActions,
  {
    method: "GET",
    path: "/journal",
    run: ({ journal }, { query }) => {
      const operation = query.get("operation")
      const entries = journal.entries.filter((entry) => operation === null || entry.operation === operation)
      return { entries: entries.map(asJson) }
    },
  },
  { method: "GET", path: "/journal.txt", run: ({ journal }) => `${journal}\n` },
  ...stateActions,
  { method: "GET", path: "/troubles", run: ({ troubles }) => ({ ...troubles }) },
  {
    method: "POST",
    path: "/troubles",
    body: {
      of: {},
      maybe: { swiftStatus: "any", swiftFailDelete: "flag", volumeError: "flag", novaQuota: "flag" },
    },
    run: ({ troubles }, { body }) => {
      const change = body as Partial<typeof troubles>
      const status = change.swiftStatus ?? null
      if (status !== null && !(Number.isInteger(status) && status >= 400 && status <= 599)) {
        throw new RangeError(
          `body.swiftStatus: a status from 400 to 599 or null is expected, not ${JSON.stringify(status)}`,
        )
      }
      Object.assign(troubles, change)
      return { ...troubles }
    },
  },
  { method: "GET", path: "/snapshot", run: (mock) => asJson(mock.snapshot()) },
  {
    method: "POST",
    path: "/restore",
    body: { of: { now: "number", state: { record: "any" } } },
    run: (mock, { body }) => {
      mock.restore(body as Snapshot)
      return time(mock)
    },
  },
  {
    method: "POST",
    path: "/reset",
    run: (mock) => {
      mock.reset()
      return time(mock)
    },
  },
]
