/** The crossing between Trove's words and this SDK's, where the mock's Trove has nothing to say. */
import { expect, test } from "vitest"
import { restoreRequest, savedInstance } from "../src/internal/wire.ts"

const instance = {
  id: "i-1",
  name: "orders",
  status: "ACTIVE",
  flavor: { id: "2" },
  datastore: { type: "mysql", version: "8.0" },
  volume: { size: 3, type: "ssd" },
  addresses: [
    { address: "203.0.113.7", type: "public", network: "net-public" },
    { address: "10.0.0.7", type: "private", network: "net-private" },
  ],
  access: {},
  region: null,
  availability_zone: "az-2",
  locality: "anti-affinity",
  replica_of: { id: "i-0" },
}

const saved = {
  backup: { id: "b-1", name: "nightly", status: "COMPLETED", chain: [], created: "", updated: "" },
  datastore: { type: "mysql", version: "8.0", versionId: "v-1" },
  instance: savedInstance(instance),
  mark: "[bw:aaaaaaaaaaaa]",
}

test("what some vendors' Trove tells besides is saved too, and what none tells is absent, not null", () => {
  expect(saved.instance).toEqual({
    addresses: ["203.0.113.7", "10.0.0.7"],
    id: "i-1",
    name: "orders",
    flavor: { id: "2" },
    volume: { size: 3, type: "ssd" },
    networkId: "net-private",
    availabilityZone: "az-2",
    locality: "anti-affinity",
    replicaOf: "i-0",
  })
})

test("a restore sends all of it, and the datastore by the id of its version", () => {
  expect(restoreRequest(saved, {}, "orders [mark]", false)).toEqual({
    name: "orders [mark]",
    flavorRef: "2",
    volume: { size: 3, type: "ssd" },
    datastore: { type: "mysql", version: "v-1" },
    restorePoint: { backupRef: "b-1" },
    nics: [{ network_id: "net-private" }],
    availability_zone: "az-2",
    locality: "anti-affinity",
  })
})

test("a subnet that is given replaces the network that was saved, and an address goes with it", () => {
  const options = { subnet_id: "s-1", ip_address: "10.1.0.9" }
  expect(restoreRequest(saved, options, "x", false).nics).toEqual([{ subnet_id: "s-1", ip_address: "10.1.0.9" }])
})
