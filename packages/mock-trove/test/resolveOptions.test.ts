import { expect, it } from "vitest"
import { createMockTrove } from "../src/index.ts"

it.each([
  ['{"timings":{"backup":"5m"}}', 'timings.backup is a number of at least 0, not "5m"'],
  ['{"timings":{"backups":1000}}', "timings.backups is none of serverStart,"],
  ['{"quotas":{"instances":-2}}', "quotas.instances is a number of at least -1, not -2"],
  ['{"quotas":{"instance":5}}', "quotas.instance is none of instances, backups, volumes, ram"],
])("%s is refused by name, not passed over", (text, message) => {
  expect(() => createMockTrove(JSON.parse(text))).toThrow(message)
})

it("what takes for ever, and no limit, may be said", () => {
  const timings = { backup: Number.POSITIVE_INFINITY }
  expect(() => createMockTrove({ timings, quotas: { instances: -1 } })).not.toThrow()
})
