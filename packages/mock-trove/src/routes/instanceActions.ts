/** `POST /instances/{id}/action`: the first key of the body says what. Anything unknown makes the real service trip, with 500. */
import type { Json } from "../Json.ts"
import {
  ejectSource,
  promoteReplica,
  resetInstance,
  resizeFlavor,
  resizeVolume,
  restartInstance,
} from "../state/instanceActions.ts"
import { findInstance, findServedInstance } from "../state/instances.ts"
import { crash, policyRefused } from "../state/TroveFault.ts"
import type { Schema } from "./checkBody.ts"
import { idFromReference } from "./idFromReference.ts"
import { actionSchemas } from "./requestSchemas.ts"
import { answerEmpty, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type Fields = { readonly [key: string]: Json }

const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const firstKey = (value: Json | undefined): string => {
  const key = isFields(value) ? Object.keys(value)[0] : undefined
  if (key === undefined) throw crash("an action without a key")
  return key
}

const schemaOf = (body: Json | undefined): Schema | undefined => {
  const action = firstKey(body)
  if (action !== "resize" || !isFields(body)) return actionSchemas[action]
  return actionSchemas[`resize ${firstKey(body[action])}`]
}

const served = (request: TroveRequest) =>
  findServedInstance(request.cloud, request.caller, param(request, "instance_id"))

const resize = (request: TroveRequest, wanted: Json | undefined): void => {
  const instance = served(request)
  if (!isFields(wanted)) throw crash("a resize without an object")
  const { volume, flavorRef } = wanted
  if (volume !== undefined) {
    if (!isFields(volume)) throw crash("a resize of a volume without an object")
    resizeVolume(request.cloud, instance, Number(volume["size"]))
  } else if (typeof flavorRef === "string" || typeof flavorRef === "number") {
    resizeFlavor(request.cloud, instance, idFromReference(flavorRef))
  } else throw crash("a resize of nothing known")
}

/** Needs no server. With `force_delete` the owner may do it too; nothing is deleted either way. */
const resetStatus = (request: TroveRequest, wanted: Json | undefined): void => {
  const instance = findInstance(request.cloud, request.caller, param(request, "instance_id"))
  const isForced = isFields(wanted) && "force_delete" in wanted
  if (!isForced && !request.caller.admin) throw policyRefused("instance:reset_status")
  resetInstance(request.cloud, instance)
}

const actions: Readonly<Record<string, (request: TroveRequest, wanted: Json | undefined) => void>> = {
  restart: (request) => restartInstance(request.cloud, served(request)),
  resize,
  reset_status: resetStatus,
  promote_to_replica_source: (request) => promoteReplica(request.cloud, served(request)),
  eject_replica_source: (request) => ejectSource(request.cloud, served(request)),
}

export const instanceActionRoute: TroveRoute = {
  operation: "instanceAction",
  method: "POST",
  path: "/instances/{instance_id}/action",
  schema: schemaOf,
  answer: (request) => {
    const { body } = request
    const name = isFields(body) ? Object.keys(body).findLast((key) => key in actions) : undefined
    const action = name === undefined ? undefined : actions[name]
    if (name === undefined || action === undefined || !isFields(body)) {
      served(request)
      throw crash("an unknown action")
    }
    action(request, body[name])
    return answerEmpty()
  },
}
