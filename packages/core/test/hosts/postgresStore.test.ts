import { operationStoreConformance } from "../support/operationStoreConformance.ts"
import { bootServer, openStore } from "./openClusterStore.ts"

const server = bootServer()

operationStoreConformance("the cluster engine", async () => {
  const { url } = await server.newDatabase()
  return [await openStore({ url, runs: false }), await openStore({ url, runs: false })]
})
