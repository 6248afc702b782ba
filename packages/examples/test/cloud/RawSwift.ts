/** The object store of a cloud asked directly, with nothing but fetch, so that the adapter never vouches for itself. */
import assert from "node:assert/strict"
import { issueToken, type RawIdentity } from "./RawCloud.ts"

export class RawSwift {
  readonly #endpoint: string
  readonly #token: string

  private constructor(endpoint: string, token: string) {
    this.#endpoint = endpoint
    this.#token = token
  }

  static async login(identity: RawIdentity): Promise<RawSwift> {
    const response = await issueToken(identity)
    assert.equal(response.status, 201)
    const { token } = (await response.json()) as {
      token: { catalog: { type: string; endpoints: { interface: string; region: string; url: string }[] }[] }
    }
    const endpoint = token.catalog
      .find(({ type }) => type === "object-store")
      ?.endpoints.find((each) => each.interface === "public" && (!identity.region || each.region === identity.region))
    assert.ok(endpoint, "the catalog has no public object store")
    return new RawSwift(endpoint.url, response.headers.get("x-subject-token") ?? "")
  }

  ask(method: string, path: string, body?: string, headers: { readonly [name: string]: string } = {}) {
    return fetch(`${this.#endpoint}/${path}`, {
      method,
      headers: { "x-auth-token": this.#token, ...headers },
      ...(body === undefined ? {} : { body }),
    })
  }

  async put(path: string, body: string): Promise<void> {
    assert.equal((await this.ask("PUT", path, body)).status, 201, `PUT ${path}`)
  }

  async remove(path: string): Promise<void> {
    assert.equal((await this.ask("DELETE", path)).status, 204, `DELETE ${path}`)
  }

  async status(path: string): Promise<number> {
    return (await this.ask("HEAD", path)).status
  }

  /** Stores a text as a large object of so many segments, named as Trove's guest names them. */
  async putLarge(container: string, name: string, text: string, segments: number): Promise<readonly string[]> {
    const each = Math.ceil(text.length / segments)
    const names = Array.from({ length: segments }, (_, index) => `${name.split(".")[0]}_${`${index}`.padStart(8, "0")}`)
    const manifest: object[] = []
    for (const [index, segment] of names.entries()) {
      const part = text.slice(index * each, (index + 1) * each)
      const stored = await this.ask("PUT", `${container}/${segment}`, part)
      assert.equal(stored.status, 201)
      const etag = stored.headers.get("etag")?.replaceAll('"', "")
      manifest.push({ path: `/${container}/${segment}`, etag, size_bytes: part.length })
    }
    const whole = await this.ask("PUT", `${container}/${name}?multipart-manifest=put`, JSON.stringify(manifest))
    assert.equal(whole.status, 201)
    return names
  }
}
