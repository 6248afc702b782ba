/**
 * What the adapter relies on in an answer, checked before anything believes it. Unknown fields pass, statuses are any
 * string, and the answer itself goes on untouched: these schemas only look.
 */
import * as Schema from "effect/Schema"

const { Array: List, Finite, NullOr, String: Text, Struct, optionalKey } = Schema

const maybeText = optionalKey(NullOr(Text))
const links = optionalKey(List(Struct({ href: Text, rel: Text })))

const backup = Struct({
  id: Text,
  name: Text,
  status: Text,
  created: Text,
  updated: Text,
  description: maybeText,
  locationRef: maybeText,
  instance_id: maybeText,
  parent_id: maybeText,
  size: optionalKey(NullOr(Finite)),
  datastore: optionalKey(Struct({ type: Text, version: Text })),
})

const instance = Struct({
  id: Text,
  name: Text,
  status: Text,
  operating_status: optionalKey(Text),
  flavor: Struct({ id: Text }),
  datastore: Struct({ type: NullOr(Text), version: NullOr(Text) }),
  volume: optionalKey(Struct({ size: NullOr(Finite), used: optionalKey(Finite) })),
  fault: optionalKey(Struct({ message: Text, created: optionalKey(Text) })),
})

const version = Struct({ id: Text, name: Text })
const flavor = Struct({ id: NullOr(Finite), str_id: Text, name: Text })

const endpoint = Struct({ interface: Text, url: Text, region: maybeText, region_id: maybeText })

const issued = Struct({
  token: Struct({
    methods: List(Text),
    issued_at: Text,
    expires_at: Text,
    user: Struct({ id: Text }),
    project: optionalKey(Struct({ id: Text, name: optionalKey(Text) })),
    catalog: optionalKey(List(Struct({ type: Text, endpoints: List(endpoint) }))),
  }),
})

/** What is looked at in each answer of Trove and Keystone that has a body. */
export const shapes = {
  listVersions: Struct({ versions: List(Struct({ id: Text, status: Text })) }),
  listBackups: Struct({ backups: List(backup), links }),
  createBackup: Struct({ backup }),
  showBackup: Struct({ backup }),
  listInstanceBackups: Struct({ backups: List(backup), links }),
  listBackupStrategies: Struct({ backup_strategies: List(Struct({ instance_id: Text, swift_container: Text })) }),
  createBackupStrategy: Struct({ backup_strategy: Struct({ instance_id: Text, swift_container: Text }) }),
  listInstances: Struct({ instances: List(instance), links }),
  listInstancesDetail: Struct({ instances: List(instance), links }),
  createInstance: Struct({ instance }),
  showInstance: Struct({ instance }),
  listDatabases: Struct({ databases: List(Struct({ name: Text })), links }),
  listUsers: Struct({ users: List(Struct({ name: Text, host: maybeText })), links }),
  listDatastores: Struct({ datastores: List(version) }),
  showDatastore: Struct({ datastore: version }),
  listDatastoreVersions: Struct({ versions: List(version) }),
  showDatastoreVersion: Struct({ version }),
  showDatastoreVersionById: Struct({ version }),
  listFlavors: Struct({ flavors: List(flavor) }),
  showFlavor: Struct({ flavor }),
  listLimits: Struct({ limits: List(Struct({ verb: Text })) }),
  showQuotas: Struct({ quotas: List(Struct({ resource: Text, in_use: Finite, limit: Finite })) }),
  issueToken: issued,
  validateToken: issued,
}

/** The look at each answer, by operation: a sentence about what is wrong, or nothing. */
export const answers: { readonly [operation: string]: ((answer: unknown) => string | undefined) | undefined } =
  Object.fromEntries(Object.entries(shapes).map(([operation, shape]) => [operation, faultOf(shape)]))

/** The first fault of an answer as a sentence, or nothing. */
function faultOf(shape: Schema.Schema<unknown> & Schema.Top & { readonly DecodingServices: never }) {
  const { validate } = Schema.toStandardSchemaV1(shape)["~standard"]
  return (answer: unknown): string | undefined => {
    const result = validate(answer)
    if (result instanceof Promise) return "it can not be checked at once"
    const [issue] = result.issues ?? []
    return issue === undefined ? undefined : `${(issue.path ?? []).map(keyOf).join(".")}: ${issue.message}`
  }
}

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }): string =>
  String(typeof part === "object" ? part.key : part)
