/** What the SQLite engine does with its file: made, migrated, refused, locked; and what its errors mean. */

import { mkdir, readFile, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Result from "effect/Result"
import type * as EffectScope from "effect/Scope"
import { describe, expect, it, onTestFinished } from "vitest"
import { makeSignals } from "../src/engine/internal/Signals.ts"
import { type Database, nodeSqlite, openDatabase } from "../src/engine/internal/sqlite/openDatabase.ts"
import { openLock } from "../src/engine/internal/sqlite/openLock.ts"
import { steps } from "../src/engine/internal/sqlite/schema.ts"
import { sqliteError } from "../src/engine/internal/sqlite/sqliteError.ts"
import { makeSqliteStore } from "../src/engine/internal/sqlite/sqliteStore.ts"
import { sqliteEngine } from "../src/engine/sqlite.ts"
import { Engine } from "../src/internal/Engine.ts"
import { newFolder } from "./support/newFolder.ts"

const newFile = async () => join(await newFolder(), "engine.db")

/** The store of an engine over a file, until the test has ended or it is closed. */
const openStore = async (file: string) => {
  const runtime = ManagedRuntime.make(Layer.fresh(sqliteEngine(file).layer))
  onTestFinished(() => runtime.dispose())
  const { store } = Context.get(await runtime.context(), Engine)
  return { store, close: () => runtime.dispose() }
}

const refusal = (file: string) => Effect.runPromise(Effect.flip(Effect.scoped(Layer.build(sqliteEngine(file).layer))))

const run = <A>(effect: Effect.Effect<A, unknown, EffectScope.Scope>) => Effect.runPromise(Effect.scoped(effect))

/** What a person would do with the file besides. */
const byHand = <A>(file: string, use: (db: DatabaseSync) => A): A => {
  const db = new DatabaseSync(file)
  const made = use(db)
  db.close()
  return made
}

const newOperation = (id: string) => ({
  request: { id, verb: "protect" as const, provider: "p", parameters: {}, deadline: "2030-01-01T00:00:00.000Z" },
  checkpoint: id,
  rows: [],
})

describe("the file of the SQLite engine", () => {
  it("and those beside it can be read by their owner alone; one that was there keeps its rights", async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    await Effect.runPromise(store.insert(newOperation("op")))
    const rightsOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
    for (const beside of ["", "-wal", "-shm", ".lock"]) expect(await rightsOf(file + beside), beside).toBe("600")

    const older = await newFile()
    await writeFile(older, "", { mode: 0o640 })
    await openStore(older)
    expect(await rightsOf(older)).toBe("640")
  })

  it("is made with its tables, and every commit is synced", async () => {
    const file = await newFile()
    const found = await run(
      Effect.gen(function* () {
        const database = yield* openDatabase(file)
        return ["journal_mode", "synchronous", "user_version"].map((name) =>
          Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {}),
        )
      }),
    )
    expect(found).toEqual([["wal"], [2], [steps.length]])
    expect((await stat(file)).isFile()).toBe(true)
  })

  it("holds what was started when it is opened again", async () => {
    const file = await newFile()
    const first = await openStore(file)
    const started = await run(first.store.insert(newOperation("op")))
    await first.close()
    const second = await openStore(file)
    expect(await run(second.store.get("op"))).toEqual(started)
  })

  it("may be made by two at the same moment", async () => {
    const file = await newFile()
    const stores = await Promise.all([openStore(file), openStore(file)])
    await run(stores[0].store.insert(newOperation("op")))
    expect(await run(stores[1].store.get("op"))).toMatchObject({ id: "op" })
  })

  it("may have blanks, umlauts and percent signs in its path", async () => {
    const folder = join(await newFolder(), "Köln 100% #?&")
    await mkdir(folder)
    const { store } = await openStore(join(folder, "engine.db"))
    await run(store.insert(newOperation("op")))
    expect((await stat(join(folder, "engine.db"))).isFile()).toBe(true)
  })

  it.each(["", ":memory:"])('is not "%s"', async (file) => {
    expect(await refusal(file)).toMatchObject({ code: "invalidParameters" })
  })

  it("is not what a variable that is not set gives", async () => {
    const file = process.env["BREAKWATER_NO_SUCH_FILE"] as string
    expect(await refusal(file)).toMatchObject({
      code: "invalidParameters",
      message: "The SQLite engine needs the path of a file, not undefined.",
    })
  })

  it.each([0, -1, Number.POSITIVE_INFINITY, Number.NaN])("is not looked at every %s ms", async (lookEvery) => {
    const { layer } = sqliteEngine(await newFile(), { lookEvery })
    expect(await run(Effect.flip(Layer.build(layer)))).toMatchObject({
      code: "invalidParameters",
      issues: [{ path: "/lookEvery" }],
    })
  })

  it("is refused in a folder that is not there, and when it is a folder", async () => {
    const folder = await newFolder()
    const error = await refusal(join(folder, "none", "engine.db"))
    expect(error).toMatchObject({ code: "invalidParameters" })
    expect(error.message).toContain(join(folder, "none", "engine.db"))
    expect(await refusal(folder)).toMatchObject({ code: "invalidParameters" })
  })

  it("is refused when it is no database, and stays as it is", async () => {
    const file = await newFile()
    await writeFile(file, "These are my notes. ".repeat(100))
    expect(await refusal(file)).toMatchObject({ code: "damaged" })
    expect(await readFile(file, "utf8")).toBe("These are my notes. ".repeat(100))
  })

  it("is refused when it is another program's database, and stays as it is", async () => {
    const file = await newFile()
    byHand(file, (db) => db.exec("CREATE TABLE bookmarks (address TEXT)"))
    const before = await readFile(file)
    expect(await refusal(file)).toMatchObject({
      code: "invalidParameters",
      message: `"${file}" is the database of another program; nothing was written to it.`,
    })
    expect(await readFile(file)).toEqual(before)
  })

  it("is refused when a newer version wrote it, and stays as it is", async () => {
    const file = await newFile()
    await (await openStore(file)).close()
    byHand(file, (db) => db.exec(`PRAGMA user_version = ${steps.length + 1}`))
    const before = await readFile(file)
    expect(await refusal(file)).toMatchObject({ code: "tooNew" })
    expect(await readFile(file)).toEqual(before)
  })

  it("is refused when a part of it is damaged, and stays as it is", async () => {
    const file = await newFile()
    const { store, close } = await openStore(file)
    for (let index = 0; index < 200; index += 1) await run(store.insert(newOperation(`op ${index}`)))
    await close()
    const damaged = await readFile(file)
    const page = byHand(file, (db) => db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'operations'").get())
    damaged.fill(0xff, 4096 * (Number(page?.["rootpage"]) - 1), 4096 * Number(page?.["rootpage"]))
    await writeFile(file, damaged)
    expect(await refusal(file)).toMatchObject({ code: "damaged" })
    expect(await readFile(file)).toEqual(damaged)
  })

  it("names a row that holds no JSON damaged, and serves the others", async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    await run(Effect.all([store.insert(newOperation("good")), store.insert(newOperation("bad"))]))
    byHand(file, (db) => db.exec(`UPDATE requests SET request = '{"id' WHERE operation = 2`))
    const again = await openStore(file)
    expect(await run(Effect.flip(again.store.get("bad")))).toMatchObject({ code: "damaged" })
    expect(await run(again.store.get("good"))).toMatchObject({ id: "good" })
  })

  it("is refused when something else lies where its lock belongs", async () => {
    const file = await newFile()
    await writeFile(`${file}.lock`, "process 4711 ".repeat(100))
    expect(await refusal(file)).toMatchObject({ code: "damaged" })
  })

  it("needs node:sqlite, and says so where there is none", async () => {
    expect(await run(Effect.flip(nodeSqlite(() => undefined)))).toMatchObject({
      code: "notSupported",
      message: "This host has no node:sqlite, which the SQLite engine needs.",
    })
  })
})

describe("an upgrade of the tables", () => {
  const added = "ALTER TABLE operations ADD COLUMN remark TEXT"

  it("takes missing steps and loses nothing of what is in flight", async () => {
    const file = await newFile()
    const { store, close } = await openStore(file)
    await run(store.insert(newOperation("op")))
    const claim = await run(store.claim("op", 0))
    await close()
    const after = await run(
      Effect.gen(function* () {
        const database = yield* openDatabase(file, [...steps, added])
        const remark = database.prepare("SELECT remark FROM operations").get()
        const store = makeSqliteStore(database, makeSignals())
        return { remark, operation: yield* store.get("op"), again: yield* store.claim("op", 0) }
      }),
    )
    expect({ ...after.remark }).toEqual({ remark: null })
    expect(after.operation).toEqual(claim?.operation)
    expect(after.again?.epoch).toBe(2)
  })

  it("is taken once, also by two at the same moment", async () => {
    const file = await newFile()
    await (await openStore(file)).close()
    const open = openDatabase(file, [...steps, added])
    await run(Effect.all([open, open], { concurrency: 2 }))
  })

  it("that breaks leaves the file at the version it had", async () => {
    const file = await newFile()
    const { store, close } = await openStore(file)
    await run(store.insert(newOperation("op")))
    await close()
    await expect(run(openDatabase(file, [...steps, added, "ALTER TABLE nothing ADD COLUMN x"]))).rejects.toThrow(
      "nothing",
    )
    const again = await openStore(file)
    expect(await run(again.store.get("op"))).toMatchObject({ state: "queued" })
  })

  it("ends the writing of an older process that still runs", async () => {
    const file = await newFile()
    const { store } = await openStore(file)
    await run(store.insert(newOperation("op")))
    await run(openDatabase(file, [...steps, added]))
    const refused = await run(
      Effect.all([Effect.flip(store.insert(newOperation("other"))), Effect.flip(store.get("op"))]),
    )
    for (const error of refused) expect(error).toMatchObject({ code: "tooNew" })
    expect(byHand(file, (db) => db.prepare("SELECT id FROM operations").all()).map(({ id }) => id)).toEqual(["op"])
  })
})

describe("a transaction", () => {
  /** Uses a database that is then closed again. */
  const withDatabase = async <A>(use: (database: Database, file: string) => Effect.Effect<A, unknown>) => {
    const file = await newFile()
    return run(Effect.flatMap(openDatabase(file), (database) => use(database, file)))
  }
  const insert = (database: Database) =>
    Effect.flip(makeSqliteStore(database, makeSignals()).insert(newOperation("op")))
  const count = (database: Database) => database.prepare("SELECT id FROM operations").all().length

  it("that fails takes back all of it, and tells nobody", async () => {
    const seen = await withDatabase((database) =>
      Effect.gen(function* () {
        let told = 0
        const body = () => {
          database.prepare("UPDATE wishes SET count = 7").run()
          return Result.fail("no" as const)
        }
        const refused = yield* Effect.flip(database.write(body, () => (told += 1)))
        const { count } = database.prepare("SELECT count FROM wishes").get() ?? {}
        return { refused, told, count }
      }),
    )
    expect(seen).toEqual({ refused: "no", told: 0, count: 0 })
  })

  /** Adds to the number of wishes; gives what this connection and another one then see of it. */
  const adding = (database: Database, file: string, by: number) => () => {
    database.prepare("UPDATE wishes SET count = count + ?").run(by)
    const here = database.prepare("SELECT count FROM wishes").get()?.["count"]
    const elsewhere = byHand(file, (db) => db.prepare("SELECT count FROM wishes").get())?.["count"]
    return Result.succeed([here, elsewhere])
  }

  it("is shared by all writes of one moment, and durable when any of them returns", async () => {
    const seen = await withDatabase((database, file) =>
      Effect.gen(function* () {
        const add = (by: number) => database.write(adding(database, file, by), () => {})
        const together = yield* Effect.all([add(1), add(10), add(100)], { concurrency: "unbounded" })
        return [...together, yield* add(1000)]
      }),
    )
    expect(seen).toEqual([
      [1, 0],
      [11, 0],
      [111, 0],
      [1111, 111],
    ])
  })

  it("that fails takes back no other write of its moment", async () => {
    const seen = await withDatabase((database, file) =>
      Effect.gen(function* () {
        const told: string[] = []
        const add = (by: number) => database.write(adding(database, file, by), () => told.push(`added ${by}`))
        const refused = database.write(
          () => Result.flatMap(adding(database, file, 10)(), () => Result.fail("no" as const)),
          () => told.push("refused"),
        )
        const broken = database.write(
          () => Result.flatMap(adding(database, file, 100)(), () => JSON.parse("{")),
          () => told.push("broken"),
        )
        const results = yield* Effect.all([add(1), refused, broken, add(1000)], {
          concurrency: "unbounded",
          mode: "result",
        })
        const failures = results.flatMap((each) => (Result.isFailure(each) ? [each.failure] : []))
        return { failures, told, count: database.prepare("SELECT count FROM wishes").get()?.["count"] }
      }),
    )
    expect(seen).toMatchObject({ failures: ["no", { code: "damaged" }], told: ["added 1", "added 1000"], count: 1001 })
  })

  it("on a full disk changes nothing, and says what to do", async () => {
    const error = await withDatabase((database) =>
      Effect.gen(function* () {
        database.prepare("PRAGMA max_page_count = 1").get()
        const large = { ...newOperation("op"), checkpoint: "x".repeat(100_000) }
        const error = yield* Effect.flip(makeSqliteStore(database, makeSignals()).insert(large))
        expect(count(database)).toBe(0)
        return error
      }),
    )
    expect(error).toMatchObject({ code: "quotaExceeded", outcome: "notStarted" })
  })

  it("without the right to write changes nothing, and says what to do", async () => {
    const error = await withDatabase((database) => {
      database.prepare("PRAGMA query_only = TRUE").run()
      return insert(database)
    })
    expect(error).toMatchObject({ code: "forbidden", outcome: "notStarted" })
  })

  it("that others keep from beginning may be tried again", async () => {
    const tried = await withDatabase((database, file) =>
      Effect.gen(function* () {
        database.prepare("PRAGMA busy_timeout = 0").run()
        const other = new DatabaseSync(file)
        other.exec("BEGIN IMMEDIATE")
        const [error, ...others] = yield* Effect.all([insert(database), insert(database)], { concurrency: 2 })
        expect(others).toMatchObject([{ code: "unavailable" }])
        other.close()
        return { error, record: yield* makeSqliteStore(database, makeSignals()).insert(newOperation("op")) }
      }),
    )
    expect(tried.error).toMatchObject({ code: "unavailable", outcome: "notStarted", retryable: true })
    expect(tried.record).toMatchObject({ id: "op" })
  })

  it("that SQLite refuses for no reason of its own is named with what it said", () => {
    expect(sqliteError("write", "/x.db", new TypeError("database is not open"))).toMatchObject({
      code: "unavailable",
      message: 'Can not write "/x.db": SQLite failed (database is not open).',
    })
  })
})

describe("the lock", () => {
  it("is held by one at a time, and free when that one is gone", async () => {
    const file = await newFile()
    const taken = await run(
      Effect.gen(function* () {
        const second = yield* openLock(file)
        const held = yield* Effect.scoped(
          Effect.gen(function* () {
            const first = yield* openLock(file)
            return [yield* first.take, yield* second.take, yield* Effect.flatMap(openLock(file), ({ take }) => take)]
          }),
        )
        return [...held, yield* second.take]
      }),
    )
    expect(taken).toEqual([true, false, false, true])
  })
})
