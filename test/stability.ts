/** What effect promises about each of its exports, read from the tags in its own sources. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { parse, root } from "./sources.ts"

const effectSources = join(root, "packages/core/node_modules/effect/src")
const known = new Map<string, ReadonlyMap<string, string>>()

/** The stability of an export of `effect/<module>`: "stable", "unstable", "experimental", or why there is none. */
export const stabilityOf = (module: string, name: string): string => {
  const path = [`${module}.ts`, `${module}/index.ts`].map((file) => join(effectSources, file)).find(existsSync)
  if (path === undefined) return "no such module"
  let tags = known.get(path)
  if (tags === undefined) {
    tags = tagsOf(parse(path))
    known.set(path, tags)
  }
  return tags.get(name) ?? "no tag"
}

const tagsOf = (tree: ts.SourceFile): ReadonlyMap<string, string> => {
  const tags = new Map<string, string>()
  // An export without a tag has that of its module, which stands in the comment the file begins with.
  const ofModule = /^\/\*\*(?:(?!\*\/)[\s\S])*@stability (\w+)/.exec(tree.text)?.[1]
  const note = (name: string, node: ts.Node) => {
    const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "stability")
    const stability = ts.getTextOfJSDocComment(tag?.comment)?.trim() ?? ofModule
    if (stability !== undefined && !tags.has(name)) tags.set(name, stability)
  }
  for (const node of tree.statements) {
    if (ts.isVariableStatement(node)) {
      for (const { name } of node.declarationList.declarations) note(name.getText(), node)
    } else if (
      ts.isExportDeclaration(node) &&
      node.exportClause !== undefined &&
      ts.isNamedExports(node.exportClause)
    ) {
      for (const element of node.exportClause.elements) note(element.name.text, commented(element))
    } else if ("name" in node && node.name !== undefined) {
      note((node.name as ts.Identifier).text, node)
    }
  }
  return tags
}

/** The parser gives no comment to `export { a as b }`; to a declaration in its place it does. */
const commented = (element: ts.ExportSpecifier): ts.Node => {
  const text = element.getFullText()
  const comment = text.slice(0, text.lastIndexOf("*/") + 2)
  return ts.createSourceFile("it.ts", `${comment}\nlet it`, ts.ScriptTarget.Latest, true).statements[0] ?? element
}
