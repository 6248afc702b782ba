/** The whole story, told once without mishaps. */
import * as assert from "node:assert/strict"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { clockLayer } from "../../HostClock.ts"
import type { ProtectionError } from "../../ProtectionError.ts"
import { Resource } from "../../Resource.ts"
import type { ConformanceSubject } from "../ConformanceSubject.ts"
import { assertSameEnd, conformanceCase } from "./conformanceCase.ts"

const Restored = Schema.Struct({ resource: Resource })

export const storyCases = (subject: ConformanceSubject) => [
  conformanceCase(subject, "protect, verify, restore, verify again and delete, one after the other", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      const { saved } = await driver.succeed("protect")
      assert.ok(saved !== undefined, "protect saved nothing")
      assert.equal(world.made("protect"), 1, "what protect made, counted at the service")
      const { made = [], needs = [] } = world.plugin.artifacts?.(saved) ?? { made: [""] }
      assert.ok(made.length > 0, "its artifacts do not say what protect made")
      assert.deepEqual(needs, [], "its artifacts say that the first copy of all needs another one")
      const verified = await driver.succeed("verify", saved)
      const { result } = await driver.succeed("restore", saved)
      assert.equal(world.made("restore"), 1, "what restore made, counted at the service")
      const { resource } = Schema.decodeUnknownSync(Restored)(result)
      assert.notEqual(resource.id, world.resource.id, "restore names the old resource as the new one")
      if (world.protectable !== undefined) {
        const shown = await Effect.runPromise(
          world.protectable.show(resource.scope, resource.id).pipe(Effect.provide(clockLayer(world.clock))),
        )
        assert.equal(shown.name, resource.name, "the restored resource bears another name than restore says")
      }
      assertSameEnd((await driver.succeed("verify", saved)).result, verified.result, "a restore changed the copy")
      await driver.succeed("delete", saved)
      assert.equal(world.made("protect"), 0, "what delete left, counted at the service")
      assert.equal(world.made("restore"), 1, "delete took away what was restored")
    }),
  ),
  conformanceCase(subject, "what bears its mark is found, and told from what is gone", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      const { inventory, artifacts } = world.plugin
      if (inventory === undefined) return
      const ask = <A>(effect: Effect.Effect<A, ProtectionError>) =>
        Effect.runPromise(Effect.provide(effect, clockLayer(world.clock)))
      const { scope } = world.resource
      assert.deepEqual(await ask(inventory.findMarked(scope)), [], "something bears a mark before anything was made")
      const { installation = "", operationId, resource } = driver.request("protect")
      const owner = { installation, operationId, resource }
      const { saved } = await driver.succeed("protect")
      const mark = inventory.markOf(owner)
      const [thing, ...others] = await ask(inventory.findMarked(scope))
      assert.deepEqual(others, [], "more than one thing bears a mark after one protect")
      assert.equal(thing?.mark, mark, "the mark found is not the one the operation leaves")
      assert.notEqual(mark, inventory.markOf({ ...owner, installation: "another" }), "installations share a mark")
      assert.notEqual(mark, inventory.markOf({ ...owner, operationId: "another" }), "operations share a mark")
      assert.ok(artifacts?.(saved).made.includes(thing?.artifact ?? ""), "the artifacts do not name what was found")
      assert.equal(thing?.busy, false, "what is complete is said to be under way")
      assert.equal(await ask(inventory.exists(saved, world.resource)), true, "what is there is said to be gone")
      assert.ok(thing?.saved !== undefined, "what was found can not be deleted: it gives nothing to start from")
      await driver.succeed("delete", thing.saved)
      assert.equal(world.made("protect"), 0, "what deleting by what was found left, counted at the service")
      assert.equal(await ask(inventory.exists(saved, world.resource)), false, "what is gone is said to be there")
      assert.deepEqual(await ask(inventory.findMarked(scope)), [], "what is gone is still found")
    }),
  ),
  conformanceCase(subject, "restore needs nothing of what was protected, which may be gone", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      const { saved } = await driver.succeed("protect")
      await world.removeResource()
      await world.clock.sleep(600_000)
      const { result } = await driver.succeed("restore", saved)
      const { resource } = Schema.decodeUnknownSync(Restored)(result)
      assert.notEqual(resource.id, world.resource.id, "restore names the old resource as the new one")
    }),
  ),
  conformanceCase(subject, "a resource that is busy is waited for", (inFreshWorld) =>
    inFreshWorld(async (driver, world) => {
      world.makeBusy(300_000)
      const began = driver.now()
      await driver.succeed("protect")
      assert.ok(driver.waits.length > 1, "it did not wait")
      assert.ok(driver.now() - began >= 300_000, "it ended before the resource was ready")
      assert.equal(world.made("protect"), 1, "what protect made, counted at the service")
    }),
  ),
  conformanceCase(subject, "deleting what is gone already succeeds", (inFreshWorld) =>
    inFreshWorld(async (driver) => {
      const { saved } = await driver.succeed("protect")
      const request = driver.request("delete", saved)
      assert.equal((await driver.finish(await driver.begin(request))).status, "succeeded")
      const again = await driver.finish(await driver.begin({ ...request, operationId: "another delete" }))
      assert.equal(again.status, "succeeded", "the second delete did not succeed")
    }),
  ),
]
