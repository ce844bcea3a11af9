import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The repository's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** One import of a source file, in whatever form: statement, re-export, `import()` or an import type. */
export interface Import {
  specifier: string
  /** The imported file's path from the root, or undefined when the specifier names a package. */
  target: string | undefined
  typeOnly: boolean
}

/** A parsed source file; `path` is from the root, with forward slashes. */
export interface SourceFile {
  path: string
  text: string
  tree: ts.SourceFile
  imports: Import[]
}

/** The paths of the files that match, from the root, sorted; what is installed or built is left out. */
export function list(pattern: string | string[]): string[] {
  const left = /(^|\/)(node_modules|dist|build|\.svelte-kit|coverage)\//
  return globSync(pattern, { cwd: root })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !left.test(path))
    .sort()
}

/** The text of a file, by its path from the root. */
export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

/** Parses the files that match. */
export function parse(pattern: string | string[]): SourceFile[] {
  return list(pattern).map((path) => {
    const text = read(path)
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
    return { path, text, tree, imports: importsOf(tree) }
  })
}

/** Whether a file is a test rather than part of the product. */
export function isTest(path: string): boolean {
  return /\.(test|prop)\.ts$/.test(path)
}

/** `path:line` of a node, for messages. */
export function place(node: ts.Node): string {
  const file = node.getSourceFile()
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}

/** Calls `visit` with every node below `node`. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  ts.forEachChild(node, (child) => {
    visit(child)
    walk(child, visit)
  })
}

function importsOf(tree: ts.SourceFile): Import[] {
  const found: Import[] = []
  const add = (specifier: ts.Node | undefined, typeOnly: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier)) {
      found.push({ specifier: specifier.text, target: resolve(tree.fileName, specifier.text), typeOnly })
    }
  }
  walk(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node))
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (ts.isImportTypeNode(node))
      add(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false)
    }
  })
  return found
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { name, namedBindings } = importClause
  return (
    !name && !!namedBindings && ts.isNamedImports(namedBindings) && namedBindings.elements.every((e) => e.isTypeOnly)
  )
}

function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined
  const base = posix.join(dirname(from), specifier)
  const candidates = [base, base.replace(/\.js$/, '.ts'), `${base}.ts`, `${base}/index.ts`]
  const exact = candidates.find((path) => /\.\w+$/.test(path) && existsSync(join(root, path)))
  return relative('.', exact ?? base)
    .split(sep)
    .join('/')
}

/**
 * Every group of files that import each other in a circle, type imports included, smallest path first.
 * Empty when there is no cycle (Tarjan's strongly connected components).
 */
export function cycles(files: SourceFile[]): string[][] {
  const edges = new Map(files.map((file) => [file.path, file.imports.map((i) => i.target)]))
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []

  const connect = (path: string) => {
    index.set(path, index.size)
    let lowest = index.size - 1
    stack.push(path)
    for (const next of edges.get(path) ?? []) {
      if (!next || !edges.has(next)) continue
      if (!index.has(next)) connect(next)
      if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? index.get(next) ?? lowest)
    }
    low.set(path, lowest)
    if (lowest !== index.get(path)) return
    const group = stack.splice(stack.indexOf(path))
    if (group.length > 1 || edges.get(path)?.includes(path)) found.push(group.sort())
  }

  for (const { path } of files) if (!index.has(path)) connect(path)
  return found.sort()
}
