/** What is asked of Keystone and what is read in its answer; pure. Source: `keystone/api/auth.py`. */
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { ProjectReference } from "../Auth.ts"
import type { CheckedAuth, CheckedConnection } from "../Connection.ts"
import type * as wire from "../generated/keystone.ts"

/** The body of `POST /auth/tokens`. An application credential has its project already and refuses to be asked for one. */
export const tokenRequest = (auth: CheckedAuth, project: ProjectReference | undefined): wire.IssueTokenRequest => {
  const scope = project === undefined ? {} : { scope: { project: projectOf(project) } }
  switch (auth.type) {
    case "password": {
      const password = Redacted.value(auth.password)
      return {
        auth: { identity: { methods: ["password"], password: { user: { ...userOf(auth), password } } }, ...scope },
      }
    }
    case "token":
      return { auth: { identity: { methods: ["token"], token: { id: Redacted.value(auth.token) } }, ...scope } }
    case "applicationCredential": {
      const secret = Redacted.value(auth.secret)
      const named = { name: auth.name ?? "", secret, user: userOf(auth) }
      const credential = auth.id === undefined ? named : { id: auth.id, secret }
      return { auth: { identity: { methods: ["application_credential"], application_credential: credential } } }
    }
  }
}

/**
 * Whether a token is scoped to the project that was asked for; any will do when none was. Another domain may have a project
 * of the same name; of a domain any case will do, as it does where Keystone keeps its names in MySQL.
 */
export const isOfProject = ({ project }: wire.Token, wanted: ProjectReference | undefined): boolean => {
  if (wanted === undefined) return true
  if (wanted.id !== undefined) return project?.id === wanted.id
  const { domain } = project ?? {}
  const [told, asked] = wanted.domainId === undefined ? [domain?.name, wanted.domain] : [domain?.id, wanted.domainId]
  const isOfDomain = told === undefined || asked === undefined || told.toLowerCase() === asked.toLowerCase()
  return project?.name === wanted.name && isOfDomain
}

/** How long a token lives in all. **Units**: milliseconds. */
export const lifetime = (token: wire.Token): number => Math.max(0, millis(token.expires_at) - millis(token.issued_at))

/** A time of Keystone's in milliseconds since the epoch; the epoch itself when it is none, as if long past. */
export const millis = (time: string): number =>
  Option.match(DateTime.make(time), { onNone: () => 0, onSome: DateTime.toEpochMillis })

/** The URL of a service, or a sentence that says what the catalog has instead. */
export const chooseEndpoint = (
  catalog: readonly wire.CatalogService[],
  type: string,
  { region, interface: wanted }: Pick<CheckedConnection, "region" | "interface">,
): { readonly url: string } | { readonly missing: string } => {
  const all = catalog.filter((service) => service.type === type).flatMap((service) => service.endpoints)
  if (all.length === 0) return { missing: `The catalog of this project has no service of type ${type}.` }
  const ofInterface = all.filter((endpoint) => endpoint.interface === wanted)
  if (ofInterface.length === 0) {
    return { missing: `The catalog has ${type} with ${list(all.map((one) => one.interface))}, not with ${wanted}.` }
  }
  const regions = ofInterface.map(regionOf)
  const found = ofInterface.filter((endpoint) => region === undefined || regionOf(endpoint) === region)
  const [first] = found
  if (first === undefined) return { missing: `The catalog has ${type} in ${list(regions)}, not in ${region}.` }
  if (new Set(found.map((endpoint) => endpoint.url)).size > 1) {
    return { missing: `The catalog has ${type} in ${list(regions)}: name a region.` }
  }
  return { url: withoutSlash(first.url) }
}

/** An endpoint that stands in for the catalog's. Source: `keystoneauth1/session.py`, `_StringFormatter`. */
export const fillEndpoint = (
  template: string,
  project: { readonly id: string } | undefined,
): { readonly url: string } | { readonly missing: string } => {
  const url = withoutSlash(template)
  if (!url.includes("%(project_id)s")) return { url }
  if (project === undefined) return { missing: `There is no project for %(project_id)s in ${template}.` }
  return { url: url.replaceAll("%(project_id)s", project.id) }
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, "")

const regionOf = (endpoint: wire.CatalogEndpoint): string => endpoint.region_id ?? endpoint.region ?? "no region"

const list = (words: readonly string[]): string => [...new Set(words)].sort().join(" and ")

interface UserFields {
  readonly username?: string
  readonly userId?: string
  readonly userDomain?: string
  readonly userDomainId?: string
}

const userOf = ({ username = "", userId, userDomain, userDomainId }: UserFields) =>
  userId === undefined ? { name: username, domain: domainOf(userDomain, userDomainId) } : { id: userId }

const projectOf = ({ id, name = "", domain, domainId }: ProjectReference) =>
  id === undefined ? { name, domain: domainOf(domain, domainId) } : { id }

const domainOf = (name: string | undefined, id: string | undefined) =>
  id === undefined ? { name: name ?? "" } : { id }
