/** Connections out of clouds.yaml and its kin; `cloudConfigTable` says what each file means. */
import { rmSync } from "node:fs"
import { createMockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { expect, onTestFinished, test } from "vitest"
import { type CloudConfigOptions, type CloudTls, cloudConnection, readCloudConfig } from "../src/CloudConfig.ts"
import type { TroveError } from "../src/TroveError.ts"
import { type CloudConfigCase, cloudConfigTable } from "./support/cloudConfigTable.ts"
import { meaningOf } from "./support/meaningOf.ts"
import { onCloud } from "./support/onCloud.ts"
import { placeFiles } from "./support/placeFiles.ts"

const place = (one: CloudConfigCase) => {
  const placed = placeFiles(one)
  onTestFinished(() => rmSync(placed.root, { recursive: true }))
  return placed
}

const withCloud = (settings: string) => {
  const { folder, environment } = place({ name: "", files: { "work/clouds.yaml": `clouds: { prod: ${settings} }` } })
  return { folder, environment }
}

const refusal = (options: CloudConfigOptions): TroveError => Effect.runSync(Effect.flip(readCloudConfig(options)))

const auth = "auth_url: https://k.example, username: demo, password: swordfish, user_domain_id: d"

test.each(cloudConfigTable.filter(({ means }) => means !== undefined))("$name", (one) => {
  const placed = place(one)
  expect(meaningOf(one, placed)).toEqual(JSON.parse(JSON.stringify(one.means).replaceAll("$ROOT", placed.root)))
})

test.each(cloudConfigTable.filter(({ means }) => means === undefined))("$name is refused", (one) => {
  const placed = place(one)
  expect(() => meaningOf(one, placed)).toThrow(
    expect.objectContaining({ reason: "invalidConnection", outcome: "notStarted" }),
  )
})

test.each([
  ["{ auth_type: v3oidcpassword, auth: {} }", "/clouds/prod/auth_type", "v3oidcpassword is not supported"],
  [`{ profile: rackspace, auth: { ${auth} } }`, "/clouds/prod/profile", "rackspace is not in clouds-public.yaml"],
  [`{ auth: { ${auth}, trust_id: t } }`, "/clouds/prod/auth/trust_id", "is not supported"],
  [`{ auth: { ${auth}, domain_id: d } }`, "/clouds/prod/auth/domain_id", "name a project"],
  [`{ auth: { ${auth.replace("swordfish", "yes")} } }`, "/clouds/prod/password", "put it in quotes"],
  ["{ auth_type: v3token, auth: { auth_url: https://k.example } }", "/clouds/prod/auth/token", "must be given"],
  [
    `{ auth: { ${auth.replace("https://k.example", '"https://{nowhere}.example"')} } }`,
    "",
    "{nowhere} stands for no setting",
  ],
  [`{ auth: { ${auth} }, interface: nearby }`, "/interface", '"public"'],
])("%s is refused by name", (settings, path, message) => {
  const { issues, message: whole } = refusal(withCloud(settings))
  expect(issues?.map((issue) => issue.path)).toEqual([path])
  expect(whole).toContain(message)
  expect(whole).not.toContain("swordfish")
})

test("a file that is no YAML is refused with its line, and none of its text", () => {
  const placed = place({ name: "", files: { "work/clouds.yaml": "clouds:\n  prod: { auth: { password: swordfish\n" } })
  const { message } = refusal(placed)
  expect(message).toMatch(/clouds\.yaml:\d+:\d+: this is no YAML/)
  expect(message).not.toContain("swordfish")
})

test("settings that are given win over the files", () => {
  const settings = { region: "south", interface: "admin", userAgent: "portal/1" } as const
  const connection = cloudConnection({ ...withCloud(`{ auth: { ${auth} }, region_name: north }`), settings })
  expect(connection).toMatchObject({ authUrl: "https://k.example", ...settings })
})

test("TLS settings need a fetch that follows them", () => {
  const options = withCloud(`{ auth: { ${auth} }, cacert: /etc/ca.pem }`)
  expect(refusal(options)).toMatchObject({ reason: "notSupported", recovery: expect.stringContaining("fetchFor") })
  const asked: CloudTls[] = []
  const own = () => Promise.resolve(new Response())
  const fetchFor = (tls: CloudTls) => {
    asked.push(tls)
    return own
  }
  expect(cloudConnection({ ...options, fetchFor }).fetch).toBe(own)
  expect(asked).toEqual([{ verify: true, cacert: "/etc/ca.pem" }])
  expect(cloudConnection({ ...options, settings: { fetch: own } }).fetch).toBe(own)
})

test("that certificates are not looked at is said aloud", () => {
  const warnings: unknown[] = []
  const logger = Logger.make(({ message, logLevel }) => warnings.push([logLevel, message]))
  const options = { ...withCloud(`{ auth: { ${auth} }, insecure: true }`), fetchFor: () => globalThis.fetch }
  Effect.runSync(Effect.provide(readCloudConfig(options), Logger.layer([logger])))
  expect(warnings).toEqual([["Warn", [expect.stringContaining("NOT verified")]]])
})

test("a connection read from a file opens a cloud", async () => {
  const cloud = createMockTrove()
  const { authUrl, auth: user } = cloud.connection
  const options = withCloud(`{ auth: { auth_url: "${authUrl}", username: ${user.username}, password: ${user.password},
    domain_id: default, project_id: ${cloud.scope.project} } }`)
  cloud.state.instances.add({ name: "orders" })
  const connection = cloudConnection({ ...options, settings: { fetch: cloud.fetch } })
  expect(await onCloud(cloud, (trove) => trove.limits, connection)).not.toHaveLength(0)
})
