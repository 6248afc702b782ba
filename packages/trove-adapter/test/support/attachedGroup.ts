/** A configuration group that an instance uses; its id. */
import type { MockTrove } from "@breakwater/mock-trove"
import * as Effect from "effect/Effect"
import { onCloud } from "./onCloud.ts"

const group = {
  name: "tuned",
  values: { max_connections: 200 },
  datastore: { type: "mysql", version: "5.7.29" },
}

export const attachedGroup = (cloud: MockTrove, instanceId: string): Promise<string> =>
  onCloud(cloud, (trove) =>
    Effect.gen(function* () {
      const { id } = yield* trove.createConfiguration(group)
      yield* trove.updateInstance(instanceId, { configuration: id })
      return id
    }),
  )
