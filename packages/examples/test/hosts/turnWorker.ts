/** A worker process of the job queue, on the cloud that OS_* names. It works until it is killed. */
import { trove } from "@breakwater/trove-adapter/promise"
import { workOnTurns } from "../../src/70-run-in-a-job-queue.ts"
import { openCloud } from "../../src/openCloud.ts"
import { openHastyQueue } from "./openHastyQueue.ts"

const { protection } = trove({
  connect: openCloud().connect,
  ownerTag: "queue",
  waiting: { firstLook: "300 millis", maxLook: "1 second", settle: "5 seconds" },
})
await workOnTurns(await openHastyQueue(process.env["DATABASE_URL"] ?? ""), protection)
