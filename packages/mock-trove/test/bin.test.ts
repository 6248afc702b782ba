import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { adminClient } from "../src/adminClient.ts"
import { defaultCloud } from "../src/index.ts"
import { readArguments } from "../src/readArguments.ts"
import { tokenRequest } from "./tokenRequest.ts"

const program = fileURLToPath(new URL("../src/bin.ts", import.meta.url))
const run = (...words: string[]) => spawn(process.execPath, ["--conditions=@breakwater/source", program, ...words])
const anyPorts = ["--port", "0", "--identity-port", "0"]

const ready = async (child: ReturnType<typeof run>) => {
  const [line] = await once(createInterface(child.stdout), "line")
  return JSON.parse(String(line))
}
const ended = async (...words: string[]) => {
  const child = run(...words)
  const [[code], out, err] = await Promise.all([once(child, "exit"), text(child.stdout), text(child.stderr)])
  return { code, out, err }
}

describe("the command line", () => {
  it("prints one line of JSON when it is ready, serves, and ends cleanly on SIGTERM", async () => {
    const child = run(...anyPorts, "--short-port", "0", "--clock", "x600")
    const { identity, shortIdentity, database, control, env } = await ready(child)
    expect(env).toMatchObject({ OS_AUTH_URL: `${identity}/v3`, OS_USERNAME: "demo", OS_PASSWORD: "demopw" })
    expect((await fetch(`${identity}/v3/auth/tokens`, tokenRequest())).status).toBe(201)
    expect((await fetch(`${shortIdentity}/v3`)).status).toBe(200)
    expect((await fetch(`${control}/_control`)).status).toBe(200)
    expect(new URL(database).hostname).toBe("127.0.0.1")
    child.kill("SIGTERM")
    expect(await once(child, "exit")).toEqual([0, null])
  })
  it("tells each request in a line, or as JSON, or not at all", async () => {
    const told = async (...words: string[]) => {
      const child = run(...anyPorts, ...words)
      const { identity } = await ready(child)
      await (await fetch(`${identity}/v3`)).text()
      child.kill("SIGTERM")
      return text(child.stderr)
    }
    const [plain, json, quiet] = await Promise.all([told(), told("--json-log"), told("--quiet")])
    expect(plain).toMatch(/^\S+Z identity showIdentityVersion GET \/v3 200\n$/)
    expect(JSON.parse(json)).toMatchObject({ operation: "showIdentityVersion", path: "/v3", status: 200 })
    expect(quiet).toBe("")
  })
  it("ends with 1 and a sentence where something was arranged and nothing ran into it", async () => {
    const child = run(...anyPorts, "--quiet")
    const { control } = await ready(child)
    await adminClient(control).faults.on("createBackup").drop()
    child.kill("SIGTERM")
    const [[code], told] = await Promise.all([once(child, "exit"), text(child.stderr)])
    expect([code, told]).toEqual([
      1,
      "mock-trove: Arranged, but nothing ran into it:\n  createBackup: drop, used 0 of 1\n",
    ])
  })
  it("prints what a shell or an OpenStack client reads", async () => {
    const printed = async (option: string, lines: number) => {
      const child = run(...anyPorts, option)
      const read: string[] = []
      for await (const line of createInterface(child.stdout)) if (read.push(line) === lines) break
      child.kill("SIGTERM")
      return read.join("\n")
    }
    const [env, yaml] = await Promise.all([printed("--print-env", 9), printed("--print-clouds-yaml", 12)])
    expect(env).toMatch(/^export OS_AUTH_URL='http:\/\/127\.0\.0\.1:\d+\/v3'\n/)
    expect(env).toContain("export OS_PASSWORD='demopw'")
    expect(yaml).toMatch(/^clouds:\n {2}"mock":\n {4}auth:\n {6}auth_url: "http:\/\/127\.0\.0\.1:\d+\/v3"/)
  })
  it("serves the cloud of a file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-trove-"))
    const file = join(folder, "cloud.json")
    const users = [{ name: "ann", password: "annpw", roles: { demo: ["member"] } }]
    await writeFile(file, JSON.stringify({ ...defaultCloud, users, connection: { user: "ann", project: "demo" } }))
    const child = run(...anyPorts, "--seed-file", file)
    const { env } = await ready(child)
    expect(env.OS_USERNAME).toBe("ann")
    child.kill("SIGINT")
    expect(await once(child, "exit")).toEqual([0, null])
    await rm(folder, { recursive: true })
  })
  it("ends with 2 and a sentence for what it can not use", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mock-trove-"))
    const file = join(folder, "cloud.json")
    await writeFile(file, JSON.stringify({ ...defaultCloud, region: "" }))
    const [option, seed] = await Promise.all([ended("--prot", "1"), ended("--seed-file", file)])
    expect(option).toMatchObject({ code: 2, out: "" })
    expect(option.err).toMatch(/^mock-trove: Unknown option '--prot'/)
    expect(seed).toMatchObject({ code: 2, out: "" })
    expect(seed.err).toContain("seed.region: a text that is not empty is expected")
    await rm(folder, { recursive: true })
  })
  it("says how it is used", async () => {
    const { code, out } = await ended("--help")
    expect([code, out]).toEqual([0, expect.stringContaining("--identity-port N")])
  })
  it("says what is wrong with a number, a port or a clock", () => {
    expect(() => readArguments(["--seed", "one"])).toThrow('--seed is a whole number, not "one"')
    expect(() => readArguments(["--port", "70000"])).toThrow("--port is a port from 0 to 65535, not 70000")
    expect(() => readArguments(["--clock", "auto"])).toThrow("needs a client in the same process")
    expect(() => readArguments(["--clock", "fast"])).toThrow('such as x600, not "fast"')
    expect(readArguments(["--max-instances", "3", "--magic-names"]).mock).toEqual({
      clock: "real",
      magicNames: true,
      quotas: { instances: 3 },
    })
  })
})
