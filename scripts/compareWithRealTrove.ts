/** Boots the mock under the real Trove's harness, lets its script drive it, and asks its comparison about each name. */
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { connect } from "node:net"
import { join, resolve } from "node:path"
import process from "node:process"

export interface Compared {
  readonly name: string
  readonly result: "match" | "differs" | "missing"
  /** The sentences are the same too. */
  readonly wording: boolean
  readonly differences: readonly string[]
  /** The first sentence that is another: the real one's, the mock's. */
  readonly words: readonly (readonly [real: string, mock: string])[]
}

/** One drive of the harness's script: a group of it, against the mock of one release. */
export interface Drive {
  readonly group: string
  readonly release: string
}

const startProgram = resolve(import.meta.dirname, "../packages/mock-trove/parity/start.ts")

/** compare.py decides what matches; this asks it for each name instead of for a sum. */
const comparison = `
import json, os, sys
here, truth, candidate, group = sys.argv[1:5]
sys.path.insert(0, here)
import compare
noise = set(json.load(open(os.path.join(here, 'noise.json'))))
out = []
for name in json.load(open(os.path.join(here, 'groups.json')))[group]:
    if name in noise or not os.path.exists(os.path.join(truth, name + '.json')):
        continue
    try:
        got = json.load(open(os.path.join(candidate, name + '.json')))
    except FileNotFoundError:
        out.append({'name': name, 'result': 'missing', 'wording': False, 'differences': [], 'words': []})
        continue
    want, words = compare.view(json.load(open(os.path.join(truth, name + '.json'))))
    have, said = compare.view(got)
    found = ['%s: real %s, mock %s' % (p, json.dumps(a)[:100], json.dumps(b)[:100]) for p, a, b in compare.differ(want, have)]
    out.append({'name': name, 'result': 'differs' if found else 'match', 'wording': words == said, 'differences': found[:3],
        'words': [list(pair) for pair in zip(words, said) if pair[0] != pair[1]][:1]})
print(json.dumps(out))
`

/** What is not there to compare with; nothing when all is. */
export const whatLacks = async (home: string): Promise<string | undefined> => {
  if (!existsSync(join(home, "parity.sh"))) {
    return `There is no parity.sh in ${home}. Set BREAKWATER_REAL_TROVE to the folder of the real Trove's harness.`
  }
  const python = await run("/usr/bin/python3", ["--version"], {})
  return python.status === 0 ? undefined : "The comparison is written in Python: install python3 (/usr/bin/python3)."
}

/** Takes as long as the harness waits: minutes. Each drive has ten ports of its own. Answers without a recording of that release are left out. */
export const compareDrive = async (
  home: string,
  { group, release }: Drive,
  folder: string,
  index: number,
): Promise<readonly Compared[]> => {
  const first = Number(process.env["RT_KEYSTONE_PORT"] ?? 24_500) + index * 10
  const ports = ["RT_KEYSTONE_PORT", "RT_SHORT_PORT", "RT_TROVE_PORT", "RT_CLOUD_PORT"].map(
    (name, offset) => [name, String(first + offset)] as const,
  )
  for (const [name, port] of ports) {
    if (await isOpen(Number(port))) {
      throw new Error(`Somebody listens on port ${port} (${name}) already: end that, or set RT_KEYSTONE_PORT.`)
    }
  }
  const start = [process.execPath, "--conditions=@breakwater/source", startProgram]
  const driven = await run("bash", [join(home, "parity.sh"), "--group", group, "--keep", folder, "--", ...start], {
    ...Object.fromEntries(ports),
    RT_PROFILE: release,
  })
  // 0 and 1 tell whether all matched; anything else is a script that did not get so far.
  if (driven.status > 1) throw new Error(`parity.sh failed in group ${group}:\n${driven.output}`)
  for (const line of driven.output.split("\n"))
    if (line.startsWith("the s")) console.log(`${release} ${group}: ${line}`)
  const truth = resolve(home, `../trove/recordings/${release}`)
  const asked = await run("/usr/bin/python3", ["-c", comparison, home, truth, folder, group], {})
  if (asked.status !== 0) throw new Error(`compare.py could not be asked:\n${asked.output}`)
  return JSON.parse(asked.output)
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, "127.0.0.1")
    const answer = (open: boolean) => {
      socket.destroy()
      done(open)
    }
    socket.once("connect", () => answer(true))
    socket.once("error", () => answer(false))
  })

const run = (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly output: string }> =>
  new Promise((done) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    child.stdout.on("data", (text) => {
      output += text
    })
    child.stderr.on("data", (text) => {
      output += text
    })
    child.on("error", (error) => done({ status: 127, output: error.message }))
    child.on("close", (status) => done({ status: status ?? 128, output }))
  })
