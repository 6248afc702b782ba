/** A PostgreSQL for a test file, and stores over databases of it. */
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { afterAll, beforeAll, onTestFinished } from "vitest"
import { bootPostgres, type Postgres } from "../../../examples/test/hosts/bootPostgres.ts"
import { type ClusterEngineOptions, clusterEngine } from "../../src/engine/cluster.ts"
import { Engine } from "../../src/internal/Engine.ts"
import { connect, type Sql } from "./connect.ts"

export interface Server {
  readonly postgres: Postgres
  /** An empty database: the URL of it, and what a person would use besides. */
  readonly newDatabase: () => Promise<{ readonly url: string; readonly sql: Sql }>
  /** Throws everybody out of a database and lets nobody in, until the returned function is called. */
  readonly close: (url: string) => Promise<() => Promise<void>>
}

let number = 0

export const bootServer = (authentication?: Parameters<typeof bootPostgres>[0]): Server => {
  let postgres: Postgres
  beforeAll(async () => {
    postgres = await bootPostgres(authentication)
  })
  afterAll(() => postgres.stop())
  return {
    get postgres() {
      return postgres
    },
    newDatabase: async () => {
      number += 1
      const name = `test_${number}`
      const admin = await connect(postgres)
      await admin(`CREATE DATABASE ${name}`)
      await admin.close()
      const there = { ...postgres, url: postgres.url.replace("///postgres", `///${name}`) }
      const sql = await connect(there)
      onTestFinished(() => sql.close())
      return { url: there.url, sql }
    },
    close: async (url) => {
      const name = /\/\/\/(\w+)/.exec(url)?.[1]
      const admin = await connect(postgres)
      onTestFinished(() => admin.close())
      await admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
      await admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name])
      return async () => {
        await admin(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
      }
    },
  }
}

/** An engine over a database, until the test has ended; it drives nothing. */
export const openEngine = async (options: ClusterEngineOptions) => {
  const runtime = ManagedRuntime.make(Layer.fresh(clusterEngine(options).layer))
  onTestFinished(() => runtime.dispose())
  return Context.get(await runtime.context(), Engine)
}

export const openStore = async (options: ClusterEngineOptions) => (await openEngine(options)).store
