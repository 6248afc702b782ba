/** What the client asks for: backups, and of each that is made a verify, a restore or a delete. */
import type { Client, OperationRecord, Request } from "@breakwater/core/promise"
import type { MockTrove } from "@breakwater/mock-trove"
import { resourceOf } from "../support/host.ts"

export interface Workload {
  readonly ended: readonly OperationRecord[]
  readonly failed: readonly string[]
}

/** Half of the operations protect; each of the others is about what one of those has made. */
export const startWorkload = (cloud: MockTrove, client: Client, operations: number) => {
  const instances = Array.from({ length: Math.ceil(operations / 4) }, (_, index) =>
    cloud.state.instances.add({ name: `database-${index}` }),
  )
  const deadline = new Date(cloud.clock.now() + 365 * 24 * 3_600_000).toISOString()
  const ended: OperationRecord[] = []
  const failed: string[] = []

  const run = async (request: Request): Promise<boolean> => {
    try {
      await client.operations.start(request)
      ended.push(await client.operations.wait(request.id))
      return true
    } catch (error) {
      failed.push(`${request.id}: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
  }
  const story = async (index: number) => {
    const protect = `protect-${index}`
    const instance = instances[index % instances.length]
    if (instance === undefined) return
    const common = { provider: "cloud", deadline }
    const parameters = { "OS::Trove::Instance": { backup_name: protect, description: protect } }
    const resources = [resourceOf(cloud, instance)]
    if (!(await run({ ...common, id: protect, verb: "protect", resources, parameters }))) return
    const verb = verbs[index % verbs.length] ?? "verify"
    const named = verb === "restore" ? { "OS::Trove::Instance": { restore_name: `restore-${index}` } } : {}
    await run({ ...common, id: `${verb}-${index}`, verb, checkpoint: protect, parameters: named })
  }
  const done = Promise.all(Array.from({ length: Math.floor(operations / 2) }, (_, index) => story(index)))
  return { instances, finished: done.then((): Workload => ({ ended, failed })) }
}

const verbs = ["verify", "restore", "delete", "verify", "delete", "restore", "verify"] as const
