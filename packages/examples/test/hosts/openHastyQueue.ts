/** The queue of the example, quick to see that a worker has died. */
import { openQueue } from "../../src/70-run-in-a-job-queue.ts"

export const openHastyQueue = (connectionString: string) =>
  openQueue(
    { connectionString, superviseIntervalSeconds: 1, monitorIntervalSeconds: 1 },
    { expireInSeconds: 8, retryDelayMax: 2 },
  )
