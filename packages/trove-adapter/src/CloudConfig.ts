/**
 * "@breakwater/trove-adapter/cloud-config": a connection out of `clouds.yaml`, `secure.yaml`, `clouds-public.yaml` and the
 * OS_* variables, as openstacksdk would make it. It reads files and variables when it is asked, and sends nothing.
 */
import * as Effect from "effect/Effect"
import type { Connection, Fetch } from "./Connection.ts"
import { type CloudTls, cloudConnection as connectionOf } from "./internal/cloudConnection.ts"
import { findFile, processSurroundings, type Surroundings } from "./internal/cloudFiles.ts"
import { cloudSettings, type Refusal } from "./internal/cloudSettings.ts"
import { readValues } from "./internal/cloudYaml.ts"
import { connectionIssues } from "./internal/connectionIssues.ts"
import { TroveError } from "./TroveError.ts"

export type { CloudTls } from "./internal/cloudConnection.ts"

/**
 * Which cloud, and what is known better than the files: `settings` win over all they say. Without `cloud` it is OS_CLOUD,
 * else what the other OS_* variables describe, else the only cloud there is.
 *
 * `fetchFor` makes a `fetch` out of the cloud's TLS settings, which the platform's own does not take; with
 * `settings.fetch` they are the host's affair.
 *
 * `environment` and `folder` stand in for the variables and the working folder of the process.
 *
 * @category models
 * @since 0.1.0
 */
export interface CloudConfigOptions {
  readonly cloud?: string
  readonly region?: string
  readonly settings?: Partial<Connection>
  readonly fetchFor?: (tls: CloudTls) => Fetch
  readonly environment?: { readonly [name: string]: string | undefined }
  readonly folder?: string
}

/**
 * The connection of a cloud.
 *
 * Searched are the file in OS_CLIENT_CONFIG_FILE, then `clouds.yaml`, `.yml` and `.json` in the working folder,
 * `~/.config/openstack` and `/etc/openstack`; `secure.yaml` and `clouds-public.yaml` likewise. Where OS_CLOUD or `cloud`
 * chooses a cloud of the files, the other OS_* variables do not count, OS_REGION_NAME neither.
 *
 * **Fails with** `invalidConnection`, with a path into the files for each fault; `notSupported` for TLS settings without a
 * `fetch` that follows them.
 *
 * **Source**: `openstack/config/loader.py`, `OpenStackConfig.get_one`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const readCloudConfig = Effect.fn("CloudConfig.read")(function* (
  options: CloudConfigOptions = {},
): Effect.fn.Return<Connection, TroveError> {
  const process = yield* processSurroundings
  const { environment = process.environment, folder = process.folder, settings = {} } = options
  const surroundings = { environment, folder }
  const clouds = yield* valuesOf("clouds", surroundings, environment["OS_CLIENT_CONFIG_FILE"])
  const secure = yield* valuesOf("secure", surroundings, environment["OS_CLIENT_SECURE_FILE"])
  const vendors = yield* valuesOf("clouds-public", surroundings)
  const choice = { cloud: options.cloud, region: options.region }
  const { connection, tls } = yield* cloudSettings({ clouds, secure, vendors, environment }, choice).pipe(
    Effect.flatMap((found) => connectionOf(found, environment["HOME"] ?? "")),
    Effect.mapError((refusal) => invalid([refusal])),
  )
  const whole: Connection = { ...connection, ...settings }
  const issues = connectionIssues(whole)
  if (issues.length > 0) return yield* invalid(issues)
  if (tls === undefined || settings.fetch !== undefined) return whole
  const { fetchFor } = options
  if (fetchFor === undefined) return yield* noFetch
  if (!tls.verify) yield* Effect.logWarning(`${whole.authUrl}: certificates are NOT verified; anybody can listen.`)
  return { ...whole, fetch: fetchFor(tls) }
})

/**
 * The same at once, for hosts without Effect; it throws what `readCloudConfig` fails with.
 *
 * **Example**
 *
 * ```ts
 * const plugins = trove({ connect: ({ account }) => cloudConnection({ cloud: account }) })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const cloudConnection = (options: CloudConfigOptions = {}): Connection =>
  Effect.runSync(readCloudConfig(options))

const valuesOf = Effect.fnUntraced(function* (name: string, surroundings: Surroundings, first?: string) {
  const file = yield* findFile(name, surroundings, first)
  if (file === undefined) return {}
  const read = readValues(file)
  return "values" in read ? read.values : yield* invalid([{ path: "", message: read.fault }])
})

const call = { operation: "readCloudConfig", method: "", path: "" }

const invalid = (issues: readonly Refusal[]) =>
  new TroveError({
    call,
    reason: "invalidConnection",
    message: `The cloud can not be used. ${issues.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)).join("; ")}`,
    outcome: "notStarted",
    issues,
  })

const noFetch = new TroveError({
  call,
  reason: "notSupported",
  message:
    "The cloud has TLS settings (cacert, cert, key, verify or insecure), which the platform's fetch does not take.",
  recovery: "Give fetchFor, which makes a fetch that follows them; the README of this package has one.",
  outcome: "notStarted",
})
