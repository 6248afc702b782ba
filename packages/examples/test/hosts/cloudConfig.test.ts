/** The adapter reads clouds.yaml as Debian's openstacksdk does: each file of the table is given to both. */
import { spawnSync } from "node:child_process"
import { rmSync } from "node:fs"
import { expect, onTestFinished, test } from "vitest"
import { cloudConfigTable } from "../../../trove-adapter/test/support/cloudConfigTable.ts"
import { meaningOf } from "../../../trove-adapter/test/support/meaningOf.ts"
import { placeFiles } from "../../../trove-adapter/test/support/placeFiles.ts"

const script = new URL("openstacksdk.py", import.meta.url).pathname

test("openstacksdk is there to be asked", () => {
  const asked = spawnSync("/usr/bin/python3", ["-c", "import openstack.config"], { encoding: "utf8" })
  expect(asked.stderr).toBe("")
})

test.each(cloudConfigTable)("$name", (one) => {
  const placed = placeFiles(one)
  onTestFinished(() => rmSync(placed.root, { recursive: true }))
  const { folder: cwd, environment: env } = placed
  const choice = [one.cloud, one.region].map((word) => JSON.stringify(word ?? null))
  const theirs = spawnSync("/usr/bin/python3", [script, ...choice], { cwd, env, encoding: "utf8" })
  if (one.means === undefined) {
    expect(theirs.status).not.toBe(0)
    expect(() => meaningOf(one, placed)).toThrow()
  } else {
    expect(theirs.stderr).toBe("")
    expect(meaningOf(one, placed)).toEqual(JSON.parse(theirs.stdout))
  }
})
