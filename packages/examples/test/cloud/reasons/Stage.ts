/** A real cloud with an instance on it, and what is asked of it there. */
import { randomBytes } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { Connection } from "@breakwater/trove-adapter"
import {
  type Backup,
  type Instance,
  type TroveClient,
  TroveError,
  troveClient,
} from "@breakwater/trove-adapter/promise"
import { openCloud } from "../../../src/openCloud.ts"
import { identityFromEnvironment, instanceSettings, RawCloud, type RawInstance, until } from "../RawCloud.ts"
import { StagedCloud } from "../StagedCloud.ts"

type NewInstance = Parameters<TroveClient["createInstance"]>[0]

export class Stage {
  readonly cloud: StagedCloud
  readonly identity = identityFromEnvironment()
  readonly settings = instanceSettings()
  readonly prefix = `bwtest-${randomBytes(4).toString("hex")}`
  /** The same asked without the adapter, as the user and as an administrator. */
  readonly raw: RawCloud
  readonly admin: RawCloud
  readonly trove: TroveClient
  readonly #clients: TroveClient[] = []
  readonly #instances = new Map<string, Promise<RawInstance>>()

  private constructor(cloud: StagedCloud, raw: RawCloud, admin: RawCloud) {
    this.cloud = cloud
    this.raw = raw
    this.admin = admin
    this.trove = this.client()
  }

  static async open(): Promise<Stage> {
    const identity = identityFromEnvironment()
    const admin = { ...identity, username: "admin", password: "adminpw", project: "admin" }
    const stage = new Stage(new StagedCloud(), await RawCloud.login(identity), await RawCloud.login(admin))
    await stage.instance()
    return stage
  }

  async close(): Promise<void> {
    for (const client of this.#clients) await client.close()
    await this.raw.clean(this.prefix)
  }

  /** A client with a token of its own, whose connection may be changed. */
  client(changes: Partial<Connection> = {}): TroveClient {
    const { connect, scope } = openCloud()
    const client = troveClient({ ...connect(scope), ...changes })
    this.#clients.push(client)
    return client
  }

  /** How the user logs in, with another password where one is given. */
  auth(password = this.identity.password) {
    const { username, userDomain } = this.identity
    return { type: "password", username, password, userDomain } as const
  }

  /** The error of a call that must fail. */
  async met(call: Promise<unknown>): Promise<TroveError> {
    const error = await call.then(
      () => undefined,
      (cause: unknown) => cause,
    )
    if (error instanceof TroveError) return error
    throw new Error(`It should fail with a TroveError, but there was ${error}.`)
  }

  /** A healthy instance, made when it is first asked for; its name tells the simulated guest how it behaves. */
  instance(name = "source"): Promise<RawInstance> {
    const known = this.#instances.get(name) ?? this.raw.makeInstance(`${this.prefix}-${name}`, this.settings)
    this.#instances.set(name, known)
    return known
  }

  /** An instance whose guest agent died once it had told that all is well, until Trove is started again. */
  async silent(name: string): Promise<RawInstance> {
    const instance = await this.instance(`GUEST_DEAD-${name}`)
    await pause(2000)
    return instance
  }

  /** A new instance of the usual kind, changed as told. */
  create(name: string, changes: Partial<NewInstance> = {}, client = this.trove): Promise<Instance> {
    const { flavor, volumeSize, datastore, datastoreVersion, network } = this.settings
    return client.createInstance({
      name: `${this.prefix}-${name}`,
      flavorRef: flavor,
      volume: { size: volumeSize },
      datastore: { type: datastore, version: datastoreVersion },
      nics: [{ network_id: network }],
      ...changes,
    })
  }

  restore(backupRef: string, client = this.trove): Promise<Instance> {
    return this.create("restored", { restorePoint: { backupRef } }, client)
  }

  async healthy({ id, name }: Instance): Promise<Instance> {
    return until(`${name} is healthy`, async () => {
      const { status, operating_status } = await this.trove.showInstance(id)
      return status === "ACTIVE" && operating_status === "HEALTHY" ? this.trove.showInstance(id) : undefined
    })
  }

  /** A backup that is begun; its name tells the simulated guest how it goes. */
  async backup(name: string, client = this.trove): Promise<Backup> {
    return client.createBackup({ name: `${this.prefix}-${name}`, instance: (await this.instance()).id })
  }

  async completed(name: string): Promise<Backup> {
    return this.#ended(await this.backup(name))
  }

  /** What is met while a backup of the instance runs. */
  async whileRunning(meet: (running: Backup) => Promise<TroveError>): Promise<TroveError> {
    const running = await this.backup("SLOW3-running")
    const error = await meet(running)
    await this.#ended(running)
    return error
  }

  #ended({ id, name }: Backup): Promise<Backup> {
    return until(`the backup ${name} is complete`, async () => {
      const one = await this.trove.showBackup(id)
      return one.status === "COMPLETED" ? one : undefined
    })
  }
}

/** All that a list gives. */
export const collect = async <A>(list: AsyncIterable<A>): Promise<readonly A[]> => {
  const all: A[] = []
  for await (const one of list) all.push(one)
  return all
}
