/** What goes wrong, and what the error then tells: a code to act on, whether to retry, and what to do. */
import { createProtection, memoryBank, memoryEngine, ProtectionError } from "@breakwater/core/promise"
import { trove } from "@breakwater/trove-adapter/promise"
import { type Cloud, openCloud } from "./openCloud.ts"

export const handleFailures = async (cloud: Cloud) => {
  const clock = cloud.clock ? { clock: cloud.clock } : {}
  const open = (connect: Cloud["connect"]) => {
    const { protectable, protection } = trove({ connect, ownerTag: "examples", ...clock })
    return createProtection({
      engine: memoryEngine(),
      providers: [{ id: "cloud", bank: memoryBank(), protectables: [protectable], plugins: [protection] }],
      ...clock,
    })
  }
  const type = "OS::Trove::Instance"
  const codes: string[] = []
  const tell = (error: unknown) => {
    if (!(error instanceof ProtectionError)) throw error
    codes.push(error.code)
    console.log(`${error.code}: ${error.message}`)
    for (const issue of error.issues ?? []) console.log(`  at ${issue.path}: ${issue.message}`)
    console.log(`  What to do: ${error.recovery}${error.retryable ? " It may be tried again." : ""}`)
  }

  await using breakwater = await open(cloud.connect)
  const deadline = new Date((cloud.clock?.now() ?? Date.now()) + 3_600_000).toISOString()

  // An instance that is not there.
  await breakwater.resources.show(type, cloud.scope, "00000000-0000-4000-8000-000000000000").catch(tell)

  // Parameters that are refused before anything is touched, each fault with its path.
  const { items } = await breakwater.resources.list(type, cloud.scope)
  const instance = items.find((each) => each.can.protect === true)
  if (!instance) throw new Error("There is no database instance that can be protected now.")
  const request = {
    id: crypto.randomUUID(),
    verb: "protect",
    provider: "cloud",
    resources: [instance],
    deadline,
  } as const
  await breakwater.operations.start({ ...request, parameters: { [type]: { backup_name: "" } } }).catch(tell)

  // A checkpoint that does not exist.
  await breakwater.operations
    .start({
      id: crypto.randomUUID(),
      verb: "restore",
      provider: "cloud",
      checkpoint: "no-such",
      parameters: {},
      deadline,
    })
    .catch(tell)

  // A password that is wrong.
  await using stranger = await open((scope) => {
    const connection = cloud.connect(scope)
    return connection.auth.type === "password"
      ? { ...connection, auth: { ...connection.auth, password: "wrong" } }
      : connection
  })
  await stranger.resources.list(type, cloud.scope).catch(tell)

  return codes
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1])) await handleFailures(openCloud())
