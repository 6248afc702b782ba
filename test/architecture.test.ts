import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { everyNode, resolved, root, type Source, sources } from "./sources.ts"
import { stabilityOf } from "./stability.ts"

const packages = ["core", "trove-adapter", "mock-trove", "examples"] as const
const published = ["core", "trove-adapter", "mock-trove"] as const

/** Files that only gather what others export: nobody within the package goes through them. */
const entries =
  /^packages\/[^/]+\/src\/(index|promise|provider-file|plugin|msw|vitest|bin|engine\/index|testing\/index)\.ts$/

/** An import of what is only known when it runs: the plugins that a host names. */
const computed = "(computed)"

/** What each package may import from outside itself; examples may everything. */
const outside: { readonly [P in (typeof published)[number]]: (from: string, path: string) => boolean } = {
  core: (from, path) =>
    /^effect\/./.test(from) ||
    /^@noble\/hashes\/./.test(from) ||
    // The file bank reads files, the SQLite engine opens one, and testing asserts.
    (from === "node:fs/promises" && path === "packages/core/src/internal/nodeFiles.ts") ||
    (from.startsWith("@effect/sql-pg/") && path === "packages/core/src/engine/internal/postgres/openDatabase.ts") ||
    (from === "node:sqlite" && path === "packages/core/src/engine/internal/sqlite/openDatabase.ts") ||
    (from === computed && path === "packages/core/src/internal/nodeHost.ts") ||
    (from === "yaml" && path === "packages/core/src/internal/locatedText.ts") ||
    (from === "node:assert/strict" && path.startsWith("packages/core/src/testing/")) ||
    // The crash harness starts processes, each over a folder of its own.
    (/^node:(child_process|fs\/promises|os|path)$/.test(from) && path.startsWith("packages/core/src/testing/crash/")),
  "trove-adapter": (from, path) =>
    /^effect\/./.test(from) ||
    /^@noble\/hashes\/./.test(from) ||
    from === "openapi-fetch" ||
    from === "@breakwater/core" ||
    (from === "@breakwater/core/promise" && path === "packages/trove-adapter/src/promise.ts") ||
    (from === "yaml" && path === "packages/trove-adapter/src/internal/cloudYaml.ts"),
  "mock-trove": (from, path) => {
    const file = path.slice("packages/mock-trove/src/".length)
    if (from === "msw") return file === "msw.ts"
    return (
      from.startsWith("node:") && ["server.ts", "listen.ts", "respond.ts", "bin.ts", "readArguments.ts"].includes(file)
    )
  },
}

const isRelative = (from: string) => from.startsWith(".")
const within = (name: string) => sources.filter((source) => source.package === name)
const isUnstableGround = (path: string) => /^packages\/core\/src\/(engine|testing)\//.test(path)

describe("the arrows between packages", () => {
  test("there are the four packages, each with sources", () => {
    expect([...new Set(sources.map((source) => source.package))].toSorted()).toEqual(packages.toSorted())
  })

  test.each(published)("%s imports from outside only what it may", (name) => {
    const forbidden = within(name).flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => !isRelative(from) && !outside[name](from, path))
        .map(({ from }) => `${path} imports ${from}`),
    )
    expect(forbidden).toEqual([])
  })

  test("no import leaves its package by a path, or goes to a place that is not there", () => {
    const astray = sources.flatMap(({ path, package: name, imports }) =>
      imports
        .filter(({ from }) => isRelative(from))
        .map(({ from }) => resolved(path, from))
        .filter((target) => !target.startsWith(`packages/${name}/src/`) || !existsSync(join(root, target)))
        .map((target) => `${path} imports ${target}`),
    )
    expect(astray).toEqual([])
  })

  test("nobody imports the examples", () => {
    const all = sources.flatMap(({ imports }) => imports.map(({ from }) => from))
    expect(all.filter((from) => from.startsWith("@breakwater/examples"))).toEqual([])
  })

  test("package.json declares every dependency that is imported, and no package of ours the mock could use", () => {
    for (const name of published) {
      const { dependencies = {}, peerDependencies = {} } = manifest(name)
      const declared = Object.keys({ ...dependencies, ...peerDependencies })
      const imported = new Set(
        within(name).flatMap(({ imports }) =>
          imports
            .filter(({ from }) => !isRelative(from) && !from.startsWith("node:") && from !== computed)
            .map(({ from }) => packageOf(from)),
        ),
      )
      expect([...imported].filter((dependency) => !declared.includes(dependency))).toEqual([])
    }
    expect(Object.keys({ ...manifest("mock-trove").dependencies })).toEqual([])
  })
})

describe("the arrows within a package", () => {
  const relative = sources.flatMap((source) =>
    source.imports
      .filter(({ from }) => isRelative(from))
      .map((one) => ({ ...one, path: source.path, target: resolved(source.path, one.from) })),
  )

  test("nobody goes through an entry of their own package, but another entry", () => {
    const through = relative.filter(({ path, target }) => entries.test(target) && !entries.test(path))
    expect(through.map(({ path, target }) => `${path} imports ${target}`)).toEqual([])
  })

  test("generated code imports nothing", () => {
    expect(sources.filter(({ path, imports }) => path.includes("/src/generated/") && imports.length > 0)).toEqual([])
  })

  test("nothing outside testing imports testing, and only entries import an engine", () => {
    const into = (folder: string) =>
      relative
        .filter(({ path, target }) => target.includes(`/src/${folder}/`) && !path.includes(`/src/${folder}/`))
        .map(({ path }) => path)
    expect(into("testing")).toEqual([])
    expect(into("engine").filter((path) => !entries.test(path))).toEqual([])
  })

  test("no file imports itself by a detour", () => {
    const targets = new Map<string, readonly string[]>()
    for (const { path } of sources) {
      // Types vanish before anything runs: two modules may name each other's.
      targets.set(
        path,
        relative.filter((one) => one.path === path && !one.typeOnly).map(({ target }) => target),
      )
    }
    const circles: string[] = []
    const walked = new Set<string>()
    const walk = (path: string, trail: readonly string[]) => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(" → "))
      if (walked.has(path)) return
      walked.add(path)
      for (const target of targets.get(path) ?? []) walk(target, [...trail, path])
    }
    for (const { path } of sources) walk(path, [])
    expect(circles).toEqual([])
  })
})

describe("stable ground", () => {
  const uses = sources.flatMap(({ path, imports }) =>
    imports.filter(({ from }) => packageOf(from) === "effect").map((one) => ({ ...one, path })),
  )

  test("effect is imported by subpath, never as a whole", () => {
    expect(uses.filter(({ from }) => from === "effect").map(({ path }) => path)).toEqual([])
  })

  test("no module of effect is taken apart, which would hide its members from bundlers and from the next test", () => {
    const apart = sources.flatMap(({ path, tree }) => {
      const found: string[] = []
      everyNode(tree, (node) => {
        if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name)) return
        const from = node.initializer !== undefined && ts.isIdentifier(node.initializer) && node.initializer.text
        if (from && tree.text.includes(`import * as ${from} from "effect/`)) found.push(`${path} takes ${from} apart`)
      })
      return found
    })
    expect(apart).toEqual([])
  })

  test("outside engine and testing, every export used is one effect tags stable", () => {
    const unstable = uses
      .filter(({ path }) => !isUnstableGround(path))
      .flatMap(({ path, from, names }) =>
        names
          .map((name) => ({ name, stability: stabilityOf(from.slice("effect/".length), name) }))
          .filter(({ stability }) => stability !== "stable")
          .map(({ name, stability }) => `${path} uses ${from} ${name}: ${stability}`),
      )
    expect(unstable).toEqual([])
  })

  test("the tags are read as they stand", () => {
    expect(stabilityOf("Effect", "gen")).toBe("stable")
    expect(stabilityOf("Effect", "catch")).toBe("stable")
    expect(stabilityOf("FileSystem", "FileSystem")).not.toBe("stable")
    expect(stabilityOf("workflow/Workflow", "make")).toBe("unstable")
    expect(stabilityOf("Effect", "noSuchExport")).toBe("no tag")
    expect(stabilityOf("NoSuchModule", "gen")).toBe("no such module")
  })
})

describe("what does not stand in sources", () => {
  const findings = (source: Source, isForbidden: (node: ts.Node) => string | undefined) => {
    const found: string[] = []
    everyNode(source.tree, (node) => {
      const word = isForbidden(node)
      if (word === undefined) return
      const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${source.path}:${line + 1} ${word}`)
    })
    return found
  }
  const isMember = (node: ts.Node, object: string, member?: string): boolean =>
    ts.isPropertyAccessExpression(node) &&
    node.expression.getText() === object &&
    (member === undefined || node.name.text === member)
  const isNew = (node: ts.Node, name: string): boolean => ts.isNewExpression(node) && node.expression.getText() === name

  test.each(["core", "trove-adapter"])("%s has no async, try, Date, process.env or console", (name) => {
    const exempt = (path: string) => path.startsWith("packages/core/src/testing/") || path.endsWith("/src/promise.ts")
    const found = within(name)
      .filter(({ path }) => !exempt(path))
      .flatMap((source) =>
        findings(source, (node) => {
          if (node.kind === ts.SyntaxKind.AsyncKeyword) return "async"
          if (ts.isTryStatement(node)) return "try"
          if (isNew(node, "Date") || isMember(node, "Date")) return "Date"
          if (isMember(node, "process", "env") || isMember(node, "console")) return node.getText()
          return undefined
        }),
      )
    expect(found).toEqual([])
  })

  test("the mock asks nobody but its clock for the time, and nobody but its seed for chance", () => {
    const found = within("mock-trove")
      .filter(({ path }) => path !== "packages/mock-trove/src/state/RealClock.ts")
      .flatMap((source) =>
        findings(source, (node) => {
          if (isMember(node, "Date", "now") || isMember(node, "Math", "random")) return node.getText()
          if (isNew(node, "Date") && (node as ts.NewExpression).arguments?.length === 0) return "new Date()"
          if (ts.isCallExpression(node) && /^(setTimeout|setInterval)$/.test(node.expression.getText()))
            return "a timer"
          return undefined
        }),
      )
    expect(found).toEqual([])
  })

  test("no source is longer than 250 lines, and none begins without saying what it is", () => {
    const own = sources.filter(({ path }) => !path.includes("/src/generated/"))
    const long = own.filter(({ tree }) => tree.getLineStarts().length > 251).map(({ path }) => path)
    const silent = own.filter(({ tree }) => !/^(#![^\n]*\n)?\/\*\*/.test(tree.text)).map(({ path }) => path)
    expect({ long, silent }).toEqual({ long: [], silent: [] })
  })
})

describe("what a package shows", () => {
  test.each(published)("%s names its entries one by one, the same before and after publishing", (name) => {
    const { exports, publishConfig, files } = manifest(name)
    for (const [entry, conditions] of Object.entries(exports)) {
      if (typeof conditions === "string") {
        // A file for other programs than Node, which is there before anything is built.
        expect(conditions).toBe(entry)
        expect(publishConfig.exports[entry]).toBe(entry)
        expect(existsSync(join(root, "packages", name, entry)), `${name} ${entry}`).toBe(true)
        continue
      }
      expect(entry).toMatch(/^\.(\/[a-z/-]+)?$/)
      const { "@breakwater/source": source, ...afterwards } = conditions
      expect(existsSync(join(root, "packages", name, source ?? "")), `${name} ${entry}: ${source}`).toBe(true)
      expect(publishConfig.exports[entry]).toEqual(afterwards)
      expect(afterwards["default"]).toBe(source?.replace("./src/", "./dist/").replace(/\.ts$/, ".js"))
      expect(afterwards["types"]).toBe(source?.replace("./src/", "./dist/").replace(/\.ts$/, ".d.ts"))
    }
    expect(Object.keys(publishConfig.exports)).toEqual(Object.keys(exports))
    expect(files).not.toContain("src")
  })
})

type Exports = { readonly [entry: string]: string | { readonly [condition: string]: string } }

interface Manifest {
  readonly files: readonly string[]
  readonly exports: Exports
  readonly publishConfig: { readonly exports: Exports }
  readonly dependencies?: { readonly [name: string]: string }
  readonly peerDependencies?: { readonly [name: string]: string }
}

const manifest = (name: string): Manifest =>
  JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"))

const packageOf = (from: string) =>
  from
    .split("/")
    .slice(0, from.startsWith("@") ? 2 : 1)
    .join("/")
