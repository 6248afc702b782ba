import * as Redacted from "effect/Redacted"
import { describe, expect, test } from "vitest"
import { chooseEndpoint, lifetime, millis, tokenRequest } from "../src/internal/identity.ts"

const service = (type: string, ...endpoints: readonly (readonly [region: string, face: string, url: string])[]) => ({
  type,
  endpoints: endpoints.map(([region_id, face, url]) => ({ region_id, interface: face, url })),
})

describe("the endpoint in a catalog", () => {
  const catalog = [
    service("database", ["north", "public", "https://n/v1.0/p/"], ["south", "public", "https://s/v1.0/p"]),
    service("database", ["north", "internal", "https://i/v1.0/p"]),
    service("volumev3", ["north", "public", "https://v"]),
  ]
  const choose = (region: string | undefined, face: string, type = "database") =>
    chooseEndpoint(catalog, type, { region, interface: face })

  test("is the one of its region and interface, without a slash at its end", () => {
    expect(choose("north", "public")).toEqual({ url: "https://n/v1.0/p" })
    expect(choose("south", "public")).toEqual({ url: "https://s/v1.0/p" })
    expect(choose(undefined, "internal")).toEqual({ url: "https://i/v1.0/p" })
  })

  test("is never guessed between regions", () => {
    expect(choose(undefined, "public")).toEqual({
      missing: "The catalog has database in north and south: name a region.",
    })
  })

  test("when missing, is answered by what there is", () => {
    expect(choose("west", "public")).toEqual({
      missing: "The catalog has database in north and south, not in west.",
    })
    expect(choose("north", "admin")).toEqual({
      missing: "The catalog has database with internal and public, not with admin.",
    })
    expect(choose("north", "public", "dns")).toEqual({
      missing: "The catalog of this project has no service of type dns.",
    })
  })

  test("may name its region in the older field", () => {
    const older = [{ type: "database", endpoints: [{ region: "north", interface: "public", url: "https://o" }] }]
    expect(chooseEndpoint(older, "database", { region: "north", interface: "public" })).toEqual({ url: "https://o" })
  })
})

test("an application credential asks for no project, since Keystone refuses that", () => {
  const auth = { type: "applicationCredential", id: "ac", secret: Redacted.make("s") } as const
  expect(tokenRequest(auth, { id: "p" })).toEqual({
    auth: { identity: { methods: ["application_credential"], application_credential: { id: "ac", secret: "s" } } },
  })
})

test("Keystone's times are UTC, and one that is no time is long past", () => {
  expect(millis("2026-11-22T14:25:27.000000Z")).toBe(Date.UTC(2026, 10, 22, 14, 25, 27))
  expect(millis("soon")).toBe(0)
  const token = { methods: [], user: { id: "u" }, issued_at: "2026-11-22T14:00:00.000000Z" }
  expect(lifetime({ ...token, expires_at: "2026-11-22T15:00:00.000000Z" })).toBe(3_600_000)
  expect(lifetime({ ...token, expires_at: "soon" })).toBe(0)
})
