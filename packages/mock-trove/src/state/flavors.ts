/** Nova's flavors, as the seed has them. */
import type { Cloud } from "./Cloud.ts"
import type { SeedFlavor } from "./CloudSeed.ts"

export const findFlavor = (cloud: Cloud, id: string): SeedFlavor | undefined =>
  cloud.seed.flavors.find((flavor) => flavor.id === id)
