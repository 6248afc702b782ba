/** A host without engine over a mock cloud: it begins, sleeps by the cloud's clock, and turns until the end. */
import { type Json, type Resource, ResourceTypes, type Scope, type Verb } from "@breakwater/core"
import { type Begin, begin, type Call, type Turn, turn } from "@breakwater/core/steps"
import type { MockTrove } from "@breakwater/mock-trove"
import { type TroveOptions, trove } from "../../src/promise.ts"
import type { TroveSavedInfo } from "../../src/TroveSavedInfo.ts"

export type Waiting = Extract<Turn, { readonly status: "waiting" }>
export type Ended = Exclude<Turn, Waiting>

export const pluginsFor = (cloud: MockTrove, options: Partial<TroveOptions> = {}) =>
  trove({ connect: () => cloud.connection, clock: cloud.clock, ownerTag: "test", waiting: { jitter: 0 }, ...options })

export const resourceOf = (cloud: MockTrove, instance: { readonly id: string; readonly name: string }): Resource => ({
  scope: cloud.scope,
  type: ResourceTypes.databaseInstance,
  id: instance.id,
  name: instance.name,
})

/** What a test says; the rest is made up. */
export interface Asked {
  readonly instance: { readonly id: string; readonly name: string }
  readonly parameters?: { readonly [key: string]: Json }
  readonly saved?: TroveSavedInfo
  readonly into?: Scope
  readonly id?: string
  readonly again?: boolean
  readonly hours?: number
}

const needed = { backup_name: "nightly", description: "before the upgrade" }

export class Host {
  readonly cloud: MockTrove
  readonly plugins: ReturnType<typeof trove>
  /** What was said at each wait of the operation that ran last. */
  waits: Waiting[] = []

  constructor(cloud: MockTrove, options: Partial<TroveOptions> = {}) {
    this.cloud = cloud
    this.plugins = pluginsFor(cloud, options)
  }

  request(verb: Verb, { instance, parameters, saved, into, id, again, hours = 24 }: Asked): Begin {
    return {
      plugin: this.plugins.protection,
      verb,
      operationId: id ?? `${verb}-1`,
      installation: "installation",
      resource: resourceOf(this.cloud, instance),
      parameters: verb === "protect" ? { ...needed, ...parameters } : { ...parameters },
      ...(saved === undefined ? {} : { saved: JSON.parse(JSON.stringify(saved)) }),
      ...(into === undefined ? {} : { into }),
      ...(again === undefined ? {} : { again }),
      deadline: new Date(this.cloud.clock.now() + hours * 3_600_000).toISOString(),
    }
  }

  begin(verb: Verb, asked: Asked, call: Call = {}): Promise<Turn> {
    return begin(this.request(verb, asked), { clock: this.cloud.clock, ...call })
  }

  turn(from: Turn, call: Call = {}): Promise<Turn> {
    if (from.status !== "waiting") throw new Error(`It ${said(from)}, and can not be turned.`)
    return turn(this.plugins.protection, from.handle, { clock: this.cloud.clock, ...call })
  }

  async finish(from: Turn): Promise<Ended> {
    this.waits = []
    let current = from
    while (current.status === "waiting") {
      this.waits.push(current)
      await this.cloud.clock.sleep(current.afterMs)
      current = await this.turn(current)
    }
    return current
  }

  async run(verb: Verb, asked: Asked): Promise<Ended> {
    return this.finish(await this.begin(verb, asked))
  }

  /** What a verb that must succeed came to. */
  async succeed(verb: Verb, asked: Asked): Promise<Extract<Turn, { readonly status: "succeeded" }>> {
    const end = await this.run(verb, asked)
    if (end.status !== "succeeded") throw new Error(`It should succeed, but it ${said(end)}.`)
    return end
  }

  /** The error of a verb that must fail. */
  async failure(verb: Verb, asked: Asked) {
    const end = await this.run(verb, asked)
    if (end.status !== "failed") throw new Error(`It should fail, but it ${said(end)}.`)
    return end.error
  }

  /** A protect that must succeed: what it saved. */
  async protect(instance: Asked["instance"], asked: Omit<Asked, "instance"> = {}): Promise<TroveSavedInfo> {
    const { saved } = await this.succeed("protect", { instance, ...asked })
    return JSON.parse(JSON.stringify(saved))
  }
}

const said = (turn: Turn): string =>
  turn.status === "failed" ? `failed with ${turn.error.code}: ${turn.error.message}` : `is ${turn.status}`
