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
export const memoryHost = ({
  service = new MemoryService(),
  clock = virtualClock(),
  bank = memoryBank(),
  engine = memoryEngine(),
  plugins = [new MemoryPlugin(service)],
  ...parts
}: HostParts = {}) => {
  const provider = { id: "p", bank, protectables: [new MemoryProtectable(service)], plugins }
  const options: ClientOptions = { engine, clock, providers: [provider], ...saidIn(parts) }
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

/** Parts may be a whole host, which has more than a client takes. */
const saidIn = (parts: Partial<ClientOptions>): Partial<ClientOptions> => {
  const names = ["limits", "log", "meter", "providers", "schedules", "tracer"] as const
  return Object.fromEntries(names.flatMap((name) => (name in parts ? [[name, parts[name]]] : [])))
}
