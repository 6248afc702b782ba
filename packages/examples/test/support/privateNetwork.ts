/**
 * A mock cloud behind TLS with a certificate authority of its own, which may ask its clients for a certificate too, and a
 * proxy that says who came through it.
 */
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer as createProxy } from "node:http"
import { type AddressInfo, connect, type Server, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createServer } from "node:tls"
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"

export const openPrivateNetwork = async ({ requestCert = false } = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "breakwater-network-"))
  const at = (name: string) => join(folder, name)
  const openssl = (...given: readonly string[]) => execFileSync("openssl", given, { cwd: folder, stdio: "pipe" })
  const key = (name: string) => ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", name]
  openssl("req", "-x509", ...key("ca.key"), "-out", "ca.pem", "-days", "2", "-subj", "/CN=Private CA")
  openssl("req", ...key("server.key"), "-out", "server.csr", "-subj", "/CN=localhost")
  writeFileSync(at("names"), "subjectAltName=DNS:localhost\n")
  const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"]
  openssl("x509", "-req", "-in", "server.csr", ...signed, "-out", "server.pem")
  openssl("req", ...key("client.key"), "-out", "client.csr", "-subj", "/CN=portal")
  openssl("x509", "-req", "-in", "client.csr", ...signed.slice(0, -2), "-out", "client.pem")
  const read = (name: string) => readFileSync(at(name), "utf8")

  const sockets = new Set<Socket>()
  const tie = (one: Socket, other: Socket) => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      sockets.add(from)
      from.on("error", () => to.destroy())
      from.pipe(to)
    }
  }
  let control = 0
  const asks = requestCert ? { requestCert, rejectUnauthorized: true, ca: read("ca.pem") } : {}
  const front = createServer({ key: read("server.key"), cert: read("server.pem"), ...asks }, (socket) =>
    tie(socket, connect(control, "127.0.0.1")),
  )
  // A client that does not trust the certificate ends its connection.
  front.on("tlsClientError", () => {})
  const address = `https://localhost:${await listen(front)}`
  const mock = createMockTrove({ clock: "real" })
  mock.state.instances.add({ name: "orders" })
  const served = await serve(mock, { port: 0, identityPort: 0, publicUrl: address })
  control = Number(new URL(served.control).port)

  const tunnels: string[] = []
  const proxy = createProxy()
  proxy.on("connect", ({ url = "" }, client: Socket) => {
    tunnels.push(url)
    const { hostname, port } = new URL(`http://${url}`)
    const server = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n")
      tie(client, server)
    })
  })
  const proxyUrl = `http://127.0.0.1:${await listen(proxy)}`

  return {
    mock,
    ca: read("ca.pem"),
    caFile: at("ca.pem"),
    client: { cert: read("client.pem"), key: read("client.key") },
    authUrl: `${address}/identity/v3`,
    host: address.slice("https://".length),
    proxyUrl,
    /** Where the proxy was asked to lead. */
    tunnels,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      front.close()
      proxy.close()
      proxy.closeAllConnections()
      await served.close()
      await mock[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true })
    },
  }
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))
  })
