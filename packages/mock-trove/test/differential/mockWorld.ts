/** A mock as a world to drive. Its tokens live long, since whole days pass. */
import { createMockTrove, type MockTrove } from "../../src/index.ts"
import { type TroveClient, troveClient } from "../troveClient.ts"
import type { World } from "./drive.ts"
import type { Person } from "./steps.ts"

export interface MockWorld extends World {
  readonly cloud: MockTrove
}

export const mockWorld = async (): Promise<MockWorld> => {
  const cloud = createMockTrove({ clock: "manual", tokenLifetimeSeconds: 1e8, quotas: { volumes: 20 } })
  const people: Record<Person, TroveClient> = {
    demo: await troveClient(cloud, "demo"),
    alt: await troveClient(cloud, "alt"),
    admin: await troveClient(cloud, "admin"),
  }
  return {
    cloud,
    projects: { demo: people.demo.project, alt: people.alt.project, admin: people.admin.project },
    ask: async (as, method, path, body) => {
      const { status, body: answered } = await people[as].ask(method, path, body)
      return { status, body: answered }
    },
    settle: () => cloud.clock.advance("1h"),
  }
}
