/** Troubles of instances, of what is inside them and of who may do what with them. */
import { nobody, type Situations } from "./Situation.ts"
import { collect, type Stage } from "./Stage.ts"

export const ofInstances: Situations<
  | "instanceNotFound"
  | "notFound"
  | "notReady"
  | "forbidden"
  | "unauthorizedByPolicy"
  | "replicasAttached"
  | "notSupported"
  | "guestUnreachable"
  | "serverFault"
> = {
  instanceNotFound: [
    {
      situation: "an instance that is not there",
      meet: (on) => on.met(on.trove.showInstance(nobody)),
      expected: { status: 404, evidence: { bodyKey: "itemNotFound", byMessage: true } },
    },
    {
      situation: "a backup of an instance that is not there",
      meet: (on) => on.met(on.trove.createBackup({ name: "x1", instance: nobody })),
      expected: { status: 404, outcome: "notStarted" },
    },
  ],
  notFound: [
    {
      situation: "a flavor that is not there",
      meet: (on) => on.met(on.trove.showFlavor("nope")),
      expected: { status: 404, evidence: { bodyKey: "itemNotFound" } },
    },
    {
      situation: "a configuration group that is not there, for a new instance",
      meet: (on) => on.met(on.create("untuned", { configuration: nobody })),
      expected: { status: 404, outcome: "notStarted" },
    },
    {
      situation: "a datastore that is not there, for a new instance",
      meet: (on) => on.met(on.create("unstored", { datastore: { type: "nope", version: "1" } })),
      expected: { status: 404, outcome: "notStarted" },
    },
  ],
  notReady: [
    {
      situation: "deleting an instance that is still being built",
      meet: async (on) => on.met(on.trove.deleteInstance((await on.create("fresh")).id)),
      expected: { status: 422 },
    },
  ],
  forbidden: [
    {
      situation: "a reset of an instance's status without force_delete, which is for administrators",
      meet: async (on) => on.met(on.trove.resetStatus((await on.instance()).id)),
      expected: { status: 403 },
    },
  ],
  unauthorizedByPolicy: [
    {
      situation: "a list for administrators only",
      meet: (on) => on.met(collect(on.trove.listMgmtInstances(on.raw.projectId))),
      expected: { status: 401, evidence: { bodyKey: "unauthorized" } },
    },
    {
      situation: "a replica of a replica",
      meet: async (on) => on.met(replicate(on, "grandchild", (await replica(on)).id)),
      expected: { status: 401, outcome: "notStarted", evidence: { bodyKey: "unauthorized" } },
    },
  ],
  replicasAttached: [
    {
      situation: "deleting an instance that has a replica",
      meet: async (on) => {
        await replica(on)
        return on.met(on.trove.deleteInstance((await on.instance("primary")).id))
      },
      expected: { status: 403, outcome: "notStarted", evidence: { bodyKey: "forbidden", byMessage: true } },
    },
  ],
  notSupported: [
    {
      situation: "a backup of a datastore that has none",
      meet: async (on) => {
        const datastore = { type: "vertica", version: "9.0" }
        await on.admin.ask("POST", "/mgmt/datastore-versions", {
          version: {
            datastore_name: datastore.type,
            datastore_manager: datastore.type,
            name: datastore.version,
            packages: [datastore.type],
            image: "11111111-1111-4111-8111-111111111111",
            active: true,
          },
        })
        const { id } = await on.healthy(await on.create("vertica", { datastore }))
        return on.met(on.trove.createBackup({ name: "unheard-of", instance: id }))
      },
      expected: { status: 501, outcome: "notStarted", evidence: { bodyKey: "notImplemented" } },
    },
  ],
  guestUnreachable: [
    {
      situation: "the databases of an instance whose guest agent died",
      meet: async (on) => {
        const { id } = await on.silent("unreachable")
        return on.met(collect(on.trove.listDatabases(id)))
      },
      expected: { status: 400, evidence: { bodyKey: "badRequest" } },
    },
  ],
  serverFault: [
    {
      situation: "a new instance in a subnet that is not there",
      meet: (on) => on.met(on.create("unconnected", { nics: [{ subnet_id: nobody }] })),
      expected: { status: 500, outcome: "unknown", evidence: { bodyKey: "instanceFault" } },
    },
  ],
}

const replicate = (on: Stage, name: string, replica_of: string) =>
  on.trove.createInstance({
    name: `${on.prefix}-${name}`,
    replica_of,
    nics: [{ network_id: on.settings.network }],
  })

/** A healthy replica of the instance "primary", made when it is first asked for. */
const replica = async (on: Stage) => {
  const all = await collect(on.trove.listInstances())
  const known = all.find(({ name }) => name === `${on.prefix}-replica`)
  return known ?? on.healthy(await replicate(on, "replica", (await on.instance("primary")).id))
}
