/** The same service once more, from which so many bytes of each answer come through, and then the connection breaks. */
import { type AddressInfo, connect, createServer } from "node:net"

export const cutAnswers = async <A>(
  address: string,
  bytes: number,
  act: (address: string) => Promise<A>,
): Promise<A> => {
  const { hostname, port, origin } = new URL(address)
  const front = createServer((client) => {
    const service = connect(Number(port), hostname)
    client.on("error", () => service.destroy()).pipe(service)
    service.on("error", () => client.destroy())
    service.once("data", (answer) => {
      client.write(answer.subarray(0, bytes), () => client.destroy())
      service.destroy()
    })
  })
  await new Promise<void>((listening) => front.listen(0, "127.0.0.1", listening))
  try {
    return await act(address.replace(origin, `http://127.0.0.1:${(front.address() as AddressInfo).port}`))
  } finally {
    front.close()
  }
}
