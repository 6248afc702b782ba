/** A cloud of 200 instances on ports of its own, in a process of its own, so that no client shares its time with it. */
import { createMockTrove } from "@breakwater/mock-trove"
import { serve } from "@breakwater/mock-trove/server"

const cloud = createMockTrove({
  clock: "x600",
  journalLimit: 1,
  quotas: { instances: -1, volumes: -1, backups: -1 },
  timings: { backupStart: 0, backup: 0 },
})
for (let index = 0; index < 200; index += 1) cloud.state.instances.add({ name: `orders-${index}` })
const { identity } = await serve(cloud, { port: 0, identityPort: 0, controlPort: 0 })
const { username, password } = cloud.connection.auth
console.log(JSON.stringify({ identity, username, password, project: cloud.scope.project }))
