/**
 * The cloud asked directly, with nothing but fetch: what the tests against a real cloud arrange and assert with, so that
 * the adapter never vouches for itself.
 */
import assert from "node:assert/strict"

export interface RawBackup {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly status: string
  readonly parent_id: string | null
  readonly instance_id: string | null
  readonly size: number | null
}

export interface RawInstance {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly operating_status?: string
  readonly volume?: { readonly size: number }
  readonly fault?: { readonly message: string }
}

export interface RawAnswer {
  readonly status: number
  readonly body: unknown
}

/** Who asks, as the `OS_*` variables say it. */
export interface RawIdentity {
  readonly authUrl: string
  readonly username: string
  readonly password: string
  readonly project: string
  readonly userDomain: string
  readonly projectDomain: string
  readonly region: string | undefined
}

export const identityFromEnvironment = (environment: NodeJS.ProcessEnv = process.env): RawIdentity => ({
  authUrl: required(environment, "OS_AUTH_URL"),
  username: required(environment, "OS_USERNAME"),
  password: required(environment, "OS_PASSWORD"),
  project: required(environment, "OS_PROJECT_NAME"),
  userDomain: environment["OS_USER_DOMAIN_NAME"] ?? "Default",
  projectDomain: environment["OS_PROJECT_DOMAIN_NAME"] ?? "Default",
  region: environment["OS_REGION_NAME"],
})

/** Keystone's own answer to the login of a user into a project. */
export const issueToken = (identity: RawIdentity): Promise<Response> =>
  fetch(`${identity.authUrl}/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ["password"],
          password: {
            user: { name: identity.username, domain: { name: identity.userDomain }, password: identity.password },
          },
        },
        scope: { project: { name: identity.project, domain: { name: identity.projectDomain } } },
      },
    }),
  })

export class RawCloud {
  readonly endpoint: string
  readonly projectId: string
  readonly #token: string

  private constructor(endpoint: string, projectId: string, token: string) {
    this.endpoint = endpoint
    this.projectId = projectId
    this.#token = token
  }

  static async login(identity: RawIdentity): Promise<RawCloud> {
    const response = await issueToken(identity)
    assert.equal(response.status, 201, `Keystone answered ${response.status} to the login of ${identity.username}`)
    const { token } = (await response.json()) as {
      token: {
        project: { id: string }
        catalog: { type: string; endpoints: { interface: string; region: string; url: string }[] }[]
      }
    }
    const endpoint = token.catalog
      .find((service) => service.type === "database")
      ?.endpoints.find((each) => each.interface === "public" && (!identity.region || each.region === identity.region))
    assert.ok(endpoint, "the catalog has no public database endpoint")
    return new RawCloud(endpoint.url, token.project.id, response.headers.get("x-subject-token") ?? "")
  }

  async ask(method: string, path: string, body?: unknown): Promise<RawAnswer> {
    const response = await fetch(`${this.endpoint}${path}`, {
      method,
      headers: { "x-auth-token": this.#token, accept: "application/json", "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) }
  }

  async backups(instance?: string): Promise<readonly RawBackup[]> {
    const filter = instance === undefined ? "" : `&instance_id=${instance}`
    const answer = await this.ask("GET", `/backups?limit=1000${filter}`)
    assert.equal(answer.status, 200)
    return (answer.body as { backups: RawBackup[] }).backups
  }

  async instances(): Promise<readonly RawInstance[]> {
    const all: RawInstance[] = []
    for (let marker = ""; ; ) {
      const answer = await this.ask("GET", `/instances${marker && `?marker=${marker}`}`)
      assert.equal(answer.status, 200)
      const page = answer.body as { instances: RawInstance[]; links?: { href: string }[] }
      all.push(...page.instances)
      const next = page.links?.[0] === undefined ? null : new URL(page.links[0].href).searchParams.get("marker")
      if (next === null) return all
      marker = next
    }
  }

  async instance(id: string): Promise<RawInstance | undefined> {
    const answer = await this.ask("GET", `/instances/${id}`)
    if (answer.status === 404) return undefined
    assert.equal(answer.status, 200)
    return (answer.body as { instance: RawInstance }).instance
  }

  /** Makes an instance and waits until it is ACTIVE and HEALTHY. */
  async makeInstance(name: string, settings: RawInstanceSettings): Promise<RawInstance> {
    const answer = await this.ask("POST", "/instances", {
      instance: {
        name,
        flavorRef: settings.flavor,
        volume: { size: settings.volumeSize },
        datastore: { type: settings.datastore, version: settings.datastoreVersion },
        nics: [{ "net-id": settings.network }],
        databases: [{ name: "orders" }],
        users: [{ name: "shop", password: "never-used-again", databases: [{ name: "orders" }] }],
      },
    })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    const { id } = (answer.body as { instance: RawInstance }).instance
    return await until(`${name} is healthy`, async () => {
      const instance = await this.instance(id)
      assert.ok(instance, `${name} is gone`)
      assert.notEqual(instance.status, "ERROR", `${name} failed: ${instance.fault?.message}`)
      return instance.status === "ACTIVE" && instance.operating_status === "HEALTHY" ? instance : undefined
    })
  }

  /** Removes every backup and instance whose name begins with the prefix, and waits until they are gone. */
  async clean(prefix: string): Promise<void> {
    const mine = (each: { name: string }) => each.name.startsWith(prefix)
    await until(`the backups of ${prefix} are gone`, async () => {
      const left = (await this.backups()).filter(mine)
      for (const backup of left) {
        const answer = await this.ask("DELETE", `/backups/${backup.id}`)
        if (answer.status !== 422 || backup.instance_id === null) continue
        await this.ask("POST", `/instances/${backup.instance_id}/action`, { reset_status: { force_delete: true } })
      }
      return left.length === 0 ? true : undefined
    })
    await until(`the instances of ${prefix} are gone`, async () => {
      const left = (await this.instances()).filter(mine)
      for (const instance of left) await this.ask("DELETE", `/instances/${instance.id}`)
      return left.length === 0 ? true : undefined
    })
  }
}

export interface RawInstanceSettings {
  readonly flavor: string
  readonly volumeSize: number
  readonly datastore: string
  readonly datastoreVersion: string
  readonly network: string
}

/** What test instances are made of; the defaults are those of the staged cloud. */
export const instanceSettings = (environment: NodeJS.ProcessEnv = process.env): RawInstanceSettings => ({
  flavor: environment["BREAKWATER_CLOUD_FLAVOR"] ?? "1",
  volumeSize: Number(environment["BREAKWATER_CLOUD_VOLUME_SIZE"] ?? "1"),
  datastore: environment["BREAKWATER_CLOUD_DATASTORE"] ?? "mysql",
  datastoreVersion: environment["BREAKWATER_CLOUD_DATASTORE_VERSION"] ?? "5.7.29",
  network: environment["BREAKWATER_CLOUD_NETWORK"] ?? "22222222-2222-4222-8222-222222222222",
})

/** Looks once a second, at most ten minutes. */
export const until = async <A>(what: string, look: () => Promise<A | undefined>): Promise<A> => {
  for (let second = 0; second < 600; second += 1) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resume) => setTimeout(resume, 1000))
  }
  throw new Error(`After ten minutes still waiting until ${what}.`)
}

const required = (environment: NodeJS.ProcessEnv, name: string): string => {
  const value = environment[name]
  if (value === undefined || value === "")
    throw new Error(`Set ${name}; these tests ask the cloud the OS_* variables name.`)
  return value
}
