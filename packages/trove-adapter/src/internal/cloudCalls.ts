/** Trove's calls about what a cloud offers and allows: flavors, datastores, limits, quotas. */
import * as Effect from "effect/Effect"
import type { KeystoneService } from "../Keystone.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveClient } from "./client.ts"
import type { SendRequest } from "./request.ts"
import { routes } from "./routes.ts"

type CloudCalls = Pick<
  TroveService,
  "listFlavors" | "showFlavor" | "listDatastores" | "showDatastore" | "showDatastoreVersion" | "limits" | "quotas"
>

export const cloudCalls = (send: SendRequest, client: TroveClient, keystone: KeystoneService): CloudCalls => ({
  listFlavors: send("listFlavors", (init) => client.GET(routes.listFlavors.path, init)).pipe(
    Effect.map(({ flavors }) => flavors),
  ),

  showFlavor: (id) => {
    const params = { path: { flavor_id: id } }
    return send("showFlavor", (init) => client.GET(routes.showFlavor.path, { params, ...init })).pipe(
      Effect.map(({ flavor }) => flavor),
    )
  },

  listDatastores: send("listDatastores", (init) => client.GET(routes.listDatastores.path, init)).pipe(
    Effect.map(({ datastores }) => datastores),
  ),

  showDatastore: (id) => {
    const params = { path: { datastore: id } }
    return send("showDatastore", (init) => client.GET(routes.showDatastore.path, { params, ...init })).pipe(
      Effect.map(({ datastore }) => datastore),
    )
  },

  showDatastoreVersion: (datastore, versionId) => {
    const params = { path: { datastore, version: versionId } }
    return send("showDatastoreVersion", (init) =>
      client.GET(routes.showDatastoreVersion.path, { params, ...init }),
    ).pipe(Effect.map(({ version }) => version))
  },

  limits: send("listLimits", (init) => client.GET(routes.listLimits.path, init)).pipe(
    Effect.map(({ limits }) => limits),
  ),

  quotas: (project) =>
    Effect.flatMap(keystone.session, (session) => {
      const params = { path: { target_project_id: project ?? session.project?.id ?? "" } }
      return send("showQuotas", (init) => client.GET(routes.showQuotas.path, { params, ...init }))
    }).pipe(Effect.map(({ quotas }) => quotas)),
})
