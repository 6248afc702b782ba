/** A host over a cloud in another process, on the SQLite engine and a file bank, for the crash harness. */
import { sqliteEngine } from "@breakwater/core/engine/sqlite"
import { type CrashKit, crashHost } from "@breakwater/core/testing"
import { type CloudSetting, crashProtection } from "./crashProtection.ts"

await crashHost((kit: CrashKit<CloudSetting>) =>
  crashProtection(kit, kit.engine(sqliteEngine(`${kit.folder}/engine.db`, { lookEvery: "10 seconds" }))),
)
