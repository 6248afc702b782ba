/** The workspace's own sources as the architecture test reads them: which file imports what, and which words stand in it. */
import { globSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import ts from "typescript"

export const root = resolve(import.meta.dirname, "..")

export interface Import {
  /** As written. */
  readonly from: string
  /** The exports named, each where it is first used; empty for an import of effects alone. */
  readonly names: readonly string[]
  readonly typeOnly: boolean
}

export interface Source {
  /** From the root, with slashes. */
  readonly path: string
  readonly package: string
  readonly imports: readonly Import[]
  readonly tree: ts.SourceFile
}

/** Every source of every package. */
export const sources: readonly Source[] = globSync("packages/*/src/**/*.ts", { cwd: root })
  .map((path) => path.replaceAll("\\", "/"))
  .toSorted()
  .map((path) => {
    const tree = parse(join(root, path))
    return { path, package: path.split("/")[1] ?? "", imports: importsOf(tree), tree }
  })

export function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true)
}

/** Calls `visit` for every node of a tree. */
export function everyNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => everyNode(child, visit))
}

/** Where a relative import leads, from the root. */
export const resolved = (path: string, from: string): string => relative(root, resolve(root, dirname(path), from))

/** Static imports, re-exports, dynamic imports and import types alike. */
function importsOf(tree: ts.SourceFile): readonly Import[] {
  const imports: Import[] = []
  everyNode(tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const typeOnly = node.importClause?.isTypeOnly ?? false
      imports.push({ from: node.moduleSpecifier.text, names: importedNames(tree, node), typeOnly })
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const clause = node.exportClause
      const names =
        clause !== undefined && ts.isNamedExports(clause)
          ? clause.elements.map((element) => (element.propertyName ?? element.name).text)
          : ["*"]
      imports.push({ from: (node.moduleSpecifier as ts.StringLiteral).text, names, typeOnly: node.isTypeOnly })
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      imports.push({ from: (node.argument.literal as ts.StringLiteral).text, names: ["*"], typeOnly: true })
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [target] = node.arguments
      const from = target !== undefined && ts.isStringLiteral(target) ? target.text : "(computed)"
      imports.push({ from, names: ["*"], typeOnly: false })
    }
  })
  return imports
}

function importedNames(tree: ts.SourceFile, node: ts.ImportDeclaration): readonly string[] {
  const clause = node.importClause
  if (clause === undefined) return []
  const bindings = clause.namedBindings
  if (bindings === undefined) return ["default"]
  if (ts.isNamedImports(bindings)) return bindings.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
  return membersOf(tree, bindings.name.text)
}

/** Which members of a namespace import are used: `Effect.gen`, and in types `Effect.Effect`. */
function membersOf(tree: ts.SourceFile, namespace: string): readonly string[] {
  const members = new Set<string>()
  everyNode(tree, (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === namespace)
      members.add(node.name.text)
    if (ts.isQualifiedName(node) && ts.isIdentifier(node.left) && node.left.text === namespace)
      members.add(node.right.text)
  })
  return [...members]
}
