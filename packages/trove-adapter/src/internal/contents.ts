/**
 * What is in an instance as far as its guest tells: names of databases and users, never a row. What the guest does not
 * answer is unknown, and says why; it fails nothing.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { TroveService } from "../Trove.ts"
import type { TroveError } from "../TroveError.ts"
import type { SavedContents } from "../TroveSavedInfo.ts"
import { present } from "./present.ts"

/** Asks the guest for both lists, page by page, now. A user is `name@host`, or the name alone where there are no hosts. */
export const contentsOf = Effect.fnUntraced(function* (
  trove: TroveService,
  instanceId: string,
): Effect.fn.Return<SavedContents> {
  const at = DateTime.formatIso(yield* DateTime.now)
  const databases = yield* namesOf(Stream.map(trove.listDatabases(instanceId), ({ name }) => name))
  // A guest that did not answer once takes as long to not answer again.
  const users =
    "unknown" in databases
      ? databases
      : yield* namesOf(Stream.map(trove.listUsers(instanceId), ({ name, host }) => (host ? `${name}@${host}` : name)))
  const told = [databases, users].map((list) => ("unknown" in list ? list.unknown : undefined))
  return present({
    at,
    databases: "names" in databases ? databases.names : undefined,
    users: "names" in users ? users.names : undefined,
    unknown: told.find((reason) => reason !== undefined),
  })
})

/** How what was found differs from what was recorded; `unknown` says why something could not be compared. */
export interface ContentsDrift {
  readonly databases?: NamesDrift
  readonly users?: NamesDrift
  readonly unknown?: string
}

export type NamesDrift = { readonly missing: readonly string[]; readonly added: readonly string[] }

/** Compares each list that both sides have. */
export const contentsDrift = (recorded: SavedContents | undefined, found: SavedContents): ContentsDrift =>
  present({
    databases: namesDrift(recorded?.databases, found.databases),
    users: namesDrift(recorded?.users, found.users),
    unknown:
      recorded === undefined
        ? "Databases and users were not recorded when it was protected."
        : (recorded.unknown ?? found.unknown),
  })

const namesDrift = (
  recorded: readonly string[] | undefined,
  found: readonly string[] | undefined,
): NamesDrift | undefined =>
  recorded === undefined || found === undefined
    ? undefined
    : { missing: without(recorded, found), added: without(found, recorded) }

const without = (names: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others)
  return names.filter((name) => !known.has(name))
}

/** Beyond these, a manifest of many instances would grow by megabytes. */
const most = 1000

/** A guest that is dead keeps a question for 15 seconds. */
const patience = "25 seconds"

const namesOf = (
  names: Stream.Stream<string, TroveError>,
): Effect.Effect<{ readonly names: readonly string[] } | { readonly unknown: string }> =>
  names.pipe(
    Stream.take(most + 1),
    Stream.runCollect,
    Effect.timeout(patience),
    Effect.map((found) =>
      found.length > most ? { unknown: `There are more than ${most}; they are not compared.` } : { names: found },
    ),
    Effect.catch(({ message }) => Effect.succeed({ unknown: `The guest did not tell: ${message}` })),
  )
