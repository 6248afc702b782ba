/** `/clusters`: there are none, since none of the datastores has them. What is asked of one says so. */
import { chooseVersion } from "../state/datastores.ts"
import { TroveFault } from "../state/TroveFault.ts"
import type { Schema } from "./checkBody.ts"
import { keyPage } from "./pages.ts"
import { requireAdmin } from "./requireAdmin.ts"
import { answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

const one = "/clusters/{cluster_id}"

const text: Schema = { type: "string", minLength: 1, maxLength: 255, pattern: "^.*[0-9a-zA-Z]+.*$" }
const schema: Schema = {
  type: "object",
  required: ["cluster"],
  properties: {
    cluster: {
      type: "object",
      required: ["name", "datastore", "instances"],
      properties: {
        name: text,
        datastore: { type: "object", required: ["type", "version"], properties: { type: text, version: text } },
        instances: { type: "array" },
      },
    },
  },
}

const create = ({ body, cloud }: TroveRequest): never => {
  const { cluster } = body as { readonly cluster: { readonly datastore: { type: string; version: string } } }
  const { datastore, version } = chooseVersion(cloud, cluster.datastore)
  throw new TroveFault("notImplemented", `Clusters not supported for ${datastore.name}-${version.name}.`)
}

const absent = (request: TroveRequest): never => {
  throw new TroveFault("itemNotFound", `Cluster '${param(request, "cluster_id")}' cannot be found.`)
}

/** Looked for in another way, which finds as little. */
const absentRecord = (): never => {
  throw new TroveFault("itemNotFound", "DBCluster Not Found")
}

const forAdmin =
  (answer: TroveRoute["answer"]): TroveRoute["answer"] =>
  (request) => {
    requireAdmin(request)
    return answer(request)
  }

const none = () => answerWith({ clusters: [] })

export const clusterRoutes: readonly TroveRoute[] = [
  {
    operation: "listClusters",
    method: "GET",
    path: "/clusters",
    answer: (request) => {
      const { page, next } = keyPage<string>(request, [], (id) => id)
      return answerWith({ clusters: page, ...next })
    },
  },
  { operation: "createCluster", method: "POST", path: "/clusters", schema: () => schema, answer: create },
  { operation: "showCluster", method: "GET", path: one, answer: absent },
  { operation: "clusterAction", method: "POST", path: one, answer: absent },
  { operation: "deleteCluster", method: "DELETE", path: one, answer: absent },
  { operation: "showClusterInstance", method: "GET", path: `${one}/instances/{instance_id}`, answer: absent },
  { operation: "showClusterRoot", method: "GET", path: `${one}/root`, answer: absentRecord },
  { operation: "enableClusterRoot", method: "POST", path: `${one}/root`, answer: absentRecord },
  { operation: "listMgmtClusters", method: "GET", path: "/mgmt/clusters", answer: forAdmin(none) },
  { operation: "showMgmtCluster", method: "GET", path: `/mgmt${one}`, answer: forAdmin(absentRecord) },
  { operation: "mgmtClusterAction", method: "POST", path: `/mgmt${one}/action`, answer: forAdmin(absentRecord) },
]
