/** What can be asked of the server itself: what it can do, and its worlds. */
import { endpointsUnder, worldPath } from "../addresses.ts"
import { cloudsYaml } from "../cloudsYaml.ts"
import type { Json } from "../Json.ts"
import type { MockTrove } from "../MockTrove.ts"
import type { Answer } from "../Route.ts"
import { operations } from "../services.ts"
import { type AdminCall, adminPrefix, adminRefusal, answerAdmin, readBody } from "./administer.ts"
import { faultNames } from "./faultActions.ts"
import { type WorldOptions, type Worlds, worldShape } from "./worlds.ts"

/** `call.path` stands behind the prefix; `base` is how the caller reaches the server. */
export const administerServer = async (worlds: Worlds, base: string, call: AdminCall): Promise<Answer> => {
  const { method, path, text } = call
  const [, name] = /^\/worlds\/([^/]+)$/.exec(path) ?? []
  if (name !== undefined && method === "GET") {
    const mock = worlds.get(name)
    return mock === undefined ? noSuchWorld(name) : answerAdmin(() => describeWorld(name, mock, base))
  }
  if (name !== undefined && method === "DELETE") {
    const unused = await worlds.end(name)
    return unused === undefined ? noSuchWorld(name) : answerAdmin(() => ({ unused }))
  }
  switch (`${method} ${path}`) {
    case "GET ":
      return answerAdmin(() => capabilities(worlds))
    case "GET /worlds":
      return answerAdmin(() => ({ worlds: worlds.names() }))
    case "POST /worlds":
      return answerAdmin(() => {
        const made = worlds.create(readBody(text, worldShape) as WorldOptions)
        made.mock.engine.endpoints = endpointsUnder(base + worldPath(made.name))
        return describeWorld(made.name, made.mock, base)
      })
    default:
      return adminRefusal(
        404,
        `The server has no ${method} ${adminPrefix}${path}; there are GET ${adminPrefix}, GET and POST ${adminPrefix}/worlds, GET and DELETE ${adminPrefix}/worlds/{world}`,
      )
  }
}

export const noSuchWorld = (name: string): Answer => adminRefusal(404, `There is no world "${name}"`)

const capabilities = (worlds: Worlds): Json => ({
  ready: true,
  version: 1,
  profiles: ["18", "22", "25"],
  clocks: ["real", "x600", "manual", "frozen"],
  operations: [...operations].sort(),
  faults: faultNames,
  worlds: worlds.names(),
})

const describeWorld = (name: string, mock: MockTrove, base: string): Json => {
  const { identity, database, objectStore } = endpointsUnder(base + worldPath(name))
  return {
    world: name,
    identity,
    database,
    objectStore,
    control: `${base}${worldPath(name)}${adminPrefix}`,
    env: { ...mock.env },
    cloudsYaml: cloudsYaml(mock),
  }
}
