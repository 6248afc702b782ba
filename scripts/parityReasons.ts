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
  {
    pattern: /^mgmt-instances-list(-deleted)?$/,
    reason: "a deletion of the script's clean-up is refused, and leaves a fault, while Nova still builds the server",
  },
]

export const differenceReasons: readonly Reason[] = [
  {
    pattern: /^2[25] main\/race-quota-after-double-delete$/,
    reason: "four deletes run at once there; the mock answers one request after the other",
  },
  {
    pattern: /^2[25] main\/timeline-instance-(guest|nova)-error$/,
    reason: "how many steps of a failing build a poller sees depends on the moment; that run saw one more",
  },
  {
    pattern: /^25 main\/inst-(detail|list-unknown-param|show-full|show-full-admin)$/,
    reason: "the harness had given out one public address more before: the last number of an address",
  },
  {
    pattern: /^25 main\/mgmt-instances$/,
    reason: "an instance of an earlier run was still in the table",
  },
]

export const wordingReasons: readonly Reason[] = [
  {
    pattern: /\/(inst-show-admin-other-tenant|mgmt-instance-show)$/,
    reason: "the details of a fault are a Python traceback there, which only the operator sees",
  },
  { pattern: /\/inst-show-upper$/, reason: "repeats a random id, in upper case" },
  { pattern: /\/ks-token-no-identity$/, reason: "Keystone appends the JSON schema that was not met" },
]
