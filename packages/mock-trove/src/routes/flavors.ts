/** `/flavors`, and what a datastore version allows. */
import type { components } from "../generated/wire.ts"
import { flavorsFor, volumeTypesFor } from "../state/allowed.ts"
import type { SeedFlavor } from "../state/CloudSeed.ts"
import { findFlavor } from "../state/flavors.ts"
import { releaseOf } from "../state/releases.ts"
import { notFound } from "../state/TroveFault.ts"
import { linksTo } from "./links.ts"
import { answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

/** `id` is a number or null, whatever else the flavor is called; `str_id` is the truth. */
const flavorView = (request: TroveRequest, flavor: SeedFlavor): components["schemas"]["Flavor"] => ({
  id: /^[1-9]\d*$/.test(flavor.id) ? Number(flavor.id) : null,
  links: linksTo(request, "flavors", flavor.id),
  name: flavor.name,
  ram: flavor.ram,
  vcpus: flavor.vcpus,
  disk: flavor.disk,
  ephemeral: flavor.ephemeral ?? 0,
  str_id: flavor.id,
  ...(releaseOf(request.cloud).tellsMore && { local_storage: flavor.ephemeral ?? 0 }),
})

const answerFlavors = (request: TroveRequest, flavors: readonly SeedFlavor[]) =>
  answerWith({ flavors: flavors.map((flavor) => flavorView(request, flavor)) })

export const flavorRoutes: readonly TroveRoute[] = [
  {
    operation: "listFlavors",
    method: "GET",
    path: "/flavors",
    answer: (request) => answerFlavors(request, request.cloud.seed.flavors),
  },
  {
    operation: "showFlavor",
    method: "GET",
    path: "/flavors/{flavor_id}",
    answer: (request) => {
      const id = param(request, "flavor_id")
      const flavor = findFlavor(request.cloud, id)
      if (flavor === undefined) throw notFound(id)
      return answerWith({ flavor: flavorView(request, flavor) })
    },
  },
  {
    operation: "listDatastoreVersionFlavors",
    method: "GET",
    path: "/datastores/{datastore}/versions/{version_id}/flavors",
    answer: (request) => answerFlavors(request, flavorsFor(request.cloud, param(request, "version_id"))),
  },
  {
    operation: "listDatastoreVersionVolumeTypes",
    method: "GET",
    path: "/datastores/{datastore}/versions/{version_id}/volume-types",
    answer: (request) => {
      const types = volumeTypesFor(request.cloud, param(request, "version_id"))
      return answerWith({ volume_types: types.map((type) => ({ ...type, is_public: true, description: null })) })
    },
  },
]
