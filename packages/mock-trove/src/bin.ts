/** The command line: see `usage` in readArguments.ts. Bad arguments end it with 2, ports that can not be had with 1. */
import { readFile } from "node:fs/promises"
import process from "node:process"
import { cloudsYaml } from "./cloudsYaml.ts"
import { type JournalEntry, journalLine } from "./journal.ts"
import { createMockTrove, type MockTrove, type MockTroveOptions } from "./MockTrove.ts"
import { type Arguments, readArguments, usage } from "./readArguments.ts"
import { type Served, serve } from "./server.ts"
import type { CloudSeed } from "./state/CloudSeed.ts"

const tell = (error: unknown): string => `mock-trove: ${error instanceof Error ? error.message : String(error)}\n`

/** The mock's own options, for the server's world and for those that are made later. */
const mockOptions = async ({ mock, seedFile, log }: Arguments): Promise<(world?: string) => MockTroveOptions> => {
  const cloud = seedFile === undefined ? undefined : await readSeed(seedFile)
  return (world) => ({
    journalLimit,
    ...mock,
    ...(cloud !== undefined && { cloud }),
    ...(log !== "none" && { onEntry: (entry) => process.stderr.write(logLine(entry, log, world)) }),
  })
}

/** A server may run for weeks. */
const journalLimit = 10_000

const logLine = (entry: JournalEntry, log: "text" | "json", world: string | undefined): string => {
  if (log === "json") return `${JSON.stringify({ ...(world !== undefined && { world }), ...entry })}\n`
  return `${world === undefined ? "" : `[${world}] `}${journalLine(entry)}\n`
}

const readSeed = async (file: string): Promise<CloudSeed> => {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new Error(`--seed-file can not be read: ${error instanceof Error ? error.message : String(error)}`)
  })
  return parseSeed(text, file)
}

const parseSeed = (text: string, file: string) => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`--seed-file ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const run = async (args: Arguments, options: (world?: string) => MockTroveOptions, mock: MockTrove): Promise<void> => {
  const onError = (error: unknown): void => void process.stderr.write(tell(error))
  const served = await serve(mock, { ...args.serve, worlds: options, onError })
  const stop = async (): Promise<void> => {
    await served.close()
    await mock[Symbol.asyncDispose]()
  }
  const fail = (error: unknown): void => {
    process.exitCode = 1
    onError(error)
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop().catch(fail))
  process.stdout.write(firstWords(args, served, mock))
}

const firstWords = ({ print }: Arguments, served: Served, mock: MockTrove): string => {
  const { identity, database, control, shortIdentity, env } = served
  switch (print) {
    case "json":
      return `${JSON.stringify({ identity, database, control, shortIdentity, env })}\n`
    case "env":
      return Object.entries(env)
        .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
        .join("")
    case "clouds.yaml":
      return cloudsYaml(mock)
  }
}

const main = async (): Promise<void> => {
  let args: Arguments
  let options: (world?: string) => MockTroveOptions
  let mock: MockTrove
  try {
    args = readArguments(process.argv.slice(2))
    options = await mockOptions(args)
    mock = createMockTrove(options())
  } catch (error) {
    process.stderr.write(tell(error))
    process.exitCode = 2
    return
  }
  if (args.help) {
    process.stdout.write(usage)
    return
  }
  await run(args, options, mock).catch((error: unknown) => {
    process.stderr.write(tell(error))
    process.exitCode = error instanceof RangeError ? 2 : 1
  })
}

await main()
