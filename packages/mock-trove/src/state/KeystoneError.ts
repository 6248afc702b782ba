/** Why Keystone refused, thrown by its rules and turned into an answer at its edge. */
import type { Json } from "../Json.ts"

export class KeystoneError extends Error {
  override readonly name = "KeystoneError"
  readonly status: number
  /** What stands beside code and message in some answers. */
  readonly identity: Json | undefined

  constructor(status: number, message: string, identity?: Json) {
    super(message)
    this.status = status
    this.identity = identity
  }
}

const blame =
  "The server could not comply with the request since it is either malformed or otherwise incorrect. The client is assumed to be in error."

export const expected = (attribute: string, target: string): KeystoneError =>
  new KeystoneError(400, `Expecting to find ${attribute} in ${target}. ${blame}`)

export const invalid = (message: string): KeystoneError => new KeystoneError(400, `${message} ${blame}`)

/** Says nothing about the reason, on purpose: a wrong password, an unknown user and a missing role look the same. */
export const unauthorized = (): KeystoneError =>
  new KeystoneError(401, "The request you have made requires authentication.")

export const forbidden = (action: string): KeystoneError =>
  new KeystoneError(403, `You are not authorized to perform the requested action: ${action}.`)

export const notFound = (message: string): KeystoneError => new KeystoneError(404, message)
