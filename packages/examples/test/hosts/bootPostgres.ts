/** A PostgreSQL of the test's own: in a folder that goes with it, on a socket in that folder, on no port. */
import { execFileSync, spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export interface Postgres {
  readonly url: string
  /** The superuser's. */
  readonly password: string
  stop(): Promise<void>
}

/** With `password` it asks for one; otherwise whoever reaches the socket may do all. */
export const bootPostgres = async (authentication: "trust" | "password" = "trust"): Promise<Postgres> => {
  const [programs] = globSync("/usr/lib/postgresql/*/bin").sort().reverse()
  if (programs === undefined) throw new Error("There is no PostgreSQL: apt-get install postgresql.")
  const folder = mkdtempSync(join(tmpdir(), "breakwater-postgres-"))
  const who = unprivileged()
  if (who) chownSync(folder, who.uid, who.gid)
  const data = join(folder, "data")
  const password = randomUUID()
  const passwordFile = join(folder, "password")
  writeFileSync(passwordFile, password)
  if (who) chownSync(passwordFile, who.uid, who.gid)
  const method = authentication === "trust" ? "trust" : "scram-sha-256"
  const making = ["-D", data, "-A", method, "-U", "postgres", "--pwfile", passwordFile, "--no-sync"]
  execFileSync(join(programs, "initdb"), making, { ...who, cwd: folder })

  const settings = ["listen_addresses=", "fsync=off", `unix_socket_directories=${folder}`]
  const server = spawn(join(programs, "postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], {
    ...who,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  })
  const ended = once(server, "exit")
  const lines: string[] = []
  const isReady = (line: string) => lines.push(line) > 0 && line.includes("ready to accept connections")
  const ready = new Promise<void>((resolve) => {
    createInterface(server.stderr).on("line", (line) => {
      if (isReady(line)) resolve()
    })
  })
  await Promise.race([
    ready,
    ended.then(() => {
      throw new Error(`PostgreSQL did not start:\n${lines.join("\n")}`)
    }),
  ])
  return {
    url: `postgres:///postgres?user=postgres&host=${folder}`,
    password,
    stop: async () => {
      server.kill("SIGINT")
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}

/** PostgreSQL refuses to run as root. */
const unprivileged = () => {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: idOf("-u"), gid: idOf("-g") }
}
