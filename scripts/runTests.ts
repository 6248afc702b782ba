/**
 * Runs named tests of a tree again and again in one Vitest, for `scripts/teeth.ts`: a process with a channel to whoever
 * forked it. `node scripts/runTests.ts TREE CONFIG`; each message names files, tests and what changed, each answer the
 * results.
 */
import process from "node:process"
import { createVitest } from "vitest/node"

export interface Wanted {
  readonly files: readonly string[]
  /** A regex for the names. */
  readonly names: string
  /** Files that are not what they were at the last message. */
  readonly changed: readonly string[]
}
export interface Outcome {
  readonly status: string
  /** The names of the groups and of the test, joined by " > ". */
  readonly name: string
  readonly file: string
}
export type Answer = { readonly outcomes: readonly Outcome[] } | { readonly error: string }

const [, , tree = ".", config = "vitest.config.ts"] = process.argv
const vitest = await createVitest("test", { root: tree, config, watch: false, reporters: [{}], passWithNoTests: true })
await vitest.standalone()

const run = async ({ files, names, changed }: Wanted): Promise<readonly Outcome[]> => {
  for (const file of changed) vitest.invalidateFile(`${tree}/${file}`)
  vitest.setGlobalTestNamePattern(new RegExp(names))
  const specifications = await vitest.globTestSpecifications(files.map((file) => `${tree}/${file}`))
  const { testModules } = await vitest.runTestSpecifications(specifications, true)
  return testModules.flatMap((module) => {
    const tests = [...module.children.allTests()]
    if (tests.length === 0) {
      const why = module.errors().map(({ message }) => message)
      throw new Error(`${module.moduleId} can not even be loaded: ${why.join("; ")}`)
    }
    return tests.map((test) => ({ status: test.result().state, name: test.fullName, file: module.moduleId }))
  })
}

process.on("message", (wanted: Wanted) => {
  const answer = (told: Answer) => process.send?.(told)
  run(wanted).then(
    (outcomes) => answer({ outcomes }),
    (error: unknown) => answer({ error: error instanceof Error ? error.message : String(error) }),
  )
})
