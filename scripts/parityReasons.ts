/** Why the mock may answer otherwise than a real Trove did: the only differences that `pnpm test:parity` lets stand. */

/** `pattern` is held against `<release> <group>/<recording>`. */
interface Reason {
  readonly pattern: RegExp
  readonly reason: string
}

/** By the name of a recording alone: answers that match or not by luck, of the real one too. */
export const luck: readonly Reason[] = [
  { pattern: /^config-list(-limit)?$/, reason: "ordered by ids, which are random" },
  {
    pattern: /^timeline-backup-full$/,
    reason: "asks for an instance and then for its backup, which may end between the two",
  },
]

export const differenceReasons: readonly Reason[] = []

export const wordingReasons: readonly Reason[] = []
