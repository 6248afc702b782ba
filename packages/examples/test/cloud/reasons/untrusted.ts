/** The same service once more, behind TLS with a certificate of its own that nobody vouches for. */
import { execFileSync } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { type AddressInfo, connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createServer } from "node:tls"

export const untrusted = async <A>(address: string, act: (address: string) => Promise<A>): Promise<A> => {
  const folder = await mkdtemp(join(tmpdir(), "breakwater-tls-"))
  const files = ["-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=localhost"]
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
  execFileSync("openssl", ["req", "-x509", ...curve, ...files], { cwd: folder, stdio: "pipe" })
  const read = (name: string) => readFile(join(folder, name))
  const { hostname, port, pathname } = new URL(address)
  const front = createServer({ key: await read("key.pem"), cert: await read("certificate.pem") }, (socket) => {
    socket.pipe(connect(Number(port), hostname)).pipe(socket)
  })
  // Whoever does not trust the certificate ends the connection.
  front.on("tlsClientError", () => {})
  await new Promise<void>((listening) => front.listen(0, "127.0.0.1", listening))
  try {
    return await act(`https://localhost:${(front.address() as AddressInfo).port}${pathname}`)
  } finally {
    front.close()
    await rm(folder, { recursive: true })
  }
}
