/**
 * The tables of the SQLite engine, and how a file of an earlier version becomes one of this version. A step that was
 * once released is never changed; a new version is a new step at the end.
 */

/** How SQLite knows a file of ours: "Brkw". */
export const applicationId = 0x42_72_6b_77

/**
 * Each step takes a file from the version of its place to the next one. What stands in `record`, `row` and `changed` is
 * JSON as `OperationRecord` and `ResourceRow` have it. A record lacks its request, which never changes and may be so large
 * that writing it again with every change would take most of the time.
 */
export const steps: readonly string[] = [
  `
  CREATE TABLE operations (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    epoch INTEGER NOT NULL,
    record TEXT NOT NULL,
    revision INTEGER NOT NULL AS (record ->> '$.revision'),
    state TEXT NOT NULL AS (record ->> '$.state'),
    checkpoint TEXT NOT NULL AS (record ->> '$.checkpoint'),
    updated TEXT NOT NULL AS (record ->> '$.updated')
  ) STRICT;
  CREATE INDEX operations_by_checkpoint ON operations (checkpoint);
  CREATE INDEX operations_unfinished ON operations (place) WHERE state IN ('queued', 'running', 'cancelling');
  CREATE INDEX operations_ended ON operations (updated) WHERE state IN ('succeeded', 'failed', 'cancelled');

  CREATE TABLE requests (
    operation INTEGER PRIMARY KEY REFERENCES operations ON DELETE CASCADE,
    request TEXT NOT NULL
  ) STRICT;

  CREATE TABLE resources (
    operation INTEGER NOT NULL REFERENCES operations ON DELETE CASCADE,
    place INTEGER NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER NOT NULL,
    row TEXT NOT NULL,
    PRIMARY KEY (operation, place)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX resources_by_key ON resources (operation, key);
  CREATE INDEX resources_by_revision ON resources (operation, revision);

  CREATE TABLE changes (
    operation INTEGER NOT NULL REFERENCES operations ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    record TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (operation, revision)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE wishes (count INTEGER NOT NULL) STRICT;
  INSERT INTO wishes VALUES (0);
  `,
  // The line for a resource: which wish an operation is, what it does, and which resources have not ended.
  `
  ALTER TABLE operations ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE operations ADD COLUMN verb TEXT NOT NULL DEFAULT '';
  UPDATE operations SET turn = place, verb = (SELECT request ->> '$.verb' FROM requests WHERE operation = place);
  UPDATE wishes SET count = max(count, coalesce((SELECT max(place) FROM operations), 0));
  ALTER TABLE resources ADD COLUMN state TEXT AS (row ->> '$.state');
  CREATE INDEX resources_in_line ON resources (key) WHERE state IN ('queued', 'running', 'cancelling');
  `,
]
