/** Takes a sequence of steps through one Trove, and gives the answers in words that two of them have in common. */
import type { Person, Step } from "./steps.ts"

export interface Reply {
  readonly status: number
  readonly body: unknown
}

/** A Trove to ask, the mock or a real one. */
export interface World {
  /** The ids of the people's projects. */
  readonly projects: Readonly<Record<Person, string>>
  ask(as: Person, method: string, path: string, body?: unknown): Promise<Reply>
  /** Waits until nothing is under way any more. */
  settle(): Promise<void>
}

export interface Told {
  readonly step: Step
  /** The path that was asked. */
  readonly path: string
  readonly reply: Reply
  /** The reply without what differs between two runs. */
  readonly view: unknown
}

const missing = "00000000-0000-0000-0000-000000000000"

export const drive = async (world: World, steps: readonly Step[]): Promise<readonly Told[]> => {
  const made: Record<"instance" | "backup", string[]> = { instance: [], backup: [] }
  const named = (text: string): string =>
    text
      .replaceAll(
        /<(instance|backup) (\d+)>/g,
        (_, kind: "instance" | "backup", index) => made[kind][Number(index)] ?? missing,
      )
      .replaceAll(/<project (demo|alt|admin)>/g, (_, owner: Person) => world.projects[owner])
  const told: Told[] = []
  for (const step of steps) {
    if (step.do === "settle") {
      await world.settle()
      continue
    }
    const path = named(step.path)
    const body = step.body === undefined ? undefined : JSON.parse(named(JSON.stringify(step.body)))
    const reply = await world.ask(step.as, step.method, path, body)
    remember(reply, step, made)
    told.push({ step, path, reply, view: viewOf(reply, made) })
  }
  await world.settle()
  return told
}

const remember = (reply: Reply, step: Step, made: Record<"instance" | "backup", string[]>): void => {
  if (step.do !== "call" || step.method !== "POST" || reply.status >= 300) return
  for (const kind of ["instance", "backup"] as const) {
    const one = (reply.body as { readonly [kind: string]: { readonly id?: string } } | null)?.[kind]
    if (one?.id !== undefined) made[kind].push(one.id)
  }
}

/** Moments, addresses, and what is measured or is a matter of milliseconds. */
const volatile =
  /^(created|updated|service_status_updated|ip|addresses|href|checksum|used|size|locationRef|links|remaining|nextAvailable|value)$/

const viewOf = ({ status, body }: Reply, made: Record<"instance" | "backup", string[]>): unknown => {
  const common = (text: string): string => {
    let out = text
    for (const kind of ["instance", "backup"] as const)
      for (const [index, id] of made[kind].entries()) out = out.replaceAll(id, `<${kind} ${index}>`)
    return out
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<uuid>")
      .replaceAll(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/g, "<hex>")
      .replace(/^(NEW|BUILDING)$/, "running")
  }
  const walk = (value: unknown, key: string): unknown => {
    if (volatile.test(key)) return value === null ? "<none>" : "<some>"
    // What the operator reads there is a traceback of Python's; PARITY.md says so.
    if (key === "details" && typeof value === "string") return value.split("\n", 1)[0]
    if (typeof value === "string") return common(value)
    // Pages of instances go by ids, which are random.
    if (key === "instances" && Array.isArray(value)) return value.length
    if (Array.isArray(value)) return value.map((item) => walk(item, ""))
    if (typeof value !== "object" || value === null) return value
    const isRunning = "locationRef" in value && value.locationRef === null
    const isPrepared = "server_id" in value && value.server_id === null
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !(isRunning && name === "size") && !(isPrepared && name === "volume_id"))
        .map(([name, part]) => [name, walk(part, name)]),
    )
  }
  return { status, body: walk(body, "") }
}
