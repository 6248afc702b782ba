/** A real Trove over HTTP as a world to drive. Each world has people and projects of its own, so that many share one Trove. */
import type { Reply, World } from "./drive.ts"
import type { Person } from "./steps.ts"

interface Entry {
  readonly token: string
  readonly project: string
}

const everybody: readonly Person[] = ["demo", "alt", "admin"]

const busyInstance = /^(BUILD|REBOOT|RESIZE|DETACH|SHUTDOWN|BACKUP)$/
const busyBackup = /^(NEW|BUILDING)$/

/** Patience for one settling. **Units**: seconds. */
const patience = 40

let worlds = 0

export const realWorld = async (at: { readonly identity: string; readonly database: string }): Promise<World> => {
  worlds += 1
  const people = await bringPeople(`${at.identity}/v3`, `${process.pid}-${worlds}`)
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
    for (const as of everybody) {
      if ((await statuses(as, "instances")).some((status) => busyInstance.test(status))) return true
      if ((await statuses(as, "backups")).some((status) => busyBackup.test(status))) return true
    }
    return false
  }
  return {
    projects: { demo: people.demo.project, alt: people.alt.project, admin: people.admin.project },
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

/** New people with the roles that those of the default cloud have, each in a project of their own. */
const bringPeople = async (identity: string, name: string): Promise<Record<Person, Entry>> => {
  const send = async (token: string | undefined, method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${identity}${path}`, {
      method,
      headers: { "Content-Type": "application/json", ...(token !== undefined && { "X-Auth-Token": token }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path} of Keystone: ${response.status} ${await response.text()}`)
    return response
  }
  const login = async (user: string, password: string, project: string): Promise<string> => {
    const domain = { id: "default" }
    const issued = await send(undefined, "POST", "/auth/tokens", {
      auth: {
        identity: { methods: ["password"], password: { user: { name: user, domain, password } } },
        scope: { project: { name: project, domain } },
      },
    })
    return issued.headers.get("X-Subject-Token") ?? ""
  }
  const keeper = await login("admin", "adminpw", "admin")
  const { roles }: { readonly roles: readonly { readonly id: string; readonly name: string }[] } = await (
    await send(keeper, "GET", "/roles")
  ).json()
  const make = async (kind: "project" | "user", fields: object): Promise<string> => {
    const made = await send(keeper, "POST", `/${kind}s`, { [kind]: { domain_id: "default", ...fields } })
    return ((await made.json()) as { readonly [kind: string]: { readonly id: string } })[kind]?.id ?? ""
  }
  const bring = async (person: Person): Promise<Entry> => {
    const own = `${person}-${name}`
    const project = await make("project", { name: own })
    const user = await make("user", { name: own, password: own })
    const wanted = person === "admin" ? ["admin", "member", "reader"] : ["member", "reader"]
    for (const { id } of roles.filter((role) => wanted.includes(role.name)))
      await send(keeper, "PUT", `/projects/${project}/users/${user}/roles/${id}`)
    return { token: await login(own, own, own), project }
  }
  return { demo: await bring("demo"), alt: await bring("alt"), admin: await bring("admin") }
}
