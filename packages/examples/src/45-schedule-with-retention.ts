/** Protects every instance of a project each night by itself, and keeps three nights and twelve months of it. */
import { createProtection, memoryBank, memoryEngine, type ProtectionSchedule } from "@breakwater/core/promise"
import { trove } from "@breakwater/trove-adapter/promise"
import { type Cloud, openCloud } from "./openCloud.ts"

export const scheduleWithRetention = async (cloud: Cloud) => {
  const project = cloud.scope.project ?? "project"
  const nightly: ProtectionSchedule = {
    id: "nightly",
    plan: {
      id: "whole-project",
      name: "The whole project",
      provider: "cloud",
      resources: [{ scope: cloud.scope, type: "OS::Keystone::Project", id: project, name: "the project" }],
      parameters: { "OS::Trove::Instance": { backup_name: `${cloud.prefix}-nightly`, description: "Every night" } },
    },
    cron: "0 2 * * *",
    timeZone: "Europe/Berlin",
    jitter: "30 minutes", // not all projects of a cloud at the same second, but each night at the same moment everywhere
    missed: "runOnce", // after a night in which no host ran, one run makes up for it
    retention: { keepDaily: 3, keepMonthly: 12, timeZone: "Europe/Berlin", keepFailedWithin: "7 days" },
  }
  const clock = cloud.clock ? { clock: cloud.clock } : {}
  const { protectable, protection } = trove({ connect: cloud.connect, ownerTag: "examples", ...clock })
  await using breakwater = await createProtection({
    engine: memoryEngine(), // with an engine in a database, give the same schedules to every process: one begins each run
    providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
    schedules: [nightly],
    ...clock,
  })
  const { next } = await breakwater.schedules.get(nightly.id)
  console.log(`The next run is due at ${next?.due} and begins at ${next?.at}.`)
  if (cloud.clock === undefined) return [] // a real night takes a night

  await cloud.clock.sleep(5 * 86_400_000)
  const { items } = await breakwater.checkpoints.list({ plan: nightly.plan.id })
  for (const { id, status } of items) console.log(`${id} is ${status}.`)

  const [, , oldest] = items
  if (oldest !== undefined) await breakwater.checkpoints.keep(oldest.id, { because: "the audit of this quarter" })
  const decided = await breakwater.retention.plan({ plan: nightly.plan.id, policy: { keepLast: 1 } })
  for (const { action, because, checkpoint } of decided.decisions) {
    console.log(`keepLast: 1 would ${action} ${checkpoint}: ${because.map(({ sentence }) => sentence).join(" ")}`)
  }
  // await breakwater.retention.apply(decided) would delete what the plan says, and refuse if that may go no more

  await breakwater.schedules.pause(nightly.id)
  return decided.decisions
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) await scheduleWithRetention(openCloud())
