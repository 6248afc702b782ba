/**
 * A `fetch` through an agent of Node: a certificate authority of one's own, a client certificate, a proxy, for one
 * connection and nobody else. See docs/networks.md.
 */
import type { IncomingMessage } from "node:http"
import { type Agent, request as send } from "node:https"
import { buffer } from "node:stream/consumers"

export const fetchThrough =
  (agent: Agent) =>
  async (request: Request): Promise<Response> => {
    const { headers, method, signal, url } = request
    const body = Buffer.from(await request.arrayBuffer())
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      send(url, { agent, method, signal, headers: Object.fromEntries(headers) }, resolve)
        .on("error", reject)
        .end(body)
    })
    const { headersDistinct, statusCode: status = 502 } = answer
    const told = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    )
    const text = await buffer(answer)
    return new Response(text.length === 0 ? null : new Uint8Array(text), { status, headers: told })
  }
