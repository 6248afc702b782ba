/**
 * Compares speeds within one run. The ways take turns, and what counts is how much the processor worked in the best tenth of
 * their turns: whoever else uses the machine only makes them slower, the one that touches more memory more so.
 */
import process from "node:process"

/** A way to do one thing. */
export type Way = () => unknown

export interface Comparing {
  /** How many calls a way makes when it is run once. */
  readonly calls?: number
  /** At least so many times the speed of the first way, by name of the way; else the process fails in the end. */
  readonly wanted?: Readonly<Record<string, number>>
}

/** **Units**: milliseconds that each way has in a turn; short, so that some of them are undisturbed. */
const share = 15
const warmUp = 400

/** Where a promise does not seem to be kept, it is measured longer, until it is or there is no doubt. */
const turns = { least: 100, most: 300 }

/** Prints the speed of each way and its ratio to the first. */
export const compare = async (
  title: string,
  ways: Readonly<Record<string, Way>>,
  { calls = 1, wanted = {} }: Comparing = {},
): Promise<void> => {
  const names = Object.keys(ways)
  for (const way of Object.values(ways)) for (let count = 0; count < warmUp / calls; count += 1) await way()
  const speeds = new Map<string, number[]>(names.map((name) => [name, []]))
  const speedOf = (name: string) => best(speeds.get(name) ?? [])
  const ratioOf = (name: string) => speedOf(name) / speedOf(names[0] ?? "")
  const isKept = () => Object.entries(wanted).every(([name, ratio]) => ratioOf(name) >= ratio)
  for (let turn = 0; turn < turns.least || (turn < turns.most && !isKept()); turn += 1)
    for (const [name, way] of Object.entries(ways)) speeds.get(name)?.push(calls * (await perSecond(way)))
  console.log(`\n${title}`)
  for (const name of names) {
    const ratio = ratioOf(name)
    const least = wanted[name]
    const told = least === undefined ? "" : `   wanted: at least ${least}${ratio < least ? ", BROKEN" : ""}`
    console.log(
      `  ${name.padEnd(40)} ${Math.round(speedOf(name)).toString().padStart(8)} a second of CPU   ${ratio.toFixed(2)}${told}`,
    )
  }
  if (!isKept()) process.exitCode = 1
}

/** What nine tenths do not reach. */
const best = (values: readonly number[]): number =>
  values.toSorted((one, other) => other - one)[Math.floor(values.length / 10)] ?? Number.NaN

export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN

const perSecond = async (way: Way): Promise<number> => {
  const [begin, cpu] = [performance.now(), process.cpuUsage()]
  let done = 0
  do {
    await way()
    done += 1
  } while (performance.now() - begin < share)
  const { user, system } = process.cpuUsage(cpu)
  return (1_000_000 * done) / (user + system)
}
