/** The cloud that `pnpm test:cloud` boots, and what only whoever runs a cloud can do to it. */
import assert from "node:assert/strict"
import { execFile } from "node:child_process"
import { readFile, rm } from "node:fs/promises"
import { connect } from "node:net"
import { join } from "node:path"
import { promisify } from "node:util"
import { identityFromEnvironment, issueToken, type RawIdentity, until } from "./RawCloud.ts"

/** What the simulated services beside Trove and Keystone are told to do. */
export interface Troubles {
  readonly swift_status?: number | null
}

export class StagedCloud {
  readonly #control = ofStaged("BREAKWATER_STAGED_CONTROL")
  readonly #admin: RawIdentity = {
    ...identityFromEnvironment(),
    username: "admin",
    password: "adminpw",
    project: "admin",
  }

  /** The address of Nova, which is no Trove. */
  get compute(): string {
    return new URL("/compute/v2.1", this.#control).href
  }

  async tell(troubles: Troubles): Promise<void> {
    assert.equal((await fetch(this.#control, { method: "POST", body: JSON.stringify(troubles) })).status, 200)
  }

  /** Whatever is done while the public address of the object store in Keystone's catalog is another one, or none. */
  async withObjectStore<A>(changes: { readonly url?: string; readonly enabled?: boolean }, act: () => Promise<A>) {
    const [service] = (await this.#keystone("GET", "/services?type=object-store")).services ?? []
    assert.ok(service)
    const [endpoint] =
      (await this.#keystone("GET", `/endpoints?interface=public&service_id=${service.id}`)).endpoints ?? []
    assert.ok(endpoint)
    const put = (given: object) => this.#keystone("PATCH", `/endpoints/${endpoint.id}`, { endpoint: given })
    await put(changes)
    try {
      return await act()
    } finally {
      await put({ url: endpoint.url, enabled: true })
    }
  }

  /** Whatever is done while Trove or Keystone is stopped. */
  async without<A>(part: "trove" | "keystone", act: () => Promise<A>): Promise<A> {
    await this.#stop(part)
    try {
      return await act()
    } finally {
      await this.#start({})
    }
  }

  /** Whatever is done while a project is allowed so many requests of a verb a minute. */
  async withRate<A>(perMinute: number, act: () => Promise<A>): Promise<A> {
    await this.#stop("trove")
    try {
      await this.#start({ RT_RATE: `${perMinute}` })
      return await act()
    } finally {
      await this.without("trove", async () => {})
    }
  }

  async #stop(part: "trove" | "keystone"): Promise<void> {
    const file = join(ofStaged("RT_VAR"), `${part}.pid`)
    const port = Number(ofStaged({ trove: "RT_TROVE_PORT", keystone: "RT_KEYSTONE_PORT" }[part]))
    const pid = Number(await readFile(file, "utf8"))
    // Zero, as of an empty file, and anything below would be this process and whatever it began.
    assert.ok(Number.isInteger(pid) && pid > 1, `${file} holds no process id`)
    process.kill(pid)
    await until(`nobody listens where ${part} was`, async () => ((await isOpen(port)) ? undefined : true))
    await rm(file)
  }

  /** Starts what is not running. */
  async #start(settings: { readonly RT_RATE?: string }): Promise<void> {
    const up = join(ofStaged("BREAKWATER_REAL_TROVE"), "up.sh")
    await promisify(execFile)(up, { env: { ...process.env, ...settings } })
  }

  async #keystone(method: string, path: string, body?: object): Promise<KeystoneAnswer> {
    const token = (await issueToken(this.#admin)).headers.get("x-subject-token") ?? ""
    const response = await fetch(`${this.#admin.authUrl}${path}`, {
      method,
      headers: { "x-auth-token": token, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    })
    assert.equal(response.status, 200, `${method} ${path}`)
    return (await response.json()) as KeystoneAnswer
  }
}

/** Whether somebody listens; an answer would not tell, it may come over a connection that is still open. */
const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy()
      resolve(true)
    })
    socket.on("error", () => resolve(false))
  })

interface KeystoneAnswer {
  readonly services?: readonly { readonly id: string }[]
  readonly endpoints?: readonly { readonly id: string; readonly url: string }[]
}

const ofStaged = (name: string): string => {
  const value = process.env[name]
  if (!value) throw new Error(`There is no ${name}: this needs the cloud that \`pnpm test:cloud\` boots.`)
  return value
}
