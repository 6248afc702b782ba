/** A host over a memory service: everything real but the cloud and the time. */

import {
  type Bank,
  type ClientOptions,
  createProtection,
  memoryBank,
  memoryEngine,
  type ProtectionPlugin,
  type Request,
  type Resource,
} from "@breakwater/core/promise"
import { MemoryPlugin, MemoryProtectable, MemoryService, memoryThingType, virtualClock } from "@breakwater/core/testing"

const scope = { account: "me", project: "project" }

export const thing = (id: string, name = id): Resource => ({ scope, type: memoryThingType, id, name })

export const project: Resource = { scope, type: "OS::Keystone::Project", id: "project", name: "project" }

export interface HostParts extends Partial<ClientOptions> {
  readonly service?: MemoryService
  readonly bank?: Bank
  readonly plugins?: readonly ProtectionPlugin[]
}

/** Parts that can be given again to a second host, as a process that is started again finds them. */
export const memoryHost = (parts: HostParts = {}) => {
  const service = parts.service ?? new MemoryService()
  const clock = parts.clock ?? virtualClock()
  const bank = parts.bank ?? memoryBank()
  const engine = parts.engine ?? memoryEngine()
  const plugins = parts.plugins ?? [new MemoryPlugin(service)]
  const provider = { id: "p", bank, protectables: [new MemoryProtectable(service)], plugins }
  const options: ClientOptions = { engine, clock, providers: [provider], ...parts }
  const request = (id: string, of: Partial<Request> = {}): Request => ({
    id,
    verb: "protect",
    provider: "p",
    parameters: {},
    deadline: new Date(clock.now() + 3_600_000).toISOString(),
    ...of,
  })
  return { service, clock, bank, engine, plugins, request, open: () => createProtection(options) }
}
