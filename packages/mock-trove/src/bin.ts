/** The command line: see `usage` in readArguments.ts. Bad arguments end it with 2, ports that can not be had with 1. */
import { readFile } from "node:fs/promises"
import process from "node:process"
import { createMockTrove, type MockTrove } from "./MockTrove.ts"
import { type Arguments, readArguments, usage } from "./readArguments.ts"
import { serve } from "./server.ts"

const tell = (error: unknown): string => `mock-trove: ${error instanceof Error ? error.message : String(error)}\n`

const createFromArguments = async ({ mock, seedFile }: Arguments): Promise<MockTrove> => {
  if (seedFile === undefined) return createMockTrove(mock)
  const text = await readFile(seedFile, "utf8").catch((error: unknown) => {
    throw new Error(`--seed-file can not be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  return createMockTrove({ ...mock, cloud: parseSeed(text, seedFile) })
}

const parseSeed = (text: string, file: string) => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`--seed-file ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const run = async (args: Arguments, mock: MockTrove): Promise<void> => {
  const served = await serve(mock, { ...args.serve, onError: (error) => process.stderr.write(tell(error)) })
  const stop = async (): Promise<void> => {
    await served.close()
    await mock[Symbol.asyncDispose]()
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop())
  const { identity, database, control, shortIdentity, env } = served
  process.stdout.write(`${JSON.stringify({ identity, database, control, shortIdentity, env })}\n`)
}

const main = async (): Promise<void> => {
  let args: Arguments
  let mock: MockTrove
  try {
    args = readArguments(process.argv.slice(2))
    mock = await createFromArguments(args)
  } catch (error) {
    process.stderr.write(tell(error))
    process.exitCode = 2
    return
  }
  if (args.help) {
    process.stdout.write(usage)
    return
  }
  await run(args, mock).catch((error: unknown) => {
    process.stderr.write(tell(error))
    process.exitCode = 1
  })
}

await main()
