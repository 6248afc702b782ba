/** What `readCloudConfig` makes of a case of the table, in the table's words. */
import { type CloudTls, cloudConnection } from "../../src/CloudConfig.ts"
import type { CloudConfigCase } from "./cloudConfigTable.ts"
import type { placeFiles } from "./placeFiles.ts"

type Placed = Pick<ReturnType<typeof placeFiles>, "folder" | "environment">

export const meaningOf = ({ cloud, region }: CloudConfigCase, { folder, environment }: Placed): object => {
  let tls: CloudTls | undefined
  const { fetch, requestTimeout, services, ...connection } = cloudConnection({
    folder,
    environment,
    ...(cloud === undefined ? {} : { cloud }),
    ...(region === undefined ? {} : { region }),
    fetchFor: (wanted) => {
      tls = wanted
      return globalThis.fetch
    },
  })
  const { cacert: _, ...unverified } = tls ?? {}
  return {
    ...connection,
    ...(services === undefined ? {} : { objectStore: services["object-store"] }),
    ...(requestTimeout === undefined ? {} : { seconds: Number(requestTimeout) / 1000 }),
    ...(tls === undefined ? {} : { tls: tls.verify ? tls : unverified }),
  }
}
