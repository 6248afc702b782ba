/** `/instances/{id}/databases`. */
import type { components } from "../generated/wire.ts"
import { createDatabases, deleteDatabase, listDatabases } from "../state/databases.ts"
import { TroveFault } from "../state/TroveFault.ts"
import { keyPage } from "./pages.ts"
import { createDatabasesSchema } from "./requestSchemas.ts"
import { answerEmpty, answerWith, param, type TroveRoute } from "./TroveRoute.ts"

type DatabaseRequest = components["schemas"]["DatabaseRequest"]

const collection = "/instances/{instance_id}/databases"

export const databaseRoutes: readonly TroveRoute[] = [
  {
    operation: "listDatabases",
    method: "GET",
    path: collection,
    answer: (request) => {
      const databases = listDatabases(request.cloud, request.caller, param(request, "instance_id"))
      const { page, next } = keyPage(request, databases, (database) => database.name)
      return answerWith({ databases: page.map(({ name }) => ({ name })), ...next })
    },
  },
  {
    operation: "createDatabases",
    method: "POST",
    path: collection,
    schema: () => createDatabasesSchema,
    answer: (request) => {
      const { databases } = request.body as { readonly databases: readonly DatabaseRequest[] }
      createDatabases(request.cloud, request.caller, param(request, "instance_id"), databases)
      return answerEmpty()
    },
  },
  {
    operation: "showDatabase",
    method: "GET",
    path: `${collection}/{database}`,
    answer: () => {
      throw new TroveFault("notImplemented", "The server does not support the operation requested by the client.")
    },
  },
  {
    operation: "deleteDatabase",
    method: "DELETE",
    path: `${collection}/{database}`,
    answer: (request) => {
      deleteDatabase(request.cloud, request.caller, param(request, "instance_id"), param(request, "database"))
      return answerEmpty()
    },
  },
]
