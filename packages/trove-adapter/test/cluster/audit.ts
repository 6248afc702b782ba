/** Who wrote into which operation, told by the database itself. */
import type { Sql } from "../../../core/test/hosts/connect.ts"

/** From now on every write of an operation is noted, with the name of the process that made it. */
export const beginAudit = async (sql: Sql): Promise<void> => {
  await sql(`CREATE TABLE audit (
    entry integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id text NOT NULL, before integer NOT NULL, epoch integer NOT NULL, writer text NOT NULL
  )`)
  await sql(`CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit (id, before, epoch, writer)
      VALUES (NEW.id, OLD.epoch, NEW.epoch, current_setting('application_name'));
      RETURN NEW;
    END $$`)
  await sql("CREATE TRIGGER audit AFTER UPDATE ON breakwater_operations FOR EACH ROW EXECUTE FUNCTION audit()")
}

export interface Audit {
  /** How often another process claimed an operation that somebody had claimed. */
  readonly takeovers: number
  /** How often each operation was claimed. */
  readonly claims: ReadonlyMap<string, number>
  /** Writes of a process that did not hold the operation, nor was the client. */
  readonly strangers: readonly string[]
}

export const readAudit = async (sql: Sql, client: string): Promise<Audit> => {
  const holders = new Map<string, string>()
  const claims = new Map<string, number>()
  const strangers: string[] = []
  let takeovers = 0
  for (const entry of await sql("SELECT id, before, epoch, writer FROM audit ORDER BY entry")) {
    const [id, writer] = [String(entry["id"]), String(entry["writer"])]
    const holder = holders.get(id)
    if (Number(entry["epoch"]) > Number(entry["before"])) {
      if (holder !== undefined && holder !== writer) takeovers += 1
      holders.set(id, writer)
      claims.set(id, (claims.get(id) ?? 0) + 1)
    } else if (writer !== holder && writer !== client)
      strangers.push(`${writer} wrote into ${id}, which ${holder} holds`)
  }
  return { takeovers, claims, strangers }
}
