/** A host without engine over a real cloud: it begins, waits in real time, turns, and keeps what protect saved itself. */
import { randomUUID } from "node:crypto"
import type { Json, Resource, Scope, Verb } from "@breakwater/core"
import { begin, type Turn, turn } from "@breakwater/core/steps"
import type { TroveSavedInfo } from "@breakwater/trove-adapter"
import { type TroveOptions, trove } from "@breakwater/trove-adapter/promise"
import { openCloud } from "../../src/openCloud.ts"

export type Ended = Exclude<Turn, { readonly status: "waiting" }>

interface Asked {
  readonly parameters?: { readonly [name: string]: Json }
  readonly saved?: TroveSavedInfo
  readonly into?: Scope
  readonly id?: string
  readonly again?: boolean
}

export class TroveHost {
  readonly #plugin: ReturnType<typeof trove>["protection"]
  readonly #resource: Resource

  constructor(
    prefix: string,
    instance: { readonly id: string; readonly name: string },
    options: Partial<TroveOptions> = {},
    scope = openCloud().scope,
  ) {
    const { connect } = openCloud()
    const waiting = { firstLook: "500 millis", maxLook: "2 seconds", settle: "10 seconds" } as const
    this.#plugin = trove({ connect, ownerTag: prefix, waiting, ...options }).protection
    this.#resource = { scope, type: "OS::Trove::Instance", id: instance.id, name: instance.name }
  }

  begin(verb: Verb, { parameters = {}, saved, into, id = randomUUID(), again = false }: Asked): Promise<Turn> {
    return begin({
      plugin: this.#plugin,
      verb,
      operationId: id,
      installation: "cloud-tests",
      resource: this.#resource,
      parameters,
      again,
      deadline: new Date(Date.now() + 15 * 60_000).toISOString(),
      ...(into === undefined ? {} : { into }),
      ...(saved === undefined ? {} : { saved: JSON.parse(JSON.stringify(saved)) }),
    })
  }

  turn(from: Turn): Promise<Turn> {
    if (from.status !== "waiting") throw new Error(`It is ${from.status}.`)
    return turn(this.#plugin, from.handle)
  }

  /** The turn after one that waits, when it is time for it. */
  async next(from: Turn & { readonly status: "waiting" }): Promise<Turn> {
    await new Promise((resume) => setTimeout(resume, from.afterMs))
    return this.turn(from)
  }

  async finish(from: Turn): Promise<Ended> {
    let current = from
    while (current.status === "waiting") current = await this.next(current)
    return current
  }

  async run(verb: Verb, asked: Asked = {}): Promise<Ended> {
    return this.finish(await this.begin(verb, asked))
  }

  /** What protect saved; it must succeed. */
  async protect(name: string): Promise<TroveSavedInfo> {
    const end = await this.run("protect", { parameters: { backup_name: name, description: "A test." } })
    if (end.status !== "succeeded") throw new Error(`The protect is ${JSON.stringify(end)}`)
    return JSON.parse(JSON.stringify(end.saved))
  }
}
