/** `/v3/users/{user_id}/application_credentials`. */
import type { JsonObject } from "../Json.ts"
import type { Answer, Call, Route } from "../Route.ts"
import {
  createApplicationCredential,
  deleteApplicationCredential,
  findApplicationCredential,
  requireOwner,
} from "../state/applicationCredentials.ts"
import type { Cloud } from "../state/Cloud.ts"
import type { Token } from "../state/IdentityState.ts"
import { object } from "../state/keystoneInput.ts"
import { requireToken } from "../state/tokens.ts"
import { applicationCredentialView, collection } from "./keystoneViews.ts"

const path = "/v3/users/{user_id}/application_credentials"
const one = `${path}/{credential_id}`
const json = { "Content-Type": "application/json" }

export const applicationCredentialRoutes: readonly Route[] = [
  { operation: "createApplicationCredential", method: "POST", path, handle: create },
  { operation: "listApplicationCredentials", method: "GET", path, handle: list },
  { operation: "showApplicationCredential", method: "GET", path: one, handle: show },
  { operation: "deleteApplicationCredential", method: "DELETE", path: one, handle: end },
]

function create(call: Call, cloud: Cloud): Answer {
  const { token, userId } = callerOf(call, cloud, "create_application_credential")
  const body: JsonObject = call.text === "" ? {} : call.observe(JSON.parse(call.text))
  const given = object(body["application_credential"] ?? {}, "application_credential")
  const credential = createApplicationCredential(userId, given, token, cloud)
  const view = applicationCredentialView(credential, cloud, credential.secret)
  return { status: 201, headers: json, body: { application_credential: view } }
}

function list(call: Call, cloud: Cloud): Answer {
  const { userId } = callerOf(call, cloud, "list_application_credentials")
  const name = call.query.get("name")
  const views = cloud.state.identity.applicationCredentials
    .filter((credential) => credential.userId === userId && (name === null || credential.name === name))
    .map((credential) => applicationCredentialView(credential, cloud))
  const self = `/v3/users/${userId}/application_credentials`
  return { status: 200, headers: json, body: collection("application_credentials", views, self, cloud) }
}

function show(call: Call, cloud: Cloud): Answer {
  callerOf(call, cloud, "get_application_credential")
  const credential = findApplicationCredential(call.params["credential_id"] ?? "", cloud)
  return { status: 200, headers: json, body: { application_credential: applicationCredentialView(credential, cloud) } }
}

function end(call: Call, cloud: Cloud): Answer {
  const { token } = callerOf(call, cloud, "delete_application_credential")
  deleteApplicationCredential(call.params["credential_id"] ?? "", token, cloud)
  return { status: 204, headers: {} }
}

const callerOf = (call: Call, cloud: Cloud, action: string): { token: Token; userId: string } => {
  const token = requireToken(call.headers.get("X-Auth-Token"), cloud)
  const userId = call.params["user_id"] ?? ""
  requireOwner(userId, token, action)
  return { token, userId }
}
