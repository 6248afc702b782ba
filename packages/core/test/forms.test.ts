/** A form generator takes the `form` profile as it is: rendered here by react-jsonschema-form. */
import RjsfForm from "@rjsf/core"
import type { RJSFSchema } from "@rjsf/utils"
import validator from "@rjsf/validator-ajv8"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, test } from "vitest"
import { z } from "zod"
// The richest schemas there are; only this test reaches over to another package for them.
import { troveInstanceSchemas } from "../../trove-adapter/src/TroveInstanceSchemas.ts"
import { jsonSchema, type ParameterSchema } from "../src/index.ts"

const formOf = (schema: ParameterSchema): RJSFSchema => JSON.parse(JSON.stringify(jsonSchema(schema, "form")))

const rendered = (schema: ParameterSchema, formData: object = {}) =>
  renderToStaticMarkup(createElement(RjsfForm, { schema: formOf(schema), formData, validator }))

const faultsOf = (schema: ParameterSchema, formData: object) =>
  validator.validateFormData(formData, formOf(schema)).errors.map(({ property }) => property)

const inputs = (html: string) =>
  [...html.matchAll(/<(?:input|select|textarea)[^>]*\bname="root_([^"]+)"/g)].map((match) => match[1])

describe("react-jsonschema-form", () => {
  test("asks for every option of a protect, names it, and knows what is required", () => {
    const html = rendered(troveInstanceSchemas.options)
    expect(inputs(html)).toEqual(
      expect.arrayContaining(["backup_name", "description", "incremental", "parent_id", "swift_container"]),
    )
    expect(html).toContain("Database Instance Protection Options")
    expect(html).toContain("Backup Name")
    expect(html).toContain("The name of the database instance backup.")
    expect(html).toMatch(/<input(?=[^>]*name="root_backup_name")(?=[^>]*required)/)
    expect(html).not.toMatch(/Unsupported field|Unknown field/)
  })

  test("fills in what a restore starts with, and leaves empty what was not given", () => {
    const html = rendered(troveInstanceSchemas.restore, { restore_name: "orders", volume_size: 5 })
    expect(html).toMatch(/<input(?=[^>]*name="root_restore_name")(?=[^>]*value="orders")/)
    expect(html).toMatch(/<input(?=[^>]*name="root_volume_size")(?=[^>]*value="5")(?=[^>]*type="number")/)
    expect(html).toMatch(/<input(?=[^>]*name="root_restore_description")(?=[^>]*value="")/)
    expect(html).not.toContain('value="null"')
    expect(html).not.toMatch(/Unsupported field|Unknown field/)
  })

  test("offers the defaults of verify and delete, and no field nobody knows", () => {
    expect(rendered(troveInstanceSchemas.verify)).toMatch(/<option[^>]*selected=""[^>]*>record/)
    expect(rendered(troveInstanceSchemas.delete)).toMatch(/type="checkbox"/)
    for (const schema of Object.values(troveInstanceSchemas)) expect(rendered(schema)).not.toContain("New Key")
  })

  test("says at which field a value is wrong", () => {
    expect(faultsOf(troveInstanceSchemas.options, { backup_name: "---", description: "x", parent_id: "y" })).toEqual([
      ".backup_name",
      ".parent_id",
    ])
    expect(faultsOf(troveInstanceSchemas.restore, { volume_size: 0.5 })).toContain(".volume_size")
    expect(faultsOf(troveInstanceSchemas.options, { backup_name: "nightly", description: "x" })).toEqual([])
  })

  test("takes the schema of another library too", () => {
    const schema = z.strictObject({
      copies: z.int().min(1).default(2).meta({ title: "Copies", description: "How many." }),
    })
    expect(rendered(schema)).toMatch(/<input(?=[^>]*name="root_copies")(?=[^>]*value="2")(?=[^>]*min="1")/)
    expect(faultsOf(schema, { copies: 0 })).toEqual([".copies"])
  })
})
