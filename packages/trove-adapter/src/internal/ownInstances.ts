/** The instances that bear an operation's mark, and what a person is told about them. Pure. */
import type { Leftover } from "@breakwater/core"
import type { Instance } from "../generated/trove.ts"
import type { Made } from "./adopt.ts"
import { attemptIn, type Mark, show } from "./mark.ts"
import type { Removable } from "./remove.ts"
import { instancePhase, say } from "./status.ts"

/** An instance known by its id alone bears no mark any more once it has its wanted name. */
export const asMade = (instance: Instance, mark: Mark): Made<Instance> => ({
  id: instance.id,
  created: instance.created ?? "",
  attempt: attemptIn(instance.name, mark) ?? mark.attempt,
  phase: instancePhase(instance),
  what: instance,
})

export const bearing = (mark: Mark, instances: readonly Instance[]): readonly Made<Instance>[] =>
  instances.filter(({ name }) => attemptIn(name, mark) !== undefined).map((instance) => asMade(instance, mark))

/**
 * Trove refuses to delete an instance while it is built, and one whose replicas live. One that is being backed up goes, and
 * its backup, whoever asked for that, stays BUILDING for good: nobody but an operator can end or delete it.
 */
export const removableInstance = ({ id, what }: Made<Instance>): Removable => ({
  kind: "instance",
  id,
  name: what.name,
  busy: what.status === "BUILD" || what.status === "BACKUP",
})

export const leftInstance = (instance: Pick<Instance, "id" | "name" | "status" | "operating_status">): Leftover => ({
  kind: "instance",
  id: instance.id,
  sentence: `The instance ${instance.name} (${instance.id}) is ${say(instance)}.`,
})

/** What a call began, where no look could tell what became of it. */
export const begunInstance = (id: string): Leftover => ({
  kind: "instance",
  id,
  sentence: `The instance ${id} was begun; what became of it is not known.`,
})

/** What an unanswered call may still make. */
export const maybeInstance = (mark: Mark): Leftover => ({
  kind: "instance",
  id: show(mark),
  sentence: `An instance with ${show(mark)} in its name may still appear.`,
})
