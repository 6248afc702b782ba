/** The provider that the client and every runner set up: a bank in a folder, and Trove. */
import { fileBank, type HostClock, type Provider } from "@breakwater/core/promise"
import { type Connection, trove } from "../../src/promise.ts"

export const providerOver = (connection: Connection, folder: string, clock: HostClock): Provider => {
  const { protectable, protection } = trove({ connect: () => connection, clock, ownerTag: "cluster" })
  return { id: "cloud", bank: fileBank(folder), protectables: [protectable], plugins: [protection] }
}
