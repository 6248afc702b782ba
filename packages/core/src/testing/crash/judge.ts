/** Holds what a story left against what was said of it. Pure. */
import type { CrashOutcome, CrashPoint } from "../CrashReport.ts"
import type { CrashStory, CrashThing } from "../CrashSubject.ts"
import type { End } from "./messages.ts"
import type { Played } from "./play.ts"

export const judge = (story: CrashStory, point: CrashPoint, played: Played): CrashOutcome => {
  const { end, killed, lateCalls, made, things } = played
  if (end === undefined) {
    const fault = `It came to no end. ${played.complaint}`
    return { point, killed, duplicates: 0, leaks: 0, lies: [], faults: [fault] }
  }
  const { operation } = end
  const expected = operation.state === "succeeded" ? story.leaves : undefined
  const counted = (kind: string) => things.filter((thing) => thing.kind === kind)
  const kinds = [...new Set([...things.map(({ kind }) => kind), ...Object.keys(story.leaves)])]
  const surplus = kinds.flatMap((kind) => {
    const found = counted(kind)
    const excess = expected === undefined ? 0 : found.length - (expected[kind] ?? 0)
    return excess > 0 ? [`${excess} ${kind} too many: ${found.map(({ id }) => id).join(", ")}`] : []
  })
  const again = lateCalls === 0 && made > story.makes ? made - story.makes : 0
  const leaks = things.filter(({ id }) => !namedIn(end, id))
  const lies = liesIn(story, end, things)
  const wrongEnd = story.ends.includes(operation.state)
    ? []
    : [`It ended ${operation.state}: ${operation.error?.message ?? ""} ${firstError(end)}`]
  const notKilled =
    story.loose !== true &&
    killed < point.strikes.filter(({ strike }) => !("moment" in strike) && strike.when !== "lost").length
      ? [unreached]
      : []
  return {
    point,
    killed,
    duplicates: surplus.length + again,
    leaks: leaks.length,
    lies,
    faults: [
      ...wrongEnd,
      ...surplus,
      ...(again > 0 ? [`${made} were made where ${story.makes} are needed, and no call came late`] : []),
      ...leaks.map(({ id, kind }) => `nobody names the ${kind} ${id}`),
      ...lies,
      ...notKilled,
    ],
  }
}

const unreached = "Nothing was killed: the step was not reached."

/** Whether all that is wrong is that the program took other steps this time. */
export const tookOtherSteps = ({ faults }: CrashOutcome): boolean => faults.length === 1 && faults[0] === unreached

/** Everything that a person or a program can read of the operation and its checkpoint. */
const namedIn = ({ checkpoint, operation, resources }: End, id: string): boolean =>
  JSON.stringify([checkpoint.resources, operation.left, resources]).includes(id)

const liesIn = (story: CrashStory, end: End, things: readonly CrashThing[]): readonly string[] => {
  const { checkpoint, operation, resources } = end
  const { state, request } = operation
  const whole = (text: unknown) =>
    things.some((thing) => thing.whole && JSON.stringify(text ?? null).includes(thing.id))
  const lies: string[] = []
  const claim = (isSo: boolean, sentence: string) => {
    if (!isSo) lies.push(sentence)
  }
  for (const [kind, count] of Object.entries(state === "succeeded" ? story.leaves : {})) {
    const found = things.filter((thing) => thing.kind === kind && thing.whole).length
    claim(found >= count, `it succeeded, but of ${count} ${kind} only ${found} can be used`)
  }
  const { status } = checkpoint
  claim(!["protecting", "deleting"].includes(status), `the operation ended, but the checkpoint is ${status}`)
  if (status === "available")
    for (const entry of checkpoint.resources)
      claim(
        entry.plugin === undefined || whole(entry.saved),
        `the checkpoint is available, but nothing that ${entry.resource.name} was saved as is there`,
      )
  if (request.verb === "protect")
    claim((state === "succeeded") === (status === "available"), `the protect ${state}, but the checkpoint is ${status}`)
  if (request.verb === "delete")
    claim((state === "succeeded") === (status === "deleted"), `the delete ${state}, but the checkpoint is ${status}`)
  if (request.verb === "verify" && state === "succeeded")
    claim(
      checkpoint.verifications.filter((one) => one.operation === operation.id).length === 1,
      "the verify succeeded, but its checkpoint has not one verification of it",
    )
  if (request.verb === "restore" && state === "succeeded")
    for (const row of resources)
      claim(
        row.created === undefined || whole(row.created),
        `it says it made ${row.created?.id}, which is not there or can not be used`,
      )
  return lies
}

const firstError = ({ resources }: End): string =>
  resources.find(({ error }) => error !== undefined)?.error?.message ?? ""
