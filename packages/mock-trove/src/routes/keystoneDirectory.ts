/** `/v3/projects` and `/v3/users`: who and what there is. Read only; they are made by the seed. */
import type { Answer, Call, Route } from "../Route.ts"
import type { Cloud } from "../state/Cloud.ts"
import type { Token } from "../state/IdentityState.ts"
import { forbidden, notFound } from "../state/KeystoneError.ts"
import { isAdmin, requireToken } from "../state/tokens.ts"
import { collection, projectView, userView } from "./keystoneViews.ts"

const json = { "Content-Type": "application/json" }

export const directoryRoutes: readonly Route[] = [
  { operation: "listProjects", method: "GET", path: "/v3/projects", handle: listProjects },
  { operation: "showProject", method: "GET", path: "/v3/projects/{project_id}", handle: showProject },
  { operation: "listIdentityUsers", method: "GET", path: "/v3/users", handle: listUsers },
  { operation: "showIdentityUser", method: "GET", path: "/v3/users/{user_id}", handle: showUser },
  { operation: "listUserProjects", method: "GET", path: "/v3/users/{user_id}/projects", handle: listUserProjects },
]

function listProjects(call: Call, cloud: Cloud): Answer {
  requireAdmin(caller(call, cloud), "list_projects")
  const views = named(cloud.state.identity.projects, call).map((project) => projectView(project, cloud))
  return { status: 200, headers: json, body: collection("projects", views, "/v3/projects", cloud) }
}

function showProject(call: Call, cloud: Cloud): Answer {
  const token = caller(call, cloud)
  const { project_id: id = "" } = call.params
  const project = cloud.state.identity.projects.find((one) => one.id === id)
  if (token.project?.id !== id) requireAdmin(token, "get_project")
  if (project === undefined) throw notFound(`Could not find project: ${id}.`)
  return { status: 200, headers: json, body: { project: projectView(project, cloud) } }
}

function listUsers(call: Call, cloud: Cloud): Answer {
  requireAdmin(caller(call, cloud), "list_users")
  const views = named(cloud.state.identity.users, call).map((user) => userView(user, cloud))
  return { status: 200, headers: json, body: collection("users", views, "/v3/users", cloud) }
}

function showUser(call: Call, cloud: Cloud): Answer {
  const token = caller(call, cloud)
  const { user_id: id = "" } = call.params
  const user = cloud.state.identity.users.find((one) => one.id === id)
  if (token.user.id !== id) requireAdmin(token, "get_user")
  if (user === undefined) throw notFound(`Could not find user: ${id}.`)
  return { status: 200, headers: json, body: { user: userView(user, cloud) } }
}

function listUserProjects(call: Call, cloud: Cloud): Answer {
  const token = caller(call, cloud)
  const { user_id: id = "" } = call.params
  if (token.user.id !== id) requireAdmin(token, "list_user_projects")
  const user = cloud.state.identity.users.find((one) => one.id === id)
  if (user === undefined) throw notFound(`Could not find user: ${id}.`)
  const own = cloud.state.identity.projects.filter((project) => (user.roles[project.id] ?? []).length > 0)
  const views = own.map((project) => projectView(project, cloud))
  return { status: 200, headers: json, body: collection("projects", views, `/v3/users/${id}/projects`, cloud) }
}

const caller = ({ headers }: Call, cloud: Cloud): Token => requireToken(headers.get("X-Auth-Token"), cloud)

const requireAdmin = (token: Token, action: string): void => {
  if (!isAdmin(token)) throw forbidden(`identity:${action}`)
}

const named = <A extends { readonly name: string }>(all: readonly A[], { query }: Call): readonly A[] => {
  const name = query.get("name")
  return name === null ? all : all.filter((one) => one.name === name)
}
