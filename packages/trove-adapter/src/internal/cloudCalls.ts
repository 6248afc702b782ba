/** Trove's calls about what a cloud offers and allows: flavors, datastores, configuration groups, limits, quotas. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as wire from "../generated/trove.ts"
import type { KeystoneService } from "../Keystone.ts"
import type { TroveService } from "../Trove.ts"
import type { TroveClient } from "./client.ts"
import { gather, ifThere } from "./gather.ts"
import { byKey } from "./pager.ts"
import { present } from "./present.ts"
import type { SendRequest } from "./request.ts"
import { routes } from "./routes.ts"

type CloudCalls = Pick<
  TroveService,
  | "listFlavors"
  | "findFlavors"
  | "showFlavor"
  | "listDatastores"
  | "showDatastore"
  | "showDatastoreVersion"
  | "listAllowedFlavors"
  | "listVolumeTypes"
  | "listConfigurations"
  | "showConfiguration"
  | "createConfiguration"
  | "limits"
  | "quotas"
>

type FlavorCalls = Pick<TroveService, "listFlavors" | "findFlavors" | "showFlavor">

const flavorCalls = (send: SendRequest, client: TroveClient): FlavorCalls => {
  const listFlavors = send("listFlavors", (init) => client.GET(routes.listFlavors.path, init)).pipe(
    Effect.map(({ flavors }) => flavors),
  )
  const showFlavor: FlavorCalls["showFlavor"] = (id) => {
    const params = { path: { flavor_id: id } }
    return send("showFlavor", (init) => client.GET(routes.showFlavor.path, { params, ...init })).pipe(
      Effect.map(({ flavor }) => flavor),
    )
  }
  const find = gather({
    one: (id) => ifThere(showFlavor(id)),
    all: listFlavors,
    isOf: ({ str_id }, id) => str_id === id,
    pageSize: Number.POSITIVE_INFINITY,
    isWhole: false,
  })
  const known = new Map<string, { readonly at: number; readonly flavors: readonly wire.Flavor[] }>()
  return {
    listFlavors,
    showFlavor,
    findFlavors: Effect.fnUntraced(function* (id) {
      const now = yield* Clock.currentTimeMillis
      const seen = id === undefined ? undefined : known.get(id)
      if (seen !== undefined && now - seen.at < tenMinutes) return seen.flavors
      const flavors = yield* find(id)
      if (id !== undefined && flavors.length > 0) known.set(id, { at: now, flavors })
      return flavors
    }),
  }
}

/** Nova never changes a flavor; it may go. **Units**: milliseconds. */
const tenMinutes = 600_000

export const cloudCalls = (send: SendRequest, client: TroveClient, keystone: KeystoneService): CloudCalls => ({
  ...flavorCalls(send, client),

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

  listAllowedFlavors: (datastore, versionId) => {
    const params = { path: { datastore, version_id: versionId } }
    return send("listDatastoreVersionFlavors", (init) =>
      client.GET(routes.listDatastoreVersionFlavors.path, { params, ...init }),
    ).pipe(Effect.map(({ flavors }) => flavors))
  },

  listVolumeTypes: (datastore, versionId) => {
    const params = { path: { datastore, version_id: versionId } }
    return send("listDatastoreVersionVolumeTypes", (init) =>
      client.GET(routes.listDatastoreVersionVolumeTypes.path, { params, ...init }),
    ).pipe(Effect.map(({ volume_types }) => volume_types))
  },

  listConfigurations: ({ pageSize = 20 } = {}) =>
    byKey<wire.Configuration>(
      (marker) => {
        const params = { query: present({ marker, limit: pageSize }) }
        return send("listConfigurations", (init) =>
          client.GET(routes.listConfigurations.path, { params, ...init }),
        ).pipe(Effect.map(({ configurations: rows, links }) => ({ rows, links })))
      },
      ({ id }) => id,
    ),

  showConfiguration: (id) => {
    const params = { path: { configuration_id: id } }
    return send("showConfiguration", (init) => client.GET(routes.showConfiguration.path, { params, ...init })).pipe(
      Effect.map(({ configuration }) => configuration),
    )
  },

  createConfiguration: (configuration) =>
    send("createConfiguration", (init) =>
      client.POST(routes.createConfiguration.path, { body: { configuration }, ...init }),
    ).pipe(Effect.map((answer) => answer.configuration)),

  limits: send("listLimits", (init) => client.GET(routes.listLimits.path, init)).pipe(
    Effect.map(({ limits }) => limits),
  ),

  quotas: (project) =>
    Effect.flatMap(keystone.session, (session) => {
      const params = { path: { target_project_id: project ?? session.project?.id ?? "" } }
      return send("showQuotas", (init) => client.GET(routes.showQuotas.path, { params, ...init }))
    }).pipe(Effect.map(({ quotas }) => quotas)),
})
