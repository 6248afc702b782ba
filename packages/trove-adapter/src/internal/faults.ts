/** What an answer that is no success, or no answer at all, means: from evidence to reason, without input or output. */
import { type TroveCall, TroveError, type TroveEvidence, type TroveReason } from "../TroveError.ts"
import { isSwiftCall, swiftReason } from "./swiftFaults.ts"

/** An answer that is no success. `asks` tells a restore from any other creation of an instance. */
export interface Refusal {
  readonly call: TroveCall
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly asks?: "restore"
  /** The instance and the backup the request is about: an answer that names one of them is about that. */
  readonly names?: Named
  /** Never to appear in a message: the token and what the request held. */
  readonly secrets?: readonly string[]
}

/** Ids that a request holds, by what they are of. */
export interface Named {
  readonly instance?: string | undefined
  readonly backup?: string | undefined
}

/** The error of an answer that is no success. */
export const fromRefusal = (refusal: Refusal): TroveError => {
  const { call, status, headers } = refusal
  const { key, message, retryAfter, retryAfterMs } = read(refusal)
  const told = tell(refusal, key, message, retryAfter)
  const requestId = headers.get("x-openstack-request-id") ?? undefined
  const evidence: TroveEvidence = {
    ...(key === undefined ? {} : { bodyKey: key }),
    ...(retryAfter ? { retryAfter } : {}),
    ...(told.byMessage === true ? { byMessage: true } : {}),
  }
  return new TroveError({
    call,
    reason: told.reason,
    status,
    message: hide(
      `${call.operation}: ${call.method} ${call.path} answered ${status}${key === undefined ? "" : ` (${key})`}: ${message}`,
      refusal.secrets,
    ),
    outcome: outcomeOf(call, status, key, told.reason),
    evidence,
    ...(requestId === undefined ? {} : { requestId }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/**
 * The error of a request that got no answer. A connection that never stood carried no request. It names where nobody
 * answered: often an address that nobody wrote down, but Keystone's catalog.
 */
export const fromThrown = (call: TroveCall, cause: unknown, at?: string): TroveError => {
  const socketCode = codeOf(cause)
  const refused = socketCode !== undefined && certificateFault.test(socketCode)
  const neverStood = refused || (socketCode !== undefined && unconnected.has(socketCode))
  return new TroveError({
    call,
    reason: refused ? "certificateRefused" : "connectionLost",
    message: `${call.operation}: ${call.method} ${call.path} got no answer${originOf(at)}${socketCode === undefined ? "" : ` (${socketCode})`}`,
    outcome: neverStood || changesNothing(call) ? "notStarted" : "unknown",
    evidence: socketCode === undefined ? {} : { socketCode },
    cause,
  })
}

/** Scheme, host and port alone: what stands before the host of an address may be a password. */
export const originOf = (address: string | undefined): string =>
  address !== undefined && URL.canParse(address) ? ` from ${new URL(address).origin}` : ""

/** Whether a call leaves everything as it was, so that it may be repeated. */
export const changesNothing = (call: TroveCall): boolean =>
  call.method === "GET" || call.method === "HEAD" || identity.has(call.operation)

interface Told {
  readonly reason: TroveReason
  readonly byMessage?: true
}

const tell = (refusal: Refusal, key: string | undefined, message: string, retryAfter: boolean): Told => {
  const { call, status, asks } = refusal
  if (isSwiftCall(call.operation)) return { reason: swiftReason(status, refusal.headers) }
  if (status >= 400 && !isOwn(refusal, key) && !(retryAfter && status === 413)) return { reason: foreign(status) }
  switch (status) {
    case 401:
      return unauthorized(refusal, key, message)
    case 403:
      if (key === "flat") return { reason: "wrongProject" }
      if (asks === "restore" && /too large/i.test(message)) return { reason: "tooLarge", byMessage: true }
      if (call.operation === "deleteInstance" && /replica/i.test(message)) {
        return { reason: "replicasAttached", byMessage: true }
      }
      return { reason: "forbidden" }
    case 404:
      return missing(refusal, message)
    case 409:
      return /checksum/i.test(message) ? { reason: "checksumMismatch", byMessage: true } : { reason: "notComplete" }
    case 413:
      return { reason: retryAfter ? "rateLimited" : "quotaExceeded" }
    case 422:
      return unprocessable(call, message)
    case 400:
      if (guestCalls.has(call.operation)) return { reason: "guestUnreachable" }
      if (/communicating with the guest|the guest agent/i.test(message))
        return { reason: "guestUnreachable", byMessage: true }
      return { reason: "badRequest" }
    case 429:
      return { reason: "rateLimited" }
    case 500:
      return (key === "serverError" && ofSwift(refusal, "swiftUnavailable", message)) || { reason: "serverFault" }
    case 501:
      return { reason: "notSupported" }
    default:
      if (status === 408 || status > 501) return { reason: "unavailable" }
      return { reason: status >= 400 ? "badRequest" : "malformedAnswer" }
  }
}

/**
 * Gateways write bodies with a key as well: `error` is not Trove's but in a 401, and its 404 has one key only. A 404 under
 * another key than `error` is not Keystone's: the address of Trove was given for its own, and no password mends that.
 */
const isOwn = ({ call, status }: Refusal, key: string | undefined): boolean => {
  if (key === undefined) return false
  if (identity.has(call.operation)) return status !== 404 || key === "error"
  return status === 404 ? key === "itemNotFound" : key !== "error" || status === 401
}

/**
 * A body that neither Trove nor Keystone writes: whatever stands before them refused. Its 404 says nothing about a backup,
 * its 401 nothing about a token.
 */
const foreign = (status: number): TroveReason =>
  status === 408 || status >= 500 ? "unavailable" : status === 429 ? "rateLimited" : "refusedOnTheWay"

/** The text alone tells what is missing; an id in it is one of the request's, since Trove repeats what it did not find. */
const missing = ({ call, asks, names = {} }: Refusal, message: string): Told => {
  const ofIdentity = identityReason(call)
  if (ofIdentity !== undefined) return { reason: ofIdentity }
  const isNamed = (id: string | undefined) => id !== undefined && message.includes(id)
  if (/^the resource could not be found\.?$/i.test(message)) return { reason: "routeMissing", byMessage: true }
  if (asks === "restore" && /^backup file/i.test(message)) return { reason: "objectMissing", byMessage: true }
  if (/^swift is disabled/i.test(message)) return { reason: "swiftMissing", byMessage: true }
  if (isNamed(names.instance)) return { reason: "instanceNotFound", byMessage: true }
  return isNamed(names.backup) ? { reason: "backupNotFound", byMessage: true } : { reason: "notFound" }
}

/** Only `error` is about the token. `unauthorized` is Swift's refusal wherever Swift is asked, else the policy's. */
const unauthorized = (refusal: Refusal, key: string | undefined, message: string): Told => {
  const ofIdentity = identityReason(refusal.call)
  if (ofIdentity !== undefined) return { reason: ofIdentity }
  if (key === "error") return { reason: "tokenExpired" }
  return ofSwift(refusal, "swiftRefused", message) ?? { reason: "unauthorizedByPolicy" }
}

/** Whether it is about Swift: of a call that asks nobody else that is sure, of the making of a replica its text tells. */
const ofSwift = ({ call, asks }: Refusal, reason: TroveReason, message: string): Told | undefined => {
  if (swiftCalls.has(call.operation) || asks === "restore") return { reason }
  return call.operation === "createInstance" && /\bswift\b/i.test(message) ? { reason, byMessage: true } : undefined
}

/** Keystone answers 404 for an unknown application credential and for a dead token, 401 for everything else. */
const identityReason = ({ operation }: TroveCall): TroveReason | undefined => {
  if (operation === "issueToken") return "credentialsRefused"
  return operation === "validateToken" ? "tokenExpired" : undefined
}

const unprocessable = (call: TroveCall, message: string): Told => {
  if (call.operation === "deleteBackup") return { reason: "backupRunning" }
  if (call.operation === "deleteInstance" || call.method === "GET") return { reason: "notReady" }
  return /is not ready/i.test(message) ? { reason: "notReady", byMessage: true } : { reason: "busy" }
}

/**
 * What the service may have done. A read changes nothing; a refusal comes before the work, except that deleting a backup
 * goes through its descendants one by one; a failure of the server or of something before it tells nothing.
 */
const outcomeOf = (call: TroveCall, status: number, key: string | undefined, reason: TroveReason) => {
  if (changesNothing(call) || reason === "refusedOnTheWay") return "notStarted"
  if (call.operation === "deleteBackup" && (status === 422 || status === 500)) return "unknown"
  if (reason === "swiftUnavailable") return "notStarted"
  if (reason === "guestUnreachable") return "unknown"
  if ((status === 501 && key !== undefined) || (status === 503 && key === "flat")) return "notStarted"
  return status >= 500 || status === 408 ? "unknown" : "notStarted"
}

const identity: ReadonlySet<string> = new Set(["issueToken", "validateToken"])
const swiftCalls: ReadonlySet<string> = new Set(["createBackup", "deleteBackup"])
/** What OpenSSL and Node say of a certificate: the service's, or ours which the service did not take or did not get. */
const certificateFault = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNKNOWN_CA|INVALID_CA|HOSTNAME_MISMATCH/
const unconnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_TLS_HANDSHAKE_TIMEOUT",
])
const guestCalls: ReadonlySet<string> = new Set(["listDatabases", "listUsers"])

interface Read {
  readonly key: string | undefined
  readonly message: string
  readonly retryAfter: boolean
  readonly retryAfterMs: number | undefined
}

/** The key of the body where it has a shape of Trove or Keystone, its message as plain text, and how long to wait where that is told in seconds. */
const read = ({ body, headers, status }: Refusal): Read => {
  const [name, fault] = isObject(body) ? (Object.entries(body)[0] ?? []) : []
  const flat = isObject(body) && typeof body["message"] === "string" && typeof body["code"] === "string"
  const own = isObject(fault) && typeof fault["message"] === "string" ? name : undefined
  const text =
    isObject(body) && typeof body["message"] === "string" ? body["message"] : isObject(fault) ? fault["message"] : body
  const wait = headers.get("retry-after") ?? (isObject(fault) ? fault["retryAfter"] : undefined)
  return {
    key: flat ? "flat" : own,
    message: (typeof text === "string" && plain(text)) || `status ${status} without a message`,
    retryAfter: wait !== undefined,
    retryAfterMs: typeof wait === "string" && /^\d+$/.test(wait) ? Number(wait) * 1000 : undefined,
  }
}

/** undici hides the socket's error below its own `TypeError`. */
const codeOf = (cause: unknown): string | undefined => {
  if (!isObject(cause)) return undefined
  return typeof cause["code"] === "string" ? cause["code"] : codeOf(cause["cause"])
}

/** Text without markup and line breaks, of bearable length. */
const plain = (text: string): string => {
  const line = text
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
  return line.length > 500 ? `${line.slice(0, 500)}…` : line
}

/** A text in which no secret stands. */
export const hide = (text: string, secrets: readonly string[] = []): string =>
  secrets.filter((secret) => secret !== "").reduce((shown, secret) => shown.replaceAll(secret, "<redacted>"), text)

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)
