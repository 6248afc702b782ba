/** A checkpoint's draft for tests: a project that groups two instances, one protected and one not. */
import { type CheckpointDraft, ProtectionError, type Resource, resourceKey } from "@breakwater/core"

const scope = { account: "demo", region: "RegionOne", project: "0c3f0b1f6c7e4f6a8f0a4d1f2b3c4d5e" }

export const project: Resource = { scope, type: "OS::Keystone::Project", id: scope.project, name: "demo" }

export const instance = (id: string, name: string): Resource => ({
  ...{ scope, type: "OS::Trove::Instance", id, name },
  extra: { datastore: "mysql 8.0" },
})

export const good = instance("44b277eb-39be-4921-be31-3d61b43651d7", "orders")
export const bad = instance("5b1c3e0e-7a55-4b8d-9e56-70a1ad2f27a4", "Lager Köln 🌊")

const plugin = { id: "breakwater.trove-instance", version: "0.1.0", savedInfo: 1 }

export const draft: CheckpointDraft = {
  id: "protect-2026-11-22",
  provider: "internal-cloud",
  plan: "nightly",
  created: "2026-11-22T15:02:00.000Z",
  status: "error",
  labels: { by: "portal", "reason/why": "before the upgrade" },
  resources: [
    { resource: project, children: [resourceKey(good), resourceKey(bad)], status: "available" },
    {
      ...{ resource: good, children: [], plugin, status: "available" },
      saved: {
        backup_id: "a9832168-7541-4536-b8d9-a8a9b79cf1b4",
        size: 2,
        datastore: { type: "mysql", version: "8.0" },
        nics: [{ network_id: "9c1f2e0e-6f0a-4a51-a3b2-0a8b5c1b9d11" }],
        incremental: false,
        parent_id: null,
        ratio: 0.1,
      },
    },
    {
      ...{ resource: bad, children: [], plugin, status: "error" },
      error: new ProtectionError({
        code: "remoteFailed",
        message: "The backup failed.",
        left: [{ kind: "backup", id: "b1", sentence: "The failed backup b1 is still there." }],
        requestIds: ["req-1"],
      }).toJSON(),
    },
  ],
}
