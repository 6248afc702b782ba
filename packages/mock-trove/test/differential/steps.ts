/** Random sequences of calls: valid ones and ones that make no sense, of two projects and the operator, with time between them. */
import fc from "fast-check"

export type Person = "demo" | "alt" | "admin"

/** Things are named by the order in which they were made, whoever made them; one that there is not is a missing id. */
export type Step =
  | { readonly do: "settle" }
  | {
      readonly do: "call"
      readonly as: Person
      readonly method: string
      readonly path: string
      readonly body?: unknown
    }

/** In paths and bodies: the n-th instance, the n-th backup. */
const thing = (kind: "instance" | "backup") => fc.integer({ min: 0, max: 4 }).map((index) => `<${kind} ${index}>`)

const person = fc.constantFrom<Person>("demo", "demo", "demo", "alt", "admin")
const name = fc.constantFrom("orders", "n-1", "ü", "", "x".repeat(256), 5, null)
const goodName = fc.constantFrom("orders", "customers", "nightly")
const mostly = <A, B>(good: fc.Arbitrary<A>, odd: fc.Arbitrary<B>): fc.Arbitrary<A | B> =>
  fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: odd })

const call = (
  method: string,
  path: fc.Arbitrary<string>,
  body: fc.Arbitrary<unknown> = fc.constant(undefined),
): fc.Arbitrary<Step> =>
  fc
    .record({ as: person, path, body })
    .map(({ body: sent, ...rest }) => ({ do: "call", method, ...rest, ...(sent !== undefined && { body: sent }) }))

const optional = <A>(value: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> => fc.option(value, { nil: undefined })

const newInstance = fc
  .record({
    name: mostly(goodName, name),
    flavorRef: mostly(fc.constant("1"), fc.constantFrom("nope", 1, null)),
    volume: mostly(fc.constantFrom({ size: 1 }, { size: 2 }), fc.constantFrom({}, { size: 0 }, { size: 11 })),
    datastore: optional(mostly(fc.constant({ type: "mysql" }), fc.constantFrom({ type: "nope" }, { version: "9" }))),
    restorePoint: optional(thing("backup").map((backupRef) => ({ backupRef }))),
  })
  .map((instance) => ({ instance: JSON.parse(JSON.stringify(instance)) }))

const newBackup = fc
  .record({
    name: mostly(goodName, name),
    instance: mostly(thing("instance"), fc.constantFrom("orders", null)),
    description: optional(fc.constantFrom("why", "", null)),
    incremental: optional(fc.constantFrom(0, 1, true, 2)),
    parent_id: optional(thing("backup")),
    swift_container: optional(fc.constantFrom("box", "a b")),
  })
  .map((backup) => ({ backup: JSON.parse(JSON.stringify(backup)) }))

const page = fc.constantFrom("", "?limit=1", "?limit=2&marker=1", "?limit=0", "?limit=x", "?marker=x")
/** Without a marker: which ids come behind one is chance. */
const idPage = fc.constantFrom("", "?limit=1", "?limit=0", "?limit=x")
const at = (kind: "instance" | "backup", behind = ""): fc.Arbitrary<string> =>
  thing(kind).map((one) => `/${kind}s/${one}${behind}`)
const fixed = (path: string): fc.Arbitrary<string> => fc.constant(path)

const action = fc.constantFrom<unknown>(
  { restart: {} },
  { resize: { volume: { size: 3 } } },
  { resize: { flavorRef: "2" } },
  { resize: {} },
  { dance: {} },
  {},
  { reset_status: {} },
)
const change = fc.constantFrom<unknown>(
  { instance: { name: "renamed" } },
  { instance: {} },
  { instance: { name: "a", configuration: null } },
  { instance: { flavorRef: "1" } },
  { instance: { replica_of: "", configuration: null } },
  {},
)
const strategy = fc
  .record({ swift_container: mostly(fc.constant("box"), fc.constant(1)), instance_id: optional(thing("instance")) })
  .map((backup_strategy) => ({ backup_strategy: JSON.parse(JSON.stringify(backup_strategy)) }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "settle" }) },
  { weight: 4, arbitrary: call("POST", fixed("/instances"), newInstance) },
  { weight: 6, arbitrary: call("POST", fixed("/backups"), newBackup) },
  { weight: 2, arbitrary: call("DELETE", at("backup")) },
  { weight: 1, arbitrary: call("DELETE", at("instance")) },
  { weight: 2, arbitrary: call("POST", at("instance", "/action"), action) },
  { weight: 2, arbitrary: call("PUT", at("instance"), change) },
  { weight: 1, arbitrary: call("POST", fixed("/backup_strategies"), strategy) },
  { weight: 1, arbitrary: call("DELETE", fixed("/backup_strategies")) },
  { weight: 1, arbitrary: call("GET", fixed("/backup_strategies")) },
  { weight: 2, arbitrary: call("GET", at("instance")) },
  { weight: 2, arbitrary: call("GET", at("backup")) },
  { weight: 1, arbitrary: call("GET", at("instance", "/backups")) },
  { weight: 1, arbitrary: call("GET", at("instance", "/databases")) },
  {
    weight: 2,
    arbitrary: call(
      "GET",
      page.map((query) => `/backups${query}`),
    ),
  },
  {
    weight: 1,
    arbitrary: call(
      "GET",
      idPage.map((query) => `/instances${query}`),
    ),
  },
  { weight: 1, arbitrary: call("GET", fixed("/nowhere")) },
)

/** Begins with an instance that is there, so that something can happen to it. */
export const sequences: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 30, size: "max" }).map((steps) => [
  {
    do: "call",
    as: "demo",
    method: "POST",
    path: "/instances",
    body: { instance: { name: "first", flavorRef: "1", volume: { size: 1 } } },
  },
  { do: "settle" },
  ...steps,
])

/** The sequence of a seed, the same one each time: the longest of those it gives. */
export const sequenceOf = (seed: number): readonly Step[] =>
  fc
    .sample(sequences, { seed, numRuns: 20 })
    .reduce((longest, steps) => (steps.length > longest.length ? steps : longest))
