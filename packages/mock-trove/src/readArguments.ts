/** The command line's words as options. Knows no process: what is wrong is thrown as a sentence. */
import { parseArgs } from "node:util"
import type { MockTroveOptions } from "./MockTrove.ts"
import type { ServeOptions } from "./server.ts"
import type { ClockMode } from "./state/Clock.ts"
import { isProfile, type Profile } from "./state/releases.ts"

export interface Arguments {
  readonly help: boolean
  /** What is printed when the ports listen. */
  readonly print: "json" | "env" | "clouds.yaml"
  /** How requests are told. */
  readonly log: "none" | "text" | "json"
  readonly serve: ServeOptions
  readonly mock: Omit<MockTroveOptions, "cloud">
  /** A file that holds a `CloudSeed` as JSON. */
  readonly seedFile?: string
}

export const usage = `mock-trove [options]

Serves a fake Trove and Keystone, prints one line of JSON when they listen, and runs until SIGTERM or SIGINT.
Each request is told on stderr, in a line.

  --port N               Trove's port (8779; 0 lets the system choose, here and below)
  --identity-port N      Keystone's port (5000)
  --control-port N       one port for everything: /identity, /database, /swift, /w/WORLD, /_mock/v1, /_control (0)
  --short-port N         a second Keystone whose tokens live 3 s (none)
  --host NAME            where to listen (127.0.0.1)
  --advertise NAME       the host name that the catalog tells (the one a request came to)
  --public-url URL       where clients reach the control port: the catalog tells nothing else
  --cors                 answer browsers from any page
  --clock MODE           real, x600 or another factor, frozen, manual (real)
  --latency TIME         every answer takes so long, such as 300ms (0)
  --profile RELEASE      which Trove answers: 18, 22 or 25 (18)
  --seed N               what ids and chance grow from (1)
  --seed-file FILE       who and what there is, as JSON
  --magic-names          names such as FAIL and NOVA_ERROR steer what becomes of backups and instances
  --rate N               requests of a project and a verb within a minute (100000)
  --max-instances N      instances of a project (10)
  --heartbeat-expiry N   seconds without a guest's word until its instance shows ERROR (90)
  --service-type TYPE    what keystonemiddleware takes Trove for, so that access rules work (none)
  --print-env            print OS_* variables for a shell in place of the line of JSON
  --print-clouds-yaml    print a clouds.yaml in place of it; the cloud is called mock
  --quiet                tell no requests
  --json-log             tell requests as JSON, a line each
  --help                 this text
`

const options = {
  port: { type: "string" },
  "identity-port": { type: "string" },
  "control-port": { type: "string" },
  "short-port": { type: "string" },
  host: { type: "string" },
  advertise: { type: "string" },
  "public-url": { type: "string" },
  cors: { type: "boolean" },
  "print-env": { type: "boolean" },
  "print-clouds-yaml": { type: "boolean" },
  quiet: { type: "boolean" },
  "json-log": { type: "boolean" },
  clock: { type: "string" },
  latency: { type: "string" },
  profile: { type: "string" },
  seed: { type: "string" },
  "seed-file": { type: "string" },
  "magic-names": { type: "boolean" },
  rate: { type: "string" },
  "max-instances": { type: "string" },
  "heartbeat-expiry": { type: "string" },
  "service-type": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const

/** Fails with an `Error` whose message says what to mend. */
export const readArguments = (words: readonly string[]): Arguments => {
  const { values } = parseArgs({ args: [...words], options, strict: true, allowPositionals: false })
  const whole = (name: keyof typeof values): number | undefined => wholeNumber(name, values[name])
  const port = (name: keyof typeof values): number | undefined => portNumber(name, whole(name))
  const maximum = whole("max-instances")
  return {
    help: values.help ?? false,
    print: printed(values["print-env"], values["print-clouds-yaml"]),
    log: values.quiet ? "none" : values["json-log"] ? "json" : "text",
    serve: present({
      port: port("port"),
      identityPort: port("identity-port"),
      controlPort: port("control-port"),
      shortPort: port("short-port"),
      host: values.host,
      advertise: values.advertise,
      publicUrl: values["public-url"],
      cors: values.cors,
    }),
    mock: present({
      clock: clockMode(values.clock ?? "real"),
      latency: values.latency,
      profile: profile(values.profile),
      seed: whole("seed"),
      magicNames: values["magic-names"],
      ratePerMinute: whole("rate"),
      quotas: maximum === undefined ? undefined : { instances: maximum },
      heartbeatExpirySeconds: whole("heartbeat-expiry"),
      authtokenServiceType: values["service-type"],
    }),
    ...(values["seed-file"] !== undefined && { seedFile: values["seed-file"] }),
  }
}

const printed = (env: boolean | undefined, cloudsYaml: boolean | undefined): Arguments["print"] => {
  if (env && cloudsYaml) throw new Error("--print-env or --print-clouds-yaml, not both")
  return env ? "env" : cloudsYaml ? "clouds.yaml" : "json"
}

const wholeNumber = (name: string, value: string | boolean | undefined): number | undefined => {
  if (value === undefined) return undefined
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value)
  throw new Error(`--${name} is a whole number, not "${value}"`)
}

const portNumber = (name: string, value: number | undefined): number | undefined => {
  if (value === undefined || value <= 65_535) return value
  throw new Error(`--${name} is a port from 0 to 65535, not ${value}`)
}

const profile = (text: string | undefined): Profile | undefined => {
  if (text === undefined || isProfile(text)) return text
  throw new Error(`--profile is 18, 22 or 25, not "${text}"`)
}

const clockMode = (text: string): ClockMode => {
  if (text === "real" || text === "manual" || text === "frozen") return text
  if (/^x\d+(\.\d+)?$/.test(text)) return `x${Number(text.slice(1))}`
  if (text === "auto")
    throw new Error("--clock auto needs a client in the same process, which a port has not: choose real or x600")
  throw new Error(`--clock is real, manual, frozen or a factor such as x600, not "${text}"`)
}

type Present<A> = { [K in keyof A]?: Exclude<A[K], undefined> }

/** Without the members that were not given. */
const present = <A extends object>(members: A): Present<A> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<A>
