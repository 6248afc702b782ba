/** Reads what Keystone is given. */
import type { Json, JsonObject } from "../Json.ts"
import { expected, KeystoneError, unauthorized } from "./KeystoneError.ts"

/** The only domain there is. */
export const requireDomain = ({ id, name }: JsonObject): void => {
  if (id === undefined && name === undefined) throw expected("id or name", "domain")
  if (name === undefined ? id !== "default" : name !== "Default") throw unauthorized()
}

export const object = (value: Json | undefined, name: string): JsonObject => {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject
  throw new KeystoneError(400, `${JSON.stringify(value ?? null)} is not of type 'object': ${name}`)
}
