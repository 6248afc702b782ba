/** Bare comparisons beside the schemas: they may say no of a good answer, and never yes of a bad one. */
import * as Schema from "effect/Schema"
import { expect, test } from "vitest"
import { shapes } from "../src/internal/answers.ts"
import { usual } from "../src/internal/usual.ts"

const datastore = { type: "mysql", version: "8.0" }
const link = { rel: "next", href: "https://cloud.example/v1.0/p/instances?marker=i" }
const instance = {
  id: "i",
  name: "orders",
  status: "ACTIVE",
  operating_status: "HEALTHY",
  flavor: { id: "1", links: [link] },
  datastore,
  volume: { size: 1, used: 0.2 },
}
const backup = {
  id: "b",
  name: "nightly",
  status: "COMPLETED",
  created: "2026-01-01T00:00:00",
  updated: "2026-01-01T00:00:00",
  description: null,
  locationRef: "https://swift.example/b",
  instance_id: "i",
  parent_id: null,
  size: 0.1,
  datastore,
}
const answers = [
  { operation: "listInstances", answer: { instances: [instance], links: [link] } },
  { operation: "listInstancesDetail", answer: { instances: [instance, { ...instance, volume: undefined }] } },
  { operation: "listBackups", answer: { backups: [backup], links: [link] } },
  { operation: "listInstanceBackups", answer: { backups: [] } },
] as const

const others = [undefined, null, 7, Number.NaN, "", true, [], [7], {}, { id: 7 }, { message: "m" }]

/** Everything that an answer becomes when one value in it is another, or is not there. */
function* changed(value: unknown): Generator<unknown> {
  yield* others
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) for (const other of changed(item)) yield value.with(index, other)
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value))
      for (const other of changed(member)) yield { ...value, [name]: other }
  }
}

test.each(answers)("an ordinary answer to $operation is seen at once", ({ operation, answer }) => {
  expect(usual[operation]?.(answer)).toBe(true)
})

test.each(answers)(
  "what is seen at once in answers to $operation, the schema finds good too",
  ({ operation, answer }) => {
    const isGood = Schema.is(shapes[operation])
    let refused = 0
    for (const other of changed(answer)) {
      // As it comes over the wire, where nothing is undefined.
      const sent: unknown = JSON.parse(JSON.stringify(other ?? null))
      if (isGood(sent)) continue
      refused += 1
      expect(usual[operation]?.(sent), JSON.stringify(sent)).toBe(false)
    }
    expect(refused).toBeGreaterThan(10)
  },
)
