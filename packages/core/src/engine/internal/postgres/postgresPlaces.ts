/**
 * The places of all runners, as rows. A row counts while its operation and its resource have not ended, whoever drives
 * them: what a killed runner has under way keeps its place until it is taken over.
 */
import * as Effect from "effect/Effect"
import type { SharedPlaces } from "../../../internal/SharedPlaces.ts"
import type { Signals } from "../Signals.ts"
import { noticeToAll } from "./Notices.ts"
import { type Database, refuseNewer } from "./openDatabase.ts"

export const makePostgresPlaces = (database: Database, signals: Signals): SharedPlaces => {
  const { query, read, version, write } = database

  /** Whoever takes one waits here for the one before, so that what is counted is what there is. */
  const wait = Effect.fnUntraced(function* (names: readonly string[]) {
    const found = yield* query<{ version: number }>(
      `SELECT version, pg_advisory_xact_lock(hashtext('breakwater places'), hashtext(name))
      FROM breakwater_schema, unnest($1::text[]) AS name`,
      [names],
    )
    for (const row of found) yield* refuseNewer(database, row.version)
  })

  return {
    take: ({ epoch, id }, { key, provider, scope }, { perProvider, perScope }) => {
      const names = [...(perScope === undefined ? [] : [`scope ${scope}`])]
      if (perProvider !== undefined) names.push(`provider ${provider}`)
      const took = query(
        `WITH others AS (SELECT scope, provider FROM breakwater_places AS places
          JOIN breakwater_operations AS operations ON operations.place = operation AND operations.${hasNotEnded}
          JOIN breakwater_resources AS resources USING (operation, key)
          WHERE (scope = $4 OR provider = $5) AND resources.${hasNotEnded} AND (operations.id, key) <> ($1, $2))
        INSERT INTO breakwater_places (operation, key, scope, provider, epoch)
        SELECT place, $2, $4, $5, $3 FROM breakwater_operations WHERE id = $1 AND epoch = $3
          AND ($6::integer IS NULL OR (SELECT count(*) FROM others WHERE scope = $4) < $6)
          AND ($7::integer IS NULL OR (SELECT count(*) FROM others WHERE provider = $5) < $7)
        FOR SHARE
        ON CONFLICT (operation, key) DO UPDATE SET epoch = excluded.epoch RETURNING key`,
        [id, key, epoch, scope, provider, perScope ?? null, perProvider ?? null],
      )
      return write(Effect.map(Effect.andThen(wait(names), took), (rows) => rows.length > 0))
    },
    giveBack: ({ epoch, id }, key) =>
      Effect.asVoid(
        read(
          query(
            `WITH gone AS (DELETE FROM breakwater_places WHERE key = $2 AND epoch = $3
              AND operation = (SELECT place FROM breakwater_operations WHERE id = $1)
              AND (SELECT version FROM breakwater_schema) <= $4 RETURNING key)
            SELECT pg_notify('breakwater', $5) FROM gone`,
            [id, key, epoch, version, noticeToAll(freed)],
          ),
        ),
      ),
    keepOnly: ({ epoch, id }, keys) =>
      Effect.map(
        read(
          query<{ key: string }>(
            `WITH mine AS (SELECT place FROM breakwater_operations WHERE id = $1 AND epoch = $2
              AND (SELECT version FROM breakwater_schema) <= $4 FOR SHARE),
            gone AS (DELETE FROM breakwater_places WHERE operation = (SELECT place FROM mine) AND key <> ALL ($3)
              RETURNING pg_notify('breakwater', $5)),
            kept AS (UPDATE breakwater_places SET epoch = $2
              WHERE operation = (SELECT place FROM mine) AND key = ANY ($3) RETURNING key)
            SELECT key FROM kept`,
            [id, epoch, keys, version, noticeToAll(freed)],
          ),
        ),
        (kept) => kept.map(({ key }) => key),
      ),
    awaitFreed: Effect.suspend(() => {
      let looks = 0
      return signals.until(
        freed,
        Effect.sync(() => looks++ > 0),
      )
    }),
  }
}

const freed = "places"

const hasNotEnded = "state IN ('queued', 'running', 'cancelling')"
