import { readFileSync } from "node:fs"
import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, test } from "vitest"
import { type Connection, checkConnection } from "../src/Connection.ts"

const good = {
  authUrl: "https://keystone.example:5000/v3",
  auth: { type: "password", username: "demo", password: "swordfish", userDomain: "Default" },
} as const satisfies Connection

const check = (connection: Connection, scope?: Parameters<typeof checkConnection>[1]) =>
  Effect.runSync(checkConnection(connection, scope))

/** Connections come from hosts, and not every host is type checked. */
const refuse = (connection: object) => Effect.runSync(Effect.flip(checkConnection({ ...good, ...connection })))

const issues = (connection: object) => refuse(connection).issues

describe("a connection", () => {
  test("is complete with an address and a way to authenticate", () => {
    const checked = check(good)
    expect(checked).toMatchObject({ identityUrl: good.authUrl, interface: "public", services: {} })
    expect(checked.requestTimeout).toMatchObject({ value: { millis: 60_000 } })
  })

  test("finds version 3 of Keystone below an address without version", () => {
    expect(check({ ...good, authUrl: "https://keystone.example/identity/" }).identityUrl).toBe(
      "https://keystone.example/identity/v3",
    )
    expect(check({ ...good, authUrl: "https://keystone.example/v3/" }).identityUrl).toBe("https://keystone.example/v3")
  })

  test("gives way to the project and region of a scope", () => {
    const connection = { ...good, project: { name: "demo", domain: "Default" }, region: "north" }
    expect(check(connection)).toMatchObject({ project: connection.project, region: "north" })
    expect(check(connection, { project: "p", region: "south" })).toMatchObject({
      project: { id: "p" },
      region: "south",
    })
  })

  test("names this version of the SDK after the host's own user agent", () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
    expect(check({ ...good, userAgent: "harbor/1" }).userAgent).toBe(`harbor/1 breakwater-trove-adapter/${version}`)
  })

  test("takes a secret that is redacted already", () => {
    const auth = { type: "token", token: Redacted.make("t") } as const
    expect(check({ ...good, auth }).auth).toEqual(auth)
  })

  test("shows no secret once it was checked", () => {
    const checked = check(good)
    expect(inspect(checked, { depth: 9 }) + JSON.stringify(checked)).not.toContain("swordfish")
  })
})

describe("a connection that can not be used", () => {
  test("says where and what, for each fault", () => {
    expect(
      issues({ authUrl: "keystone.example", interface: "private", auth: { type: "password", username: "" } }),
    ).toEqual([
      { path: "/authUrl", message: expect.stringContaining("http://") },
      { path: "/auth/username", message: expect.any(String) },
      { path: "/auth/password", message: "Expected text that is not empty" },
      { path: "/interface", message: expect.stringContaining('"public"') },
    ])
  })

  test.each([
    [{ auth: { type: "password", password: "x" } }, ["/auth/username", "/auth/userDomain"]],
    [{ auth: { type: "password", username: "demo", password: "x" } }, ["/auth/userDomain"]],
    [{ auth: { type: "applicationCredential", secret: "x" } }, ["/auth/id", "/auth/username", "/auth/userDomain"]],
    [{ auth: { type: "applicationCredential", name: "n", userDomain: "d", secret: "x" } }, ["/auth/username"]],
    [{ project: {} }, ["/project/id"]],
    [{ project: { name: "demo" } }, ["/project/domain"]],
    [{ authUrl: "https://keystone.example/v2.0" }, ["/authUrl"]],
    [{ endpointOverride: "trove" }, ["/endpointOverride"]],
    [{ services: { "object-store": { endpointOverride: "swift" } } }, ["/services/object-store/endpointOverride"]],
    [{ services: { "object-store": { regoin: "north" } } }, ["/services/object-store/regoin"]],
    [{ asAdmin: true }, ["/project"]],
    [{ authUrl: "https://demo:x@keystone.example/v3" }, ["/authUrl"]],
    [{ requestTimeout: "soon" }, ["/requestTimeout"]],
    [{ fetch: "globalThis.fetch" }, ["/fetch"]],
    [{ regoin: "north" }, ["/regoin"]],
  ])("%j is refused", (change, paths) => {
    expect(issues(change)?.map((issue) => issue.path)).toEqual(paths)
  })

  test("is no reason to show its secrets", () => {
    const wrong = refuse({ auth: { ...good.auth, password: 12345 } })
    expect(wrong.reason).toBe("invalidConnection")
    expect(wrong.message + JSON.stringify(wrong)).not.toContain("12345")
    const unknown = refuse({ auth: { type: "pasword", username: "demo", password: "swordfish" } })
    expect(unknown.message + JSON.stringify(unknown)).not.toContain("swordfish")
    const inUrl = refuse({ endpointOverride: "https://demo:swordfish@trove.example/v1.0/p" })
    expect(inUrl.message + JSON.stringify(inUrl)).not.toContain("swordfish")
    const misspelt = refuse({ auth: { type: "token", tokn: "swordfish" } })
    expect(misspelt.message + JSON.stringify(misspelt)).not.toContain("swordfish")
  })
})
