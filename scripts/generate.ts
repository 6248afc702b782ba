/**
 * Writes the wire types of the adapter and of the mock from the OpenAPI descriptions, which are all they share.
 *
 * `node scripts/generate.ts` writes; `--check` writes nothing and fails with a sentence when a file is stale.
 */
import { readFile, writeFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript"
import { parse } from "yaml"

const root = new URL("../", import.meta.url)
const openapi = "packages/trove-adapter/openapi"

const read = async (path: string): Promise<OpenAPI3> => parse(await readFile(new URL(path, root), "utf8"))

/** One document with the components of several, and their paths, each behind the name of its service; a name that two of them use is an error. */
const merge = (services: Readonly<Record<string, OpenAPI3>>): OpenAPI3 => {
  const documents = Object.values(services)
  const join = (where: string, parts: readonly object[]): Record<string, unknown> => {
    const joined: Record<string, unknown> = {}
    for (const [name, value] of parts.flatMap((part) => Object.entries(part))) {
      if (name in joined) throw new Error(`${where}/${name} stands in two descriptions; rename one of them`)
      joined[name] = value
    }
    return joined
  }
  const section = (name: "schemas" | "parameters" | "headers" | "responses") =>
    join(
      `components/${name}`,
      documents.map((document) => document.components?.[name] ?? {}),
    )
  return {
    openapi: "3.1.0",
    info: { title: documents.map((document) => document.info.title).join(" and "), version: "1" },
    paths: join(
      "paths",
      Object.entries(services).map(([service, { paths = {} }]) =>
        Object.fromEntries(Object.entries(paths).map(([path, item]) => [`/${service}${path}`, item])),
      ),
    ) as NonNullable<OpenAPI3["paths"]>,
    components: {
      schemas: section("schemas"),
      parameters: section("parameters"),
      headers: section("headers"),
      responses: section("responses"),
    } as NonNullable<OpenAPI3["components"]>,
  }
}

const typesOf = async (document: OpenAPI3, sources: string): Promise<string> => {
  const nodes = await openapiTypescript(document, { immutable: true, rootTypes: true, rootTypesNoSchemaPrefix: true })
  return `// Generated from ${sources} by scripts/generate.ts; run \`pnpm generate\` instead of editing.\n\n${astToString(nodes)}`
}

const trove = await read(`${openapi}/trove.yaml`)
const keystone = await read(`${openapi}/keystone.yaml`)
const swift = await read(`${openapi}/swift.yaml`)
const files = {
  "packages/trove-adapter/src/generated/trove.ts": await typesOf(trove, `${openapi}/trove.yaml`),
  "packages/trove-adapter/src/generated/keystone.ts": await typesOf(keystone, `${openapi}/keystone.yaml`),
  "packages/trove-adapter/src/generated/swift.ts": await typesOf(swift, `${openapi}/swift.yaml`),
  "packages/mock-trove/src/generated/wire.ts": await typesOf(
    merge({ database: trove, identity: keystone, "object-store": swift }),
    `${openapi}/trove.yaml, keystone.yaml and swift.yaml`,
  ),
}

const stale: string[] = []
for (const [path, content] of Object.entries(files)) {
  const current = await readFile(new URL(path, root), "utf8").catch(() => undefined)
  if (current === content) continue
  stale.push(path)
  if (!process.argv.includes("--check")) await writeFile(new URL(path, root), content)
}

if (process.argv.includes("--check") && stale.length > 0) {
  console.error(
    `${stale.join(" and ")} no longer match ${fileURLToPath(new URL(openapi, root))}: run \`pnpm generate\` and commit the result.`,
  )
  process.exitCode = 1
} else {
  console.log(stale.length === 0 ? "Generated types are fresh." : `Wrote ${stale.join(", ")}.`)
}
