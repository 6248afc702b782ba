/** PostgreSQL by hand: what a person would do in the database besides. */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import type { Postgres } from "../../../examples/test/hosts/bootPostgres.ts"

export interface Sql {
  (statement: string, values?: readonly unknown[]): Promise<readonly { readonly [column: string]: unknown }[]>
  readonly close: () => Promise<void>
}

export const connect = async ({ password, url }: Pick<Postgres, "password" | "url">): Promise<Sql> => {
  const runtime = ManagedRuntime.make(
    Layer.fresh(PgClient.layer({ url: Redacted.make(url), password: Redacted.make(password), maxConnections: 1 })),
  )
  const client = Context.get(await runtime.context(), PgClient.PgClient)
  const sql = (statement: string, values: readonly unknown[] = []) =>
    runtime.runPromise(client.unsafe<{ readonly [column: string]: unknown }>(statement, values))
  return Object.assign(sql, { close: () => runtime.dispose() })
}
