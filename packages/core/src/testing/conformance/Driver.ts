/**
 * A host without engine, as the suite plays it: it drives one world by begin and turn, remembers every handle it ever
 * saw, and looks at each turn for what must hold of all of them.
 */
import * as assert from "node:assert/strict"
import type { Handle, Turn } from "../../Handle.ts"
import type { Json } from "../../Json.ts"
import type { Verb } from "../../Operation.ts"
import { codes, ProtectionError } from "../../ProtectionError.ts"
import { type Begin, begin, type Call, decode, encode, turn } from "../../steps.ts"
import type { ConformanceWorld } from "../ConformanceSubject.ts"

export type Waiting = Extract<Turn, { readonly status: "waiting" }>
export type Succeeded = Extract<Turn, { readonly status: "succeeded" }>
export type Failed = Extract<Turn, { readonly status: "failed" }>
type Ended = Exclude<Turn, Waiting>

/** A step looks and acts once; one that takes longer than this waits inside. */
const longestTurnMs = 60_000
const mostTurns = 2_000
const largestHandle = 65_536
const hours = 3_600_000

export class Driver {
  readonly world: ConformanceWorld
  /** Every handle a host would have had, oldest first: those kept and those answered. */
  readonly handles: Handle[] = []
  /** The waits of the last operation that was followed to its end. */
  waits: Waiting[] = []

  constructor(world: ConformanceWorld) {
    this.world = world
  }

  now(): number {
    return this.world.clock.now()
  }

  /** A deadline so many milliseconds from now; by default far away. */
  deadline(ms = 48 * hours): string {
    return new Date(this.now() + ms).toISOString()
  }

  /** What begins a verb with valid parameters; each verb has one operation id in a world. */
  request(verb: Verb, saved?: Json): Begin {
    const { parameters, plugin, resource } = this.world
    return {
      plugin,
      verb,
      operationId: `conformance-${verb}`,
      installation: "conformance",
      resource,
      parameters: parameters[verb] ?? {},
      ...(saved === undefined ? {} : { saved }),
      deadline: this.deadline(),
    }
  }

  begin(request: Begin, call: Call = {}): Promise<Turn> {
    return this.#watched((watched) => begin(request, watched), call)
  }

  turn(handle: Handle, call: Call = {}): Promise<Turn> {
    return this.#watched((watched) => turn(this.world.plugin, handle, watched), call)
  }

  /** Waits and turns until it ends. */
  async finish(from: Turn): Promise<Ended> {
    this.waits = []
    let current = from
    while (current.status === "waiting") {
      this.waits.push(current)
      assert.ok(
        this.waits.length < mostTurns,
        `still waiting after ${mostTurns} turns: ${current.progress.description}`,
      )
      await this.world.clock.sleep(current.afterMs)
      current = await this.turn(current.handle)
    }
    return current
  }

  async run(verb: Verb, saved?: Json): Promise<Ended> {
    return this.finish(await this.begin(this.request(verb, saved)))
  }

  async succeed(verb: Verb, saved?: Json): Promise<Succeeded> {
    return succeeded(await this.run(verb, saved))
  }

  /** Drives up to its wait number `index`, counted from 0. */
  async upTo(index: number, request: Begin): Promise<Waiting> {
    let current = waiting(await this.begin(request))
    for (let count = 0; count < index; count += 1) {
      await this.world.clock.sleep(current.afterMs)
      current = waiting(await this.turn(current.handle))
    }
    return current
  }

  /** What a verb starts from: what protect saved, for all but protect. */
  async savedFor(verb: Verb): Promise<Json | undefined> {
    return verb === "protect" ? undefined : (await this.succeed("protect")).saved
  }

  /** Fails when a secret stands in it. */
  keepsSecrets(value: unknown): void {
    const text = JSON.stringify(value)
    for (const secret of this.world.secrets) {
      assert.ok(!text.includes(secret), `a secret of the world stands in ${text.replaceAll(secret, "<secret>")}`)
    }
  }

  async #watched(drive: (call: Call) => Promise<Turn>, call: Call): Promise<Turn> {
    const { clock } = this.world
    const began = clock.now()
    const answer = await drive({
      clock,
      ...call,
      keep: async (handle) => {
        this.#look(handle)
        await call.keep?.(handle)
        this.handles.push(handle)
      },
    })
    assert.ok(clock.now() - began < longestTurnMs, `a step slept: one turn took ${clock.now() - began} ms`)
    this.#inspect(answer)
    return answer
  }

  #inspect(answer: Turn): void {
    this.keepsSecrets(answer)
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer, "a turn does not survive JSON")
    if (answer.status === "waiting") {
      assert.ok(answer.afterMs >= 0 && answer.afterMs < 24 * hours, `afterMs is ${answer.afterMs}`)
      assert.notEqual(answer.progress.description, "", "a wait does not say what it waits for")
      this.#look(answer.handle)
      this.handles.push(answer.handle)
    }
    if (answer.status === "failed") {
      const { error } = answer
      assert.ok(error.code in codes, `${error.code} is no code`)
      assert.notEqual(error.message, "", "an error has no message")
      assert.notEqual(error.recovery, "", "an error does not say what to do")
      assert.notEqual(error.code, "defect", error.message)
      const again = ProtectionError.fromJSON(error)
      assert.ok(again instanceof ProtectionError)
      assert.deepEqual(again.toJSON(), error, "an error is not the same after JSON")
    }
  }

  #look(handle: Handle): void {
    this.keepsSecrets(handle)
    const text = encode(handle)
    assert.deepEqual(decode(text), handle, "a handle is not the same after encode and decode")
    assert.ok(text.length < largestHandle, `a handle has ${text.length} characters; hosts write it at every turn`)
  }
}

export const waiting = (turn: Turn): Waiting => {
  assert.equal(turn.status, "waiting", `it should wait, but it ${said(turn)}`)
  return turn as Waiting
}

export const succeeded = (turn: Turn): Succeeded => {
  assert.equal(turn.status, "succeeded", `it should succeed, but it ${said(turn)}`)
  return turn as Succeeded
}

export const failed = (turn: Turn): Failed => {
  assert.equal(turn.status, "failed", `it should fail, but it ${said(turn)}`)
  return turn as Failed
}

const said = (turn: Turn): string =>
  turn.status === "failed" ? `failed with ${turn.error.code}: ${turn.error.message}` : `is ${turn.status}`
