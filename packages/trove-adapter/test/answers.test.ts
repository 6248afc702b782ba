import { readFileSync } from "node:fs"
import { expect, expectTypeOf, test } from "vitest"
import { parse } from "yaml"
import type * as keystone from "../src/generated/keystone.ts"
import type * as wire from "../src/generated/trove.ts"
import { answers, type shapes } from "../src/internal/answers.ts"
import { routes } from "../src/internal/routes.ts"

type Looked<Operation extends keyof typeof shapes> = (typeof shapes)[Operation]["Type"]

/** The good answers of a description with their examples, by operation. */
const examples = (name: string): { readonly operation: string; readonly value: unknown }[] => {
  const document = parse(readFileSync(new URL(`../openapi/${name}.yaml`, import.meta.url), "utf8"))
  return Object.values<object>(document.paths).flatMap((item) =>
    Object.values(item).flatMap(({ operationId, responses = {} }) =>
      ["200", "201", "202"].flatMap((status) => {
        const response = responses[status]?.$ref
          ? document.components.responses[responses[status].$ref.split("/").at(-1)]
          : responses[status]
        const shown: { value: unknown }[] = Object.values(response?.content?.["application/json"].examples ?? {})
        return shown.map(({ value }) => ({ operation: operationId, value }))
      }),
    ),
  )
}

/** What is asked for, of all that is described. */
const called: ReadonlySet<string> = new Set([...Object.keys(routes), "issueToken", "validateToken", "listObjects"])

test.each(
  [...examples("trove"), ...examples("keystone"), ...examples("swift")].filter(({ operation }) =>
    called.has(operation),
  ),
)("what the description shows for $operation passes the look", ({ operation, value }) => {
  const look = answers[operation]
  expect(look).toBeDefined()
  expect(look?.(value)).toBeUndefined()
  expect(look?.({})).toEqual(expect.any(String))
})

test("everything the description allows passes the look", () => {
  expectTypeOf<wire.BackupsAnswer>().toExtend<Looked<"listBackups">>()
  expectTypeOf<wire.InstancesAnswer>().toExtend<Looked<"listInstances">>()
  expectTypeOf<wire.UsersAnswer>().toExtend<Looked<"listUsers">>()
  expectTypeOf<wire.DatastoresAnswer>().toExtend<Looked<"listDatastores">>()
  expectTypeOf<wire.FlavorsAnswer>().toExtend<Looked<"listFlavors">>()
  expectTypeOf<wire.LimitsAnswer>().toExtend<Looked<"listLimits">>()
  expectTypeOf<wire.QuotasAnswer>().toExtend<Looked<"showQuotas">>()
  expectTypeOf<keystone.TokenAnswer>().toExtend<Looked<"issueToken">>()
})
