/**
 * What the adapter relies on in an answer, checked before anything believes it. Unknown fields pass, statuses are any
 * string, and the answer itself goes on untouched: these schemas only look.
 */
import * as Schema from "effect/Schema"
import { usual } from "./usual.ts"

const maybeText = Schema.optionalKey(Schema.NullOr(Schema.String))
const links = Schema.optionalKey(Schema.Array(Schema.Struct({ href: Schema.String, rel: Schema.String })))

const backup = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  status: Schema.String,
  created: Schema.String,
  updated: Schema.String,
  description: maybeText,
  locationRef: maybeText,
  instance_id: maybeText,
  parent_id: maybeText,
  size: Schema.optionalKey(Schema.NullOr(Schema.Finite)),
  datastore: Schema.optionalKey(Schema.Struct({ type: Schema.String, version: Schema.String })),
})

const instance = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  status: Schema.String,
  operating_status: Schema.optionalKey(Schema.String),
  flavor: Schema.Struct({ id: Schema.String }),
  datastore: Schema.Struct({ type: Schema.NullOr(Schema.String), version: Schema.NullOr(Schema.String) }),
  volume: Schema.optionalKey(
    Schema.Struct({ size: Schema.NullOr(Schema.Finite), used: Schema.optionalKey(Schema.Finite) }),
  ),
  fault: Schema.optionalKey(Schema.Struct({ message: Schema.String, created: Schema.optionalKey(Schema.String) })),
})

const listedMgmtInstance = Schema.Struct({ ...instance.fields, tenant_id: Schema.String })

const configuration = Schema.Struct({ id: Schema.String, name: Schema.String, description: maybeText })
const version = Schema.Struct({ id: Schema.String, name: Schema.String })
const flavor = Schema.Struct({ id: Schema.NullOr(Schema.Finite), str_id: Schema.String, name: Schema.String })

const endpoint = Schema.Struct({
  interface: Schema.String,
  url: Schema.String,
  region: maybeText,
  region_id: maybeText,
})

const issued = Schema.Struct({
  token: Schema.Struct({
    methods: Schema.Array(Schema.String),
    issued_at: Schema.String,
    expires_at: Schema.String,
    user: Schema.Struct({ id: Schema.String }),
    project: Schema.optionalKey(Schema.Struct({ id: Schema.String, name: Schema.optionalKey(Schema.String) })),
    catalog: Schema.optionalKey(
      Schema.Array(Schema.Struct({ type: Schema.String, endpoints: Schema.Array(endpoint) })),
    ),
  }),
})

/** What is looked at in each answer of Trove, Keystone and Swift that has a body. */
export const shapes = {
  listVersions: Schema.Struct({ versions: Schema.Array(Schema.Struct({ id: Schema.String, status: Schema.String })) }),
  listBackups: Schema.Struct({ backups: Schema.Array(backup), links }),
  createBackup: Schema.Struct({ backup }),
  showBackup: Schema.Struct({ backup }),
  listInstanceBackups: Schema.Struct({ backups: Schema.Array(backup), links }),
  listBackupStrategies: Schema.Struct({
    backup_strategies: Schema.Array(Schema.Struct({ instance_id: Schema.String, swift_container: Schema.String })),
  }),
  createBackupStrategy: Schema.Struct({
    backup_strategy: Schema.Struct({ instance_id: Schema.String, swift_container: Schema.String }),
  }),
  listInstances: Schema.Struct({ instances: Schema.Array(instance), links }),
  listInstancesDetail: Schema.Struct({ instances: Schema.Array(instance), links }),
  listMgmtInstances: Schema.Struct({ instances: Schema.Array(listedMgmtInstance), links }),
  createInstance: Schema.Struct({ instance }),
  showInstance: Schema.Struct({ instance }),
  listDatabases: Schema.Struct({ databases: Schema.Array(Schema.Struct({ name: Schema.String })), links }),
  listUsers: Schema.Struct({ users: Schema.Array(Schema.Struct({ name: Schema.String, host: maybeText })), links }),
  listDatastores: Schema.Struct({ datastores: Schema.Array(version) }),
  showDatastore: Schema.Struct({ datastore: version }),
  listDatastoreVersions: Schema.Struct({ versions: Schema.Array(version) }),
  showDatastoreVersion: Schema.Struct({ version }),
  showDatastoreVersionById: Schema.Struct({ version }),
  listDatastoreVersionFlavors: Schema.Struct({ flavors: Schema.Array(flavor) }),
  listDatastoreVersionVolumeTypes: Schema.Struct({
    volume_types: Schema.Array(Schema.Struct({ id: Schema.String, name: Schema.String })),
  }),
  listFlavors: Schema.Struct({ flavors: Schema.Array(flavor) }),
  showFlavor: Schema.Struct({ flavor }),
  listConfigurations: Schema.Struct({ configurations: Schema.Array(configuration), links }),
  showConfiguration: Schema.Struct({ configuration }),
  createConfiguration: Schema.Struct({ configuration }),
  listLimits: Schema.Struct({ limits: Schema.Array(Schema.Struct({ verb: Schema.String })) }),
  showQuotas: Schema.Struct({
    quotas: Schema.Array(Schema.Struct({ resource: Schema.String, in_use: Schema.Finite, limit: Schema.Finite })),
  }),
  listObjects: Schema.Array(Schema.Struct({ name: Schema.String, hash: Schema.String, bytes: Schema.Finite })),
  issueToken: issued,
  validateToken: issued,
}

/** The look at each answer, by operation: a sentence about what is wrong, or nothing. */
export const answers: { readonly [operation: string]: ((answer: unknown) => string | undefined) | undefined } =
  Object.fromEntries(Object.entries(shapes).map(([operation, shape]) => [operation, faultOf(shape, usual[operation])]))

/** The first fault of an answer as a sentence, or nothing. */
function faultOf(
  shape: Schema.Schema<unknown> & Schema.Top & { readonly DecodingServices: never },
  isUsual: (answer: unknown) => boolean = () => false,
) {
  const isGood = Schema.is(shape)
  const { validate } = Schema.toStandardSchemaV1(shape)["~standard"]
  return (answer: unknown): string | undefined => {
    // Nearly every answer is; a sentence takes twice as long to find.
    if (isUsual(answer) || isGood(answer)) return undefined
    const result = validate(answer)
    if (result instanceof Promise) return "it can not be checked at once"
    const [issue] = result.issues ?? []
    return issue === undefined ? undefined : `${(issue.path ?? []).map(keyOf).join(".")}: ${issue.message}`
  }
}

const keyOf = (part: PropertyKey | { readonly key: PropertyKey }): string =>
  String(typeof part === "object" ? part.key : part)
