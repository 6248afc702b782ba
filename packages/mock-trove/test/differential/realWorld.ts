/** A real Trove over HTTP as a world to drive, with the people of the default cloud. */
import { tokenRequest } from "../tokenRequest.ts"
import type { Reply, World } from "./drive.ts"
import type { Person } from "./steps.ts"

interface Entry {
  readonly token: string
  readonly project: string
}

const busyInstance = /^(BUILD|REBOOT|RESIZE|DETACH|SHUTDOWN|BACKUP)$/
const busyBackup = /^(NEW|BUILDING)$/

/** Patience for one settling. **Units**: seconds. */
const patience = 40

export const realWorld = async (at: { readonly identity: string; readonly database: string }): Promise<World> => {
  const enter = async (user: Person): Promise<Entry> => {
    const issued = await fetch(`${at.identity}/v3/auth/tokens`, tokenRequest(user))
    const { token }: { readonly token: { readonly project: { readonly id: string } } } = await issued.json()
    return { token: issued.headers.get("X-Subject-Token") ?? "", project: token.project.id }
  }
  const people: Record<Person, Entry> = {
    demo: await enter("demo"),
    alt: await enter("alt"),
    admin: await enter("admin"),
  }
  const ask = async (as: Person, method: string, path: string, body?: unknown): Promise<Reply> => {
    const { token, project } = people[as]
    const response = await fetch(`${at.database}/v1.0/${project}${path}`, {
      method,
      headers: {
        "X-Auth-Token": token,
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === "" ? "" : JSON.parse(text) }
  }
  const statuses = async (as: Person, list: "instances" | "backups"): Promise<readonly string[]> => {
    const { body } = await ask(as, "GET", `/${list}`)
    return (
      (body as { readonly [list: string]: readonly { readonly status: string }[] })[list]?.map(
        ({ status }) => status,
      ) ?? []
    )
  }
  const isBusy = async (): Promise<boolean> => {
    for (const as of ["demo", "alt", "admin"] as const) {
      if ((await statuses(as, "instances")).some((status) => busyInstance.test(status))) return true
      if ((await statuses(as, "backups")).some((status) => busyBackup.test(status))) return true
    }
    return false
  }
  return {
    ask,
    settle: async () => {
      // Deletions show nothing while they are under way: a second of quiet is enough for them.
      for (let second = 0, quiet = 0; second < patience && quiet < 2; second += 1) {
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        quiet = (await isBusy()) ? 0 : quiet + 1
      }
    },
  }
}
