/**
 * One cloud's settings out of files and variables, merged as openstacksdk does: defaults, profile, `clouds.yaml`,
 * `secure.yaml`, region. Pure. Source: `openstack/config/loader.py`, `OpenStackConfig.__init__`, `.get_one`.
 */
import * as Effect from "effect/Effect"
import { isValues, type Value, type Values } from "./cloudYaml.ts"

/** What was found; `vendors` is the content of `clouds-public.yaml`. */
export interface Found {
  readonly clouds: Values
  readonly secure: Values
  readonly vendors: Values
  readonly environment: { readonly [name: string]: string | undefined }
}

export interface Choice {
  readonly cloud: string | undefined
  readonly region: string | undefined
}

/** The settings of one cloud and what they are called; `auth` still as it was written. */
export interface CloudSettings {
  readonly name: string
  readonly values: Values
  readonly auth: Values
}

/** Why there are none; `path` is a JSON Pointer into the merged files. */
export interface Refusal {
  readonly path: string
  readonly message: string
}

export const cloudSettings = Effect.fnUntraced(function* (
  found: Found,
  choice: Choice,
): Effect.fn.Return<CloudSettings, Refusal> {
  const { environment, vendors } = found
  const clouds = valuesIn(merged(found.clouds, found.secure), "clouds")
  const own = environment["OS_CLOUD_NAME"] ?? "envvars"
  if (own in clouds) {
    return yield* refuse(`/clouds/${own}`, "OS_CLOUD_NAME must not be the name of a cloud in the files")
  }
  const fromVariables = variables(environment)
  const all: Values = fromVariables === undefined ? clouds : { ...clouds, [own]: fromVariables }
  const names = Object.keys(all)
  const name =
    choice.cloud ??
    (environment["OS_CLOUD"] || (fromVariables === undefined ? (names.length === 1 ? names[0] : undefined) : own))
  if (name === undefined) {
    const message =
      names.length === 0 ? "no clouds.yaml was found and no OS_* variable is set" : `name one of ${list(names)}`
    return yield* refuse("/clouds", message)
  }
  const cloud = all[name]
  if (!isValues(cloud)) return yield* refuse(`/clouds/${name}`, `there is no such cloud; there is ${list(names)}`)

  const profile = cloud["profile"] ?? cloud["cloud"]
  const known = valuesIn(vendors, "public-clouds")
  const vendor = typeof profile === "string" && profile !== "" && profile !== own ? known[profile] : {}
  if (!isValues(vendor)) {
    const message = `${profile} is not in clouds-public.yaml; the profiles that openstacksdk brings are not known here`
    return yield* refuse(`/clouds/${name}/profile`, message)
  }
  const region = yield* chooseRegion(name, [cloud, vendor], choice.region)
  const { auth, regions: _, ...values } = updated(updated(vendor, cloud), region.values)
  return {
    name,
    values: { ...values, region_name: region.name },
    auth: isValues(auth) ? auth : {},
  }
})

/** The OS_* variables as a cloud; none where they only choose one. */
const variables = (environment: Found["environment"]): Values | undefined => {
  const names = Object.keys(environment).filter((name) => /^OS_(?!TEST|STD|LOG)/.test(name))
  if (names.every((name) => selectors.has(name))) return undefined
  return Object.fromEntries(names.map((name) => [name.slice(3).toLowerCase(), environment[name] ?? null]))
}

const selectors: ReadonlySet<string> = new Set([
  "OS_CLOUD",
  "OS_REGION_NAME",
  "OS_CLIENT_CONFIG_FILE",
  "OS_CLIENT_SECURE_FILE",
  "OS_CLOUD_NAME",
])

/** The region that was asked for, else the first one; any will do where none is written down. */
const chooseRegion = (cloud: string, places: readonly Values[], wanted: string | undefined) => {
  const written = places
    .flatMap((values) => [values["regions"], values["region_name"], values["region-name"]])
    .find((value) => value !== undefined && value !== null)
  const regions = (typeof written === "string" ? written.split(",") : Array.isArray(written) ? written : []).map(
    (region: Value) => ({
      name: isValues(region) ? String(region["name"]) : String(region),
      values: isValues(region) ? valuesIn(region, "values") : {},
    }),
  )
  if (regions.length === 0) return Effect.succeed({ name: wanted ?? "", values: {} })
  const region = wanted === undefined ? regions[0] : regions.find(({ name }) => name === wanted)
  if (region !== undefined) return Effect.succeed(region)
  const message = `there is no region ${wanted}; there is ${list(regions.map(({ name }) => name))}`
  return refuse(`/clouds/${cloud}/regions`, message)
}

/** `auth` is merged, everything else replaced. */
const updated = (old: Values, changes: Values): Values => ({
  ...old,
  ...changes,
  ...(isValues(old["auth"]) && isValues(changes["auth"]) ? { auth: { ...old["auth"], ...changes["auth"] } } : {}),
})

/** Every mapping is merged, however deep. */
const merged = (old: Values, changes: Values): Values => ({
  ...old,
  ...Object.fromEntries(
    Object.entries(changes).map(([key, value]) => {
      const before = old[key]
      return [key, isValues(before) && isValues(value) ? merged(before, value) : value]
    }),
  ),
})

const valuesIn = (values: Values, key: string): Values => {
  const value = values[key]
  return isValues(value) ? value : {}
}

const refuse = (path: string, message: string): Effect.Effect<never, Refusal> => Effect.fail({ path, message })

const list = (names: readonly string[]): string => names.join(", ") || "none"
