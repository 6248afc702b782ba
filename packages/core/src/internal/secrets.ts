/** References to secrets, and what they stand for. Nothing here keeps, logs or quotes a secret. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Json } from "../Json.ts"
import { ProtectionError } from "../ProtectionError.ts"
import { SecretReference } from "../SecretReference.ts"
import { conceal } from "./concealed.ts"
import { escapePointer } from "./escapePointer.ts"

/** Where secrets of each kind come from; undefined is "there is none of that name". */
export interface SecretSources {
  readonly env: (name: string) => string | undefined
  readonly file: (path: string) => Effect.Effect<string | undefined, ProtectionError>
  readonly cloud: ((name: string) => Promise<string>) | undefined
}

/** Every text in a value that means to be a reference, with its JSON Pointer. */
export const referencesIn = (
  value: Json,
  pointer: string,
): readonly { readonly pointer: string; readonly text: string }[] => {
  if (typeof value === "string") return /^(env|file|cloud):/.test(value) ? [{ pointer, text: value }] : []
  if (typeof value !== "object" || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => referencesIn(member, `${pointer}/${escapePointer(key)}`))
}

/** The secret behind a reference. */
export const secretOf = (sources: SecretSources, reference: string): Effect.Effect<string, ProtectionError> => {
  if (!isReference(reference))
    return refused(`"${reference.split(":")[0]}:" is followed by nothing that can be looked up`)
  const name = reference.slice(reference.indexOf(":") + 1)
  switch (reference.split(":")[0]) {
    case "env":
      return given(
        Effect.sync(() => sources.env(name)),
        `The environment variable ${name} is not set`,
      )
    case "file":
      return given(
        Effect.map(sources.file(name), (text) => text?.replace(/\r?\n$/, "")),
        `The file ${name} is not there, or empty`,
      )
    default: {
      const { cloud } = sources
      if (cloud === undefined) {
        return new ProtectionError({
          code: "notSupported",
          message: `${reference} can not be looked up: this host has no resolver for cloud: references`,
          recovery: "Give a function as the option cloud, or name the secret by env: or file:.",
        })
      }
      return given(
        Effect.tryPromise({
          try: () => cloud(name),
          catch: (cause) =>
            cause instanceof ProtectionError
              ? cause
              : new ProtectionError(
                  { code: "unavailable", message: `The host's resolver failed for ${reference}` },
                  { cause },
                ),
        }),
        `The host's resolver knows no ${reference}`,
      )
    }
  }
}

/** The secret a reference stands for; any other text as it is. */
export const reveal = (sources: SecretSources, text: string): Effect.Effect<string, ProtectionError> =>
  isReference(text) ? secretOf(sources, text) : Effect.succeed(text)

const isReference: (text: string) => boolean = Schema.is(SecretReference)

const given = (secret: Effect.Effect<string | undefined, ProtectionError>, missing: string) =>
  Effect.flatMap(secret, (text) => {
    if (text === undefined || text === "") return refused(missing)
    conceal(text)
    return Effect.succeed(text)
  })

const refused = (message: string) =>
  Effect.fail(
    new ProtectionError({
      code: "notFound",
      message,
      recovery: "Put the secret where the reference points, or correct the reference.",
    }),
  )
