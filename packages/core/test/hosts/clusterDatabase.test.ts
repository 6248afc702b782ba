/** What the cluster engine does with its database: made, migrated, refused; and that nobody is shown its password. */
import { inspect } from "node:util"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import type * as EffectScope from "effect/Scope"
import { describe, expect, it } from "vitest"
import { type ClusterEngineOptions, clusterEngine } from "../../src/engine/cluster.ts"
import { openDatabase } from "../../src/engine/internal/postgres/openDatabase.ts"
import { steps } from "../../src/engine/internal/postgres/schema.ts"
import { Engine } from "../../src/internal/Engine.ts"
import { bootServer, openStore } from "./openClusterStore.ts"

const server = bootServer("password")

/** The URL of a database with the right password in it. */
const withPassword = (url: string, password = server.postgres.password) => `${url}&password=${password}`

const newDatabase = async () => {
  const { url, sql } = await server.newDatabase()
  return { url: withPassword(url), sql }
}

const run = <A>(effect: Effect.Effect<A, unknown, EffectScope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const refusal = (options: ClusterEngineOptions) =>
  run(Effect.flip(Layer.build(Layer.fresh(clusterEngine(options).layer))))

const newOperation = (id: string) => ({
  request: { id, verb: "protect" as const, provider: "p", parameters: {}, deadline: "2030-01-01T00:00:00.000Z" },
  checkpoint: id,
  rows: [],
})

describe("a bad setting of the cluster engine", () => {
  it.each([
    ["no URL", { url: "" }, "/url"],
    ["a URL of something else", { url: "mysql://db/breakwater" }, "/url"],
    ["a URL without a user", { url: "postgres://db.example/db" }, "/url"],
    ["a URL with a mode of TLS that there is not", { url: "postgres://me@db.example/db?sslmode=on" }, "/url"],
    ["no time to take over after", { url: "postgres:///db", takeOverAfter: "soon" as "1 second" }, "/takeOverAfter"],
    ["a lease shorter than three seconds", { url: "postgres:///db", takeOverAfter: 2999 }, "/takeOverAfter"],
    ["looking all the time", { url: "postgres:///db", lookEvery: 0 }, "/lookEvery"],
    ["too few connections", { url: "postgres:///db", maxConnections: 3 }, "/maxConnections"],
  ])("is named: %s", async (_, options, path) => {
    expect(await refusal(options)).toMatchObject({ code: "invalidParameters", issues: [{ path }] })
  })

  it.each([
    ["a wrong password", () => withPassword(server.postgres.url, "hunter2"), "unauthenticated"],
    ["no password", () => server.postgres.url, "unauthenticated"],
    [
      "a database that is not there",
      () => withPassword(server.postgres.url.replace("///postgres", "///none")),
      "invalidParameters",
    ],
    ["a server that does not run", () => "postgres://me:hunter2@127.0.0.1:27599/breakwater", "unavailable"],
    ["a host that is not there", () => "postgres:///db?user=me&host=/nowhere&password=hunter2", "unavailable"],
  ])("is told from others: %s", async (_, url, code) => {
    const error = await refusal({ url: url(), runs: false })
    expect(error).toMatchObject({ code, message: expect.stringContaining("PostgreSQL's database") })
    expect(error.recovery).toMatch(/\.$/)
  })
})

describe("the password of the cluster engine", () => {
  it("stands in no error, whoever looks into it", async () => {
    for (const url of [
      withPassword(server.postgres.url, "hunter2"),
      "postgres://me:hunter2@127.0.0.1:27599/breakwater",
      "postgres://me:hunter2@[not a host/breakwater",
      "postgres:///db?user=me&password=hunter2&sslmode=hunter2",
    ]) {
      const error = await refusal({ url, runs: false })
      const shown = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), error.stack].join("\n")
      expect(shown).not.toContain("hunter2")
    }
  })

  it("stands in no log, no table and no option that is printed", async () => {
    const { url, sql } = await newDatabase()
    const logged: string[] = []
    const logger = Logger.layer([Logger.make((entry) => logged.push(inspect(entry, { depth: 10 })))])
    const { password } = server.postgres
    const engine = clusterEngine({ url: Redacted.make(url), takeOverAfter: "3 seconds" })
    await run(
      Effect.gen(function* () {
        const { store } = Context.get(yield* Layer.build(Layer.fresh(engine.layer)), Engine)
        yield* store.insert(newOperation("op"))
        yield* Effect.promise(() =>
          sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'breakwater'"),
        )
        yield* Effect.sleep("2 seconds")
      }).pipe(Effect.provide(logger)),
    )
    const tables = await sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    const rows = await Promise.all(tables.map(({ table_name }) => sql(`SELECT * FROM ${table_name}`)))
    expect(logged.join()).toContain("Trying again.")
    expect([logged.join(), inspect(rows, { depth: 10 }), inspect(engine, { depth: 10 })].join()).not.toContain(password)
  })
})

const newer = { maxConnections: 4, applicationName: "newer", stalledAfter: Duration.seconds(1) }

describe("the tables of the cluster engine", () => {
  it("may be made by several at the same moment", async () => {
    const { url } = await newDatabase()
    const stores = await Promise.all([1, 2, 3].map(() => openStore({ url, runs: false })))
    await run(stores[0]?.insert(newOperation("op")) ?? Effect.void)
    for (const store of stores) expect(await run(store.get("op"))).toMatchObject({ id: "op" })
  })

  it("are refused when a newer version wrote them, also by who has them open already, and stay as they are", async () => {
    const { url, sql } = await newDatabase()
    const store = await openStore({ url, runs: false })
    await run(store.insert(newOperation("op")))
    await sql("UPDATE breakwater_schema SET version = version + 1")
    expect(await refusal({ url, runs: false })).toMatchObject({ code: "tooNew" })
    expect(await run(Effect.flip(store.insert(newOperation("other"))))).toMatchObject({ code: "tooNew" })
    expect(await run(Effect.flip(store.cancel("op")))).toMatchObject({ code: "tooNew" })
    expect(await sql("SELECT id, state FROM breakwater_operations")).toEqual([{ id: "op", state: "queued" }])
  })

  it("take missing steps and lose nothing of what is in flight", async () => {
    const { url, sql } = await newDatabase()
    const store = await openStore({ url, runs: false })
    await run(store.insert(newOperation("op")))
    const claim = await run(store.claim("op", 0))
    const added = [...steps, ["ALTER TABLE breakwater_operations ADD COLUMN remark text"]]
    await run(openDatabase({ url, ...newer }, added))
    expect(await sql("SELECT remark, epoch FROM breakwater_operations")).toEqual([
      { remark: null, epoch: claim?.epoch },
    ])
    expect(await sql("SELECT version FROM breakwater_schema")).toEqual([{ version: added.length }])
  })

  it("take no half of a step", async () => {
    const { url, sql } = await newDatabase()
    await openStore({ url, runs: false })
    const broken = [
      ...steps,
      ["ALTER TABLE breakwater_operations ADD COLUMN remark text", "ALTER TABLE none ADD a text"],
    ]
    const opened = openDatabase({ url, ...newer }, broken)
    expect(Exit.isFailure(await run(Effect.exit(opened)))).toBe(true)
    expect(await sql("SELECT version FROM breakwater_schema")).toEqual([{ version: steps.length }])
    expect(await sql("SELECT column_name FROM information_schema.columns WHERE column_name = 'remark'")).toEqual([])
  })

  it("are refused to a user without the right to make them", async () => {
    const { url, sql } = await newDatabase()
    await sql("CREATE USER reader PASSWORD 'reader'")
    const reader = url.replace("user=postgres", "user=reader").replace(/password=.*/, "password=reader")
    expect(await refusal({ url: reader, runs: false })).toMatchObject({ code: "forbidden" })
  })

  it("are not held up by a process that stalls in the middle of a transaction", async () => {
    const { url } = await newDatabase()
    const store = await openStore({ url, runs: false })
    const written = await run(
      Effect.gen(function* () {
        const database = yield* openDatabase({ url, ...newer })
        const taken = yield* Deferred.make<void>()
        const stalled = database
          .query("SELECT count FROM breakwater_wishes FOR UPDATE")
          .pipe(Effect.andThen(Deferred.succeed(taken, undefined)), Effect.andThen(Effect.never))
        yield* Effect.forkScoped(database.write(stalled))
        yield* Deferred.await(taken)
        return yield* Effect.timeout(store.insert(newOperation("op")), "20 seconds")
      }),
    )
    expect(written).toMatchObject({ id: "op" })
  })

  it("that somebody else has written into are named damaged, and others are served", async () => {
    const { url, sql } = await newDatabase()
    const store = await openStore({ url, runs: false })
    await run(Effect.all([store.insert(newOperation("good")), store.insert(newOperation("bad"))]))
    await sql("UPDATE breakwater_operations SET record = '{' WHERE id = 'bad'")
    expect(await run(Effect.flip(store.get("bad")))).toMatchObject({ code: "damaged" })
    expect(await run(store.get("good"))).toMatchObject({ id: "good" })
  })
})
