/** `/instances/{id}/users`, their grants, and `/instances/{id}/root`. */
import type { components } from "../generated/wire.ts"
import {
  changePasswords,
  createUsers,
  deleteUser,
  disableRoot,
  enableRoot,
  findUser,
  grantAccess,
  isRootEnabled,
  listUsers,
  revokeAccess,
  updateUser,
} from "../state/databaseUsers.ts"
import type { DatabaseUser } from "../state/InstanceRecord.ts"
import { keyPage } from "./pages.ts"
import { createUsersSchema, grantAccessSchema, updateUserSchema } from "./requestSchemas.ts"
import { answerEmpty, answerWith, param, type TroveRequest, type TroveRoute } from "./TroveRoute.ts"

type UserRequest = components["schemas"]["UserRequest"]

const collection = "/instances/{instance_id}/users"
const one = `${collection}/{user}`
const grants = `${one}/databases`
const root = "/instances/{instance_id}/root"

const userView = ({ name, host, databases }: DatabaseUser): components["schemas"]["User"] => ({
  name,
  host,
  databases: databases.map((database) => ({ name: database })),
})

/** Cloud, caller and instance id, in the order in which every rule takes them. */
const where = (request: TroveRequest) => [request.cloud, request.caller, param(request, "instance_id")] as const

const wantedUsers = (request: TroveRequest): readonly UserRequest[] =>
  (request.body as { readonly users: readonly UserRequest[] }).users

const rootPassword = ({ body, cloud }: TroveRequest): string => {
  const given = typeof body === "object" && body !== null && "password" in body ? body["password"] : undefined
  return typeof given === "string" ? given : cloud.hex()
}

export const databaseUserRoutes: readonly TroveRoute[] = [
  {
    operation: "listUsers",
    method: "GET",
    path: collection,
    answer: (request) => {
      const users = listUsers(...where(request))
      const { page, next } = keyPage(request, users, (user) => `${user.name}@${user.host}`)
      return answerWith({ users: page.map(userView), ...next })
    },
  },
  {
    operation: "createUsers",
    method: "POST",
    path: collection,
    schema: () => createUsersSchema,
    answer: (request) => {
      createUsers(...where(request), wantedUsers(request))
      return answerEmpty()
    },
  },
  {
    operation: "changePasswords",
    method: "PUT",
    path: collection,
    schema: () => createUsersSchema,
    answer: (request) => {
      changePasswords(...where(request), wantedUsers(request))
      return answerEmpty()
    },
  },
  {
    operation: "showUser",
    method: "GET",
    path: one,
    answer: (request) => answerWith({ user: userView(findUser(...where(request), param(request, "user"))) }),
  },
  {
    operation: "updateUser",
    method: "PUT",
    path: one,
    schema: () => updateUserSchema,
    answer: (request) => {
      const { user } = request.body as { readonly user: { readonly name?: string; readonly host?: string } }
      updateUser(...where(request), param(request, "user"), user)
      return answerEmpty()
    },
  },
  {
    operation: "deleteUser",
    method: "DELETE",
    path: one,
    answer: (request) => {
      deleteUser(...where(request), param(request, "user"))
      return answerEmpty()
    },
  },
  {
    operation: "listUserDatabases",
    method: "GET",
    path: grants,
    answer: (request) => {
      const { databases } = findUser(...where(request), param(request, "user"))
      return answerWith({ databases: databases.map((name) => ({ name })) })
    },
  },
  {
    operation: "grantUserDatabases",
    method: "PUT",
    path: grants,
    schema: () => grantAccessSchema,
    answer: (request) => {
      const { databases } = request.body as { readonly databases: readonly { readonly name: string }[] }
      grantAccess(
        ...where(request),
        param(request, "user"),
        databases.map((database) => database.name),
      )
      return answerEmpty()
    },
  },
  {
    operation: "revokeUserDatabase",
    method: "DELETE",
    path: `${grants}/{database}`,
    answer: (request) => {
      revokeAccess(...where(request), param(request, "user"), param(request, "database"))
      return answerEmpty()
    },
  },
  {
    operation: "showRoot",
    method: "GET",
    path: root,
    answer: (request) => answerWith({ rootEnabled: isRootEnabled(...where(request)) }),
  },
  {
    operation: "enableRoot",
    method: "POST",
    path: root,
    answer: (request) => {
      enableRoot(...where(request))
      return answerWith({ user: { name: "root", password: rootPassword(request) } })
    },
  },
  {
    operation: "disableRoot",
    method: "DELETE",
    path: root,
    answer: (request) => {
      disableRoot(...where(request))
      return answerEmpty(204)
    },
  },
]
