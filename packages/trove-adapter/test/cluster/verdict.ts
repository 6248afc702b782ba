/** What became of it all, by the cloud's own account: nothing twice, nothing left, nothing unexplained. */
import type { MockTrove } from "@breakwater/mock-trove"
import type { Audit } from "./audit.ts"
import type { Workload } from "./workload.ts"

export interface Verdict {
  /** Creations beyond the first of an operation; each was removed, or is a duplicate. */
  readonly surplus: number
  readonly duplicates: readonly string[]
  readonly leaks: readonly string[]
  readonly unexplained: readonly string[]
}

export const judge = (cloud: MockTrove, { ended }: Workload, { claims }: Audit, instances: number): Verdict => {
  const made = [
    ...cloud.state.backups.all().map(({ description, status }) => ({ text: description ?? "", status })),
    ...cloud.state.instances.all().map(({ name, status }) => ({ text: name, status })),
  ].flatMap(({ status, text }) => {
    const id = ownerOf(text)
    return id === undefined ? [] : [{ id, status }]
  })
  const deleted = new Set(ended.flatMap(({ checkpoint, request }) => (request.verb === "delete" ? [checkpoint] : [])))
  const wanted = ended.flatMap(({ id, request: { verb } }) =>
    verb === "restore" || (verb === "protect" && !deleted.has(id)) ? [id] : [],
  )
  const countOf = (id: string) => made.filter((one) => one.id === id).length
  const created = creations(cloud)
  const again = [...created].filter(([, times]) => times > 1)
  return {
    surplus: again.reduce((sum, [, times]) => sum + times - 1, 0),
    duplicates: wanted.flatMap((id) => (countOf(id) > 1 ? [`${id}: ${countOf(id)}`] : [])),
    leaks: [
      ...new Set(made.filter(({ id }) => !wanted.includes(id)).map(({ id }) => `${id} left something behind`)),
      ...wanted.filter((id) => countOf(id) === 0).map((id) => `${id} has nothing`),
      ...made.filter(({ status }) => !settled.includes(status)).map(({ id, status }) => `${id} is ${status}`),
      ...(cloud.state.instances.all().length === instances + wanted.filter((id) => id.startsWith("restore")).length
        ? []
        : ["there are instances that nobody asked for"]),
    ],
    unexplained: again.flatMap(([id, times]) =>
      (claims.get(id) ?? 0) > 1 ? [] : [`${id} was created ${times} times, though nobody took it over`],
    ),
  }
}

const settled: readonly string[] = ["COMPLETED", "ACTIVE", "HEALTHY"]

/** How often the cloud made something for each operation. */
const creations = (cloud: MockTrove): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { asked, changed, operation } of cloud.journal.entries) {
    if (!["createBackup", "createInstance"].includes(operation) || changed.length === 0) continue
    const id = ownerOf(JSON.stringify(asked))
    if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

/** Descriptions and names begin with the id of the operation that wanted them. */
const ownerOf = (text: string): string | undefined => /(?:protect|restore)-\d+/.exec(text)?.[0]
