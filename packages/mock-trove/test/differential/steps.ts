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

/** In paths and bodies: the n-th instance, the n-th backup; `<project demo>` is the project of a person. */
const thing = (kind: "instance" | "backup") => fc.integer({ min: 0, max: 4 }).map((index) => `<${kind} ${index}>`)

const person = fc.constantFrom<Person>("demo", "demo", "demo", "alt", "admin")
const project = fc.constantFrom<Person>("demo", "alt", "admin").map((one) => `<project ${one}>`)
const name = fc.constantFrom("orders", "n-1", "ü", "", "x".repeat(256), 5, null)
const goodName = fc.constantFrom("orders", "customers", "nightly")
const mostly = <A, B>(good: fc.Arbitrary<A>, odd: fc.Arbitrary<B>): fc.Arbitrary<A | B> =>
  fc.oneof({ weight: 5, arbitrary: good }, { weight: 1, arbitrary: odd })

const call = (
  method: string,
  path: fc.Arbitrary<string>,
  body: fc.Arbitrary<unknown> = fc.constant(undefined),
  by: fc.Arbitrary<Person> = person,
): fc.Arbitrary<Step> =>
  fc
    .record({ as: by, path, body })
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

const newReplica = fc
  .record({ name: goodName, replica_of: thing("instance"), replica_count: optional(fc.constantFrom(1, 2, 4)) })
  .map((instance) => ({ instance: JSON.parse(JSON.stringify(instance)) }))

const importedBackup = fc
  .record({
    name: goodName,
    restore_from: fc.record({
      remote_location: fc.constantFrom("http://swift/v1/AUTH_x/box/none.xbstream.gz", ""),
      local_datastore_version_id: fc.constantFrom("00000000-0000-0000-0000-000000000000", "5.7.29"),
      size: fc.constantFrom(1, "1"),
    }),
  })
  .map((backup) => ({ backup }))

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
const filter = fc.oneof(
  fc.constantFrom("?datastore=mysql", "?datastore=postgresql", "?datastore=nope"),
  thing("instance").map((one) => `?instance_id=${one}`),
  project.map((one) => `?project_id=${one}`),
)
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

const catalog = fc.constantFrom(
  "/datastores",
  "/datastores/mysql",
  "/datastores/nope",
  "/datastores/mysql/versions",
  "/datastores/nope/versions",
  "/datastores/mysql/versions/5.7.29",
  "/datastores/mysql/versions/5.6-inactive",
  "/datastores/mysql/versions/nope",
  "/datastores/versions/00000000-0000-0000-0000-000000000000",
  "/flavors",
  "/flavors/1",
  "/flavors/nope",
  "/limits",
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: "settle" }) },
  { weight: 4, arbitrary: call("POST", fixed("/instances"), newInstance) },
  { weight: 1, arbitrary: call("POST", fixed("/instances"), newReplica) },
  { weight: 6, arbitrary: call("POST", fixed("/backups"), newBackup) },
  { weight: 1, arbitrary: call("POST", fixed("/backups"), importedBackup) },
  { weight: 2, arbitrary: call("DELETE", at("backup")) },
  { weight: 1, arbitrary: call("DELETE", at("instance")) },
  { weight: 2, arbitrary: call("POST", at("instance", "/action"), action) },
  { weight: 2, arbitrary: call("PUT", at("instance"), change) },
  { weight: 1, arbitrary: call("PATCH", at("instance"), change) },
  { weight: 1, arbitrary: call("POST", fixed("/backup_strategies"), strategy) },
  { weight: 1, arbitrary: call("DELETE", fixed("/backup_strategies")) },
  { weight: 1, arbitrary: call("GET", fixed("/backup_strategies")) },
  { weight: 2, arbitrary: call("GET", at("instance")) },
  { weight: 2, arbitrary: call("GET", at("backup")) },
  { weight: 1, arbitrary: call("GET", at("instance", "/backups")) },
  { weight: 1, arbitrary: call("GET", at("instance", "/databases")) },
  { weight: 1, arbitrary: call("GET", at("instance", "/users")) },
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
      filter.map((query) => `/backups${query}`),
    ),
  },
  {
    weight: 1,
    arbitrary: call(
      "GET",
      idPage.map((query) => `/instances${query}`),
    ),
  },
  {
    weight: 1,
    arbitrary: call(
      "GET",
      idPage.map((query) => `/instances/detail${query}`),
    ),
  },
  // The operator would see what others do meanwhile.
  {
    weight: 1,
    arbitrary: call("GET", fixed("/backups?all_projects=true"), undefined, fc.constantFrom("demo", "alt")),
  },
  { weight: 1, arbitrary: call("GET", catalog) },
  {
    weight: 1,
    arbitrary: call(
      "GET",
      project.map((one) => `/mgmt/quotas/${one}`),
    ),
  },
  { weight: 1, arbitrary: call("GET", fixed("/nowhere")) },
)

/** So many calls at once take no time to speak of, in a real Trove on a busy machine too. */
const longestBurst = 5

/** Begins with an instance that is there, so that something can happen to it. */
export const sequences: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 30, size: "max" }).map((steps) => {
  const all: Step[] = [
    {
      do: "call",
      as: "demo",
      method: "POST",
      path: "/instances",
      body: { instance: { name: "first", flavorRef: "1", volume: { size: 1 } } },
    },
    { do: "settle" },
  ]
  let burst = 0
  for (const one of steps) {
    if (burst === longestBurst) all.push({ do: "settle" })
    burst = one.do === "settle" || burst === longestBurst ? 0 : burst
    if (one.do === "call") burst += 1
    all.push(one)
  }
  return all
})

/** The sequence of a seed, the same one each time: the longest of those it gives. */
export const sequenceOf = (seed: number): readonly Step[] =>
  fc
    .sample(sequences, { seed, numRuns: 20 })
    .reduce((longest, steps) => (steps.length > longest.length ? steps : longest))
