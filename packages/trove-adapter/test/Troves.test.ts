import { clockLayer, type Scope } from "@breakwater/core"
import { mockTroveFixture } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { expect, test } from "vitest"
import type { Connection } from "../src/Connection.ts"
import { type Connect, Troves } from "../src/Troves.ts"

const it = test.extend(mockTroveFixture())

const connection: Connection = { authUrl: "https://k.example/v3", auth: { type: "token", token: "t" } }
const scope: Scope = { account: "team", project: "p" }

const withTroves = <A, E>(connect: Connect, use: (troves: Troves["Service"]) => Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.flatMap(Troves.make(connect), use))

test("equal scopes share one Trove, other scopes do not", async () => {
  const asked: Scope[] = []
  const connect = (of: Scope) => {
    asked.push(of)
    return connection
  }
  await withTroves(connect, ({ of }) =>
    Effect.gen(function* () {
      const first = yield* of(scope)
      expect(yield* of({ project: "p", account: "team" })).toBe(first)
      for (const other of [{ account: "team" }, { ...scope, project: "q" }, { ...scope, region: "north" }]) {
        expect(yield* of(other)).not.toBe(first)
      }
    }),
  )
  expect(asked).toEqual([scope, { account: "team" }, { ...scope, project: "q" }, { ...scope, region: "north" }])
})

test("many that ask at once share one question to the host", async () => {
  let asked = 0
  const connect = () => {
    asked++
    return Promise.resolve(connection)
  }
  const troves = await withTroves(connect, ({ of }) =>
    Effect.all([of(scope), of(scope), of(scope)], { concurrency: "unbounded" }),
  )
  expect(asked).toBe(1)
  expect(new Set(troves).size).toBe(1)
})

test("a connection may come by an effect", async () => {
  await withTroves(
    () => Effect.succeed(connection),
    ({ of }) => of(scope),
  )
})

test.each([
  ["throws", () => Effect.runSync(Effect.fail(new Error("no vault")))],
  ["rejects", () => Promise.reject(new Error("no vault"))],
  ["fails", () => Effect.fail(new Error("no vault"))],
] as const)("a host that %s is asked again the next time", async (_, fail) => {
  let asked = 0
  const connect: Connect = () => {
    asked++
    return asked === 1 ? fail() : connection
  }
  await withTroves(connect, ({ of }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(of(scope))
      expect(error).toMatchObject({ reason: "connectFailed", retryable: true, outcome: "notStarted" })
      expect(String(error.cause)).toContain("no vault")
      yield* of(scope)
    }),
  )
  expect(asked).toBe(2)
})

test("a connection that can not be used is refused with its issues", async () => {
  const error = await withTroves(
    () => ({ ...connection, authUrl: "k.example" }),
    ({ of }) => Effect.flip(of(scope)),
  )
  expect(error.issues?.map((issue) => issue.path)).toEqual(["/authUrl"])
})

it("the project of the scope is the project that is asked", async ({ cloud }) => {
  const session = await Effect.runPromise(
    Effect.provide(
      Effect.gen(function* () {
        const troves = yield* Troves
        const trove = yield* troves.of({ account: "demo", project: cloud.scope.project })
        return yield* trove.session
      }).pipe(Effect.provide(Troves.layer(() => cloud.connection))),
      clockLayer(cloud.clock),
    ),
  )
  expect(session.project?.id).toBe(cloud.scope.project)
})
