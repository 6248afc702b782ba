/** Addresses of instances: private ones on a network of the seed, floating ones for public access. */
import type { Json } from "../Json.ts"
import type { Cloud } from "./Cloud.ts"
import type { Address } from "./InstanceRecord.ts"

const nextNumber = (cloud: Cloud): number => {
  cloud.state.trove.addressCount += 1
  return cloud.state.trove.addressCount + 9
}

export const isPublic = (access: Json): boolean =>
  typeof access === "object" && access !== null && "is_public" in access && access["is_public"] === true

/** The addresses of a new instance on the network asked for, or on the first inner one; none when there is no such network. */
export const newAddresses = (cloud: Cloud, network: string | undefined, access: Json): Address[] => {
  const home = cloud.seed.networks.find(({ id, external }) =>
    network === undefined ? external !== true : id === network,
  )
  if (home === undefined) return []
  const number = nextNumber(cloud)
  const inner: Address = {
    address: `10.0.${Math.floor(number / 250)}.${number % 250}`,
    type: "private",
    network: home.id,
  }
  return isPublic(access) ? [inner, publicAddress(cloud)] : [inner]
}

export const publicAddress = (cloud: Cloud): Address => ({
  address: `172.24.4.${nextNumber(cloud) % 250}`,
  type: "public",
})
