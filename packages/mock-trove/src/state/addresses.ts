/** Addresses of instances: private ones on the first inner network of the seed, floating ones for public access. */
import type { Json } from "../Json.ts"
import type { Cloud } from "./Cloud.ts"
import type { Address } from "./TroveState.ts"

const nextNumber = (cloud: Cloud): number => {
  cloud.state.trove.addressCount += 1
  return cloud.state.trove.addressCount + 9
}

export const isPublic = (access: Json): boolean =>
  typeof access === "object" && access !== null && "is_public" in access && access["is_public"] === true

export const privateAddress = (cloud: Cloud): Address => {
  const number = nextNumber(cloud)
  const inner = cloud.seed.networks.find((network) => network.external !== true)
  return {
    address: `10.0.${Math.floor(number / 250)}.${number % 250}`,
    type: "private",
    ...(inner === undefined ? {} : { network: inner.id }),
  }
}

export const publicAddress = (cloud: Cloud): Address => ({
  address: `172.24.4.${nextNumber(cloud) % 250}`,
  type: "public",
})
