/** Compares speeds within one run: whoever else uses the machine slows all of them alike. */

/** A way to do one thing. */
export type Way = () => unknown

/** Milliseconds that each way has in a round. */
const share = 60
const rounds = 25
const warmUp = 400

const perSecond = async (way: Way): Promise<number> => {
  const begin = performance.now()
  let done = 0
  do {
    await way()
    done += 1
  } while (performance.now() - begin < share)
  return (1000 * done) / (performance.now() - begin)
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0

/** Has the ways take turns, and prints the median speed of each and the median of its ratio to the first. */
export const compare = async (title: string, ways: Readonly<Record<string, Way>>): Promise<void> => {
  const names = Object.keys(ways)
  for (const name of names) for (let count = 0; count < warmUp; count += 1) await ways[name]?.()
  const speeds = new Map<string, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) speeds.get(name)?.push(await perSecond(ways[name] ?? (() => {})))
  console.log(`\n${title}`)
  const [first = ""] = names
  const base = speeds.get(first) ?? []
  for (const name of names) {
    const own = speeds.get(name) ?? []
    const ratio = median(own.map((speed, round) => speed / (base[round] ?? speed)))
    console.log(`  ${name.padEnd(28)} ${Math.round(median(own)).toString().padStart(8)} a second   ${ratio.toFixed(2)}`)
  }
}
