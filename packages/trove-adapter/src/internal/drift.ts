/** How a restored instance differs from its source, field by field, and whose doing that is. Pure. */
import type { Json } from "@breakwater/core"
import type { Instance } from "../generated/trove.ts"
import type { RestoreOptions } from "../TroveInstanceSchemas.ts"
import type { SavedInstance, TroveSavedInfo } from "../TroveSavedInfo.ts"
import type { ContentsDrift } from "./contents.ts"
import { unmarked } from "./mark.ts"
import { present } from "./present.ts"
import { savedInstance } from "./wire.ts"

/**
 * `asked`: the parameters wanted it otherwise. `elsewhere`: it belonged to the old project or region. `notRestorable`:
 * Trove can not restore it. `unexpected`: it should be the same and is not.
 */
export type DriftCause = "asked" | "elsewhere" | "notRestorable" | "unexpected"

/** For databases and users, `source` are those only it had and `restored` those only the new one has. */
export type Difference = {
  readonly field: string
  readonly source: Json
  readonly restored: Json
  readonly because: DriftCause
}

export type Drift = {
  readonly differences: readonly Difference[]
  /** What nobody tells about one of both, or about any instance. */
  readonly notCompared: readonly string[]
}

export const driftOf = (
  saved: TroveSavedInfo,
  instance: Instance,
  contents: ContentsDrift,
  options: RestoreOptions,
  elsewhere: boolean,
): Drift => {
  const source = fieldsOf(saved.instance, saved.datastore)
  const restored = fieldsOf(savedInstance(instance), instance.datastore)
  const differences = Object.keys(rules).flatMap((field) => {
    const rule = rules[field]
    const [one, other] = [source[field] ?? null, restored[field] ?? null]
    if (rule === undefined || same(one, other) || (rule.untold && other === null)) return []
    return [{ field, source: one, restored: other, because: causeOf(rule, options, elsewhere) }]
  })
  const inside = (["databases", "users"] as const).flatMap((field): readonly Difference[] => {
    const names = contents[field]
    if (names === undefined || names.missing.length + names.added.length === 0) return []
    return [{ field, source: names.missing, restored: names.added, because: "unexpected" }]
  })
  const untold = Object.keys(rules).filter((field) => {
    const [one, other] = [source[field], restored[field]]
    return rules[field]?.untold === true && one !== undefined && other === undefined
  })
  return {
    differences: [...differences, ...inside],
    notCompared: [
      ...untold.map(
        (field) => `${field}: the source had ${JSON.stringify(source[field])}, of the new one Trove does not tell.`,
      ),
      ...(contents.unknown === undefined ? [] : [`databases and users: ${contents.unknown}`]),
      "passwords and grants of users, root, modules and published logs: Trove tells nothing that could be saved.",
    ],
  }
}

/** What should be the same and is not, as sentences. */
export const unexpected = ({ differences }: Drift): readonly string[] =>
  differences
    .filter(({ because }) => because === "unexpected")
    .map(
      ({ field, source, restored }) =>
        `${field} differs: ${JSON.stringify(source)} became ${JSON.stringify(restored)}.`,
    )

interface Rule {
  /** The parameters that want it otherwise. */
  readonly by?: readonly (keyof RestoreOptions)[]
  /** It belongs to a project or region. */
  readonly surroundings?: true
  readonly notRestorable?: true
  /** Trove itself never tells it; some vendors' do. */
  readonly untold?: true
}

const rules: { readonly [field: string]: Rule } = {
  name: { by: ["restore_name"] },
  datastore: {},
  datastoreVersion: { by: ["datastore_version"] },
  flavor: { by: ["flavor"] },
  volumeSize: { by: ["volume_size"] },
  volumeType: { by: ["volume_type"], surroundings: true, untold: true },
  network: { by: ["network_id", "subnet_id"], surroundings: true },
  public: { by: ["access"] },
  allowedCidrs: { by: ["access"] },
  availabilityZone: { by: ["availability_zone"], surroundings: true, untold: true },
  configuration: { by: ["configuration", "recreate_configuration"], surroundings: true },
  locality: { by: ["locality"], surroundings: true },
  region: { by: ["region"], surroundings: true },
  addresses: { by: ["ip_address"], notRestorable: true },
  replicaOf: { notRestorable: true },
  replicas: { notRestorable: true },
}

const causeOf = (
  { by = [], surroundings, notRestorable }: Rule,
  options: RestoreOptions,
  elsewhere: boolean,
): DriftCause => {
  if (by.some((name) => options[name] !== undefined)) return "asked"
  if (notRestorable) return "notRestorable"
  return surroundings && elsewhere ? "elsewhere" : "unexpected"
}

type Datastore = { readonly type: string | null; readonly version: string | null } | undefined

const fieldsOf = (instance: SavedInstance, datastore: Datastore): { readonly [field: string]: Json | undefined } =>
  present({
    name: unmarked(instance.name),
    datastore: datastore?.type ?? undefined,
    datastoreVersion: datastore?.version ?? undefined,
    flavor: instance.flavor?.id,
    volumeSize: instance.volume?.size,
    volumeType: instance.volume?.type,
    network: instance.networkId,
    public: instance.access?.isPublic,
    allowedCidrs: instance.access?.allowedCidrs && [...instance.access.allowedCidrs].sort(),
    availabilityZone: instance.availabilityZone,
    configuration: instance.configuration?.id,
    locality: instance.locality,
    region: instance.region,
    addresses: instance.addresses && [...instance.addresses].sort(),
    replicaOf: instance.replicaOf,
    replicas: instance.replicas,
  })

const same = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other)
