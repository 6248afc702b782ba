/**
 * A schema as bare comparisons. They say what `Schema.is` says about an answer, many times as fast; what a shape is made of
 * that is not known here is left to `Schema.is` itself.
 */
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"

/** Whether a value is of the shape. */
export type Look = (value: unknown) => boolean

export const compileLook = (shape: SchemaAST.AST): Look => {
  if (shape.encoding === undefined && shape.checks === undefined) {
    switch (shape._tag) {
      case "String":
        return (value) => typeof value === "string"
      case "Null":
        return (value) => value === null
      case "Union":
        return compileUnion(shape)
      case "Arrays":
        return compileArray(shape)
      case "Objects":
        return compileObject(shape)
    }
  }
  return shape._tag === "Number" && shape.checks === Schema.Finite.ast.checks
    ? (value) => Number.isFinite(value)
    : Schema.is(Schema.make<Schema.Schema<unknown>>(shape))
}

const compileUnion = (shape: SchemaAST.Union): Look => {
  const members = shape.types.map(compileLook)
  return (value) => members.some((isMember) => isMember(value))
}

const compileArray = (shape: SchemaAST.Arrays): Look => {
  const [rest] = shape.rest
  if (rest === undefined || shape.rest.length > 1 || shape.elements.length > 0) return Schema.is(Schema.make(shape))
  const isItem = compileLook(rest)
  return (value) => Array.isArray(value) && value.every(isItem)
}

const compileObject = (shape: SchemaAST.Objects): Look => {
  if (shape.indexSignatures.length > 0) return Schema.is(Schema.make(shape))
  const members = shape.propertySignatures.map(({ name, type }) => ({
    name,
    mayMiss: type.context?.isOptional ?? false,
    isGood: compileLook(type),
  }))
  return (value) => {
    if (!Predicate.isObject(value)) return false
    for (const { name, mayMiss, isGood } of members) {
      const member = value[name]
      if (!(isGood(member) || (mayMiss && member === undefined && !(name in value)))) return false
    }
    return true
  }
}
