/** Where the objects of checkpoints lie in a bank: Karbor's layout, with its times and ids escaped. */
import { fromKeyPart, keyPart } from "../Bank.ts"
import type { CheckpointHeader, Verification } from "../Checkpoint.ts"
import { type Resource, resourceKey } from "../Resource.ts"
import { sha256 } from "./digest.ts"

export const folder = (id: string) => `checkpoints/${keyPart(id)}`
export const status = (id: string) => `${folder(id)}/status.json`
export const manifests = (id: string) => `${folder(id)}/manifests`
export const manifest = (id: string, number: number) => `${manifests(id)}/${String(number).padStart(4, "0")}.json`
/** The number in a manifest's key; 0 for a stray object that is none. */
export const manifestNumber = (key: string) => Number(/\/(\d+)\.json$/.exec(key)?.[1] ?? 0)
export const keepMark = (id: string) => `${folder(id)}/keep.json`
export const verifications = (id: string) => `${folder(id)}/verifications`
export const verification = (id: string, { at, operation }: Verification) =>
  `${verifications(id)}/${keyPart(at)}@${keyPart(operation)}.json`

export const keptStates = (id: string, operation: string) => `${folder(id)}/restores/${keyPart(operation)}`
export const keptState = (id: string, operation: string, key: string) =>
  `${keptStates(id, operation)}/${partOfKey(key, longestPart - ".json".length)}.json`

type Identity = Pick<Resource, "scope" | "type" | "id">

export const resourceData = (id: string) => `${folder(id)}/resource-data`
export const resourceStatus = (id: string, resource: Identity) => `${ofResource(id, resource)}/status.json`
export const pluginData = (id: string, resource: Identity) => `${ofResource(id, resource)}/data`
export const isResourceStatus = (id: string, key: string) =>
  /^\/[^/]+\/status\.json$/.test(key.slice(resourceData(id).length))

const ofResource = (id: string, resource: Identity) => `${resourceData(id)}/${partOfKey(resourceKey(resource))}`

/** A bank takes no longer part, nor does most of what keeps files. */
const longestPart = 255

/**
 * An account may have any name: the key of a resource that is too long for a part of a key is known by its hash. Some stores
 * write each character that is no letter, digit, dot or dash as three, and one more at the end.
 */
const partOfKey = (key: string, longest = longestPart) => {
  const part = keyPart(key)
  const inStore = part.replace(/[^A-Za-z0-9.-]/g, "...")
  return inStore.length < longest ? part : sha256(key)
}

export const indices = "indices"
export const byDate = `${indices}/by-date`
export const byProvider = (provider: string) => `${indices}/by-provider/${keyPart(provider)}`
export const byPlans = `${indices}/by-plan`
export const byPlan = (plan: string) => `${byPlans}/${keyPart(plan)}`
/** The plan in a key of its index. */
export const planOf = (key: string) => {
  const [, , plan] = key.split("/")
  return plan && fromKeyPart(plan)
}

/** The last part of a checkpoint's key in every index: it sorts by time. */
const stamp = ({ created, id }: Pick<CheckpointHeader, "created" | "id">) => `${keyPart(created)}@${keyPart(id)}`

/** What a key in an index says, or undefined for anything that is not one. Of ten thousand, few are read any further. */
export const fromIndex = (key: string) => {
  const stamp = key.slice(key.lastIndexOf("/") + 1)
  const [created, id] = stamp.split("@")
  if (!created || !id) return undefined
  return {
    key,
    stamp,
    get created() {
      return fromKeyPart(created)
    },
    get id() {
      return fromKeyPart(id)
    },
  }
}

export const inIndices = (header: CheckpointHeader): readonly string[] => [
  `${byProvider(header.provider)}/${stamp(header)}`,
  ...(header.plan === undefined ? [] : [`${byPlan(header.plan)}/${stamp(header)}`]),
  `${byDate}/${header.created.slice(0, 10)}/${stamp(header)}`,
]
