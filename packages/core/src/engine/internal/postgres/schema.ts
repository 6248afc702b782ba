/**
 * The tables of the cluster engine, and how a database of an earlier version becomes one of this version. A step that was
 * once released is never changed; a new version is a new step at the end.
 */

/** How many shares the work is cut into, each of which one runner holds. The tables know it too. */
export const shares = 32

/**
 * Each step takes a database from the version of its place to the next one, a statement at a time. What stands in
 * `record`, `row`, `request` and `changed` is JSON as text: PostgreSQL's own JSON can not hold every text. A record lacks
 * its request, which never changes and may be so large that writing it again with every change would take most of the time.
 */
export const steps: readonly (readonly string[])[] = [
  [
    `CREATE TABLE breakwater_operations (
      place integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      share integer NOT NULL GENERATED ALWAYS AS (place % 32) STORED,
      id text COLLATE "C" NOT NULL UNIQUE,
      verb text NOT NULL,
      turn integer NOT NULL,
      epoch integer NOT NULL,
      record text NOT NULL,
      revision integer NOT NULL,
      attempt integer NOT NULL,
      state text NOT NULL,
      checkpoint text COLLATE "C" NOT NULL,
      created text COLLATE "C" NOT NULL,
      updated text COLLATE "C" NOT NULL,
      labels text[] NOT NULL
    )`,
    "CREATE INDEX breakwater_operations_by_checkpoint ON breakwater_operations (checkpoint)",
    "CREATE INDEX breakwater_operations_by_turn ON breakwater_operations (share, turn)",
    "CREATE INDEX breakwater_operations_by_label ON breakwater_operations USING gin (labels)",
    `CREATE INDEX breakwater_operations_unfinished ON breakwater_operations (share, place)
      WHERE state IN ('queued', 'running', 'cancelling')`,
    `CREATE INDEX breakwater_operations_ended ON breakwater_operations (updated)
      WHERE state IN ('succeeded', 'failed', 'cancelled')`,
    `CREATE TABLE breakwater_requests (
      operation integer PRIMARY KEY REFERENCES breakwater_operations ON DELETE CASCADE,
      request text NOT NULL
    )`,
    `CREATE TABLE breakwater_resources (
      operation integer NOT NULL REFERENCES breakwater_operations ON DELETE CASCADE,
      place integer NOT NULL,
      key text COLLATE "C" NOT NULL,
      served boolean NOT NULL,
      state text NOT NULL,
      revision integer NOT NULL,
      row text NOT NULL,
      PRIMARY KEY (operation, place)
    )`,
    "CREATE UNIQUE INDEX breakwater_resources_by_key ON breakwater_resources (operation, key)",
    "CREATE INDEX breakwater_resources_by_revision ON breakwater_resources (operation, revision)",
    `CREATE INDEX breakwater_resources_in_line ON breakwater_resources (key)
      WHERE state IN ('queued', 'running', 'cancelling')`,
    `CREATE TABLE breakwater_changes (
      operation integer NOT NULL REFERENCES breakwater_operations ON DELETE CASCADE,
      revision integer NOT NULL,
      record text NOT NULL,
      changed text NOT NULL,
      PRIMARY KEY (operation, revision)
    )`,
    "CREATE TABLE breakwater_wishes (count integer NOT NULL)",
    "INSERT INTO breakwater_wishes VALUES (0)",
  ],
  [
    `CREATE TABLE breakwater_places (
      operation integer NOT NULL REFERENCES breakwater_operations ON DELETE CASCADE,
      key text COLLATE "C" NOT NULL,
      scope text COLLATE "C" NOT NULL,
      provider text COLLATE "C" NOT NULL,
      epoch integer NOT NULL,
      PRIMARY KEY (operation, key)
    )`,
    "CREATE INDEX breakwater_places_by_scope ON breakwater_places (scope)",
    "CREATE INDEX breakwater_places_by_provider ON breakwater_places (provider)",
  ],
]
