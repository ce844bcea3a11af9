import { basename } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { bans, speaksOf } from './glossary.ts'
import { cycles, isTest, list, parse, place, read, type SourceFile, walk } from './source-files.ts'

/** The stages in the order in which a fact travels through the engine. A file imports its own stage or an earlier one. */
const stages = ['base', 'subjects', 'event', 'rules', 'ledger', 'standings', 'lists', 'flow']

/**
 * Entries of their own beside the stages, with the last stage that they read: sentences and warnings need a program and
 * no result, and no stage needs them, so an engine without them stays as small as it is.
 */
const sideEntries: Record<string, string> = { words: 'rules', lint: 'rules' }

/** Files that are longer than the limit, with their length when they were let in. This list may only shrink. */
const longFiles: Record<string, number> = {}
const longestFile = 350

const home = 'packages/engine/src/'
const engine = parse('packages/engine/src/**/*.ts').filter((file) => !isTest(file.path))
const core = engine.filter((file) => stageOf(file.path) !== 'testing')
const api = parse('packages/api/src/**/*.ts').filter((file) => !isTest(file.path))
const admin = parse('packages/admin/src/**/*.ts').filter((file) => !isTest(file.path))
const bin = parse('packages/engine/bin/**/*.{js,ts}').filter((file) => !isTest(file.path))

/** The folder of an engine file below src, or '' for a file in src itself. */
function stageOf(path: string): string {
  const [folder, ...rest] = path.slice(home.length).split('/')
  return rest.length > 0 ? (folder ?? '') : ''
}

/** `path imports specifier`, for each import that `wrong` says yes to. */
function wrongImports(files: SourceFile[], wrong: (file: SourceFile, index: number) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.flatMap((i, index) => (wrong(file, index) ? [`${file.path} imports ${i.specifier}`] : [])),
  )
}

describe('stages of the engine', () => {
  it('are the only folders of its source, beside testing and the side entries', () => {
    const known = [...stages, ...Object.keys(sideEntries), 'testing', '']
    const others = engine.filter(({ path }) => !known.includes(stageOf(path)))
    expect(others.map((file) => file.path)).toEqual([])
  })

  it('have no file beside them except index.ts', () => {
    const loose = engine.filter(({ path }) => stageOf(path) === '' && path !== `${home}index.ts`)
    expect(loose.map((file) => file.path)).toEqual([])
  })

  it('import only their own or an earlier stage', () => {
    const wrong = wrongImports(core, (file, index) => {
      const stage = stageOf(file.path)
      const target = file.imports[index]?.target
      if (stage === '' || !target?.startsWith(home)) return false
      if (stageOf(target) === stage) return false
      const to = stages.indexOf(stageOf(target))
      return to === -1 || to > stages.indexOf(sideEntries[stage] ?? stage)
    })
    expect(wrong).toEqual([])
  })

  it('do not import what is only there for tests', () => {
    const wrong = wrongImports(core, (file, index) => stageOf(file.imports[index]?.target ?? '') === 'testing')
    expect(wrong).toEqual([])
  })

  it('import nothing from outside the engine', () => {
    const allowed = (path: string, specifier: string) => stageOf(path) === 'testing' && specifier === 'fast-check'
    const wrong = wrongImports(engine, (file, index) => {
      const found = file.imports[index]
      return !!found && !found.target?.startsWith(home) && !allowed(file.path, found.specifier)
    })
    expect(wrong).toEqual([])
  })
})

describe('packages', () => {
  it('have no import cycle in the engine, type imports included', () => {
    expect(cycles(engine)).toEqual([])
  })

  it('have no import cycle in the api', () => {
    expect(cycles(api)).toEqual([])
  })

  it('have no import cycle in the admin', () => {
    expect(cycles(admin)).toEqual([])
  })

  it('import only files that exist', () => {
    const files = new Set(list('packages/**/*.{ts,js,json,svelte}'))
    const wrong = wrongImports([...engine, ...api], (file, index) => {
      const target = file.imports[index]?.target
      return !!target && !files.has(target)
    })
    expect(wrong).toEqual([])
  })

  it('point one way: the api does not know the admin', () => {
    expect(wrongImports(api, (file, index) => /admin/.test(file.imports[index]?.specifier ?? ''))).toEqual([])
  })

  it('point one way: the admin takes only the client and types from the api', () => {
    const wrong = wrongImports(admin, (file, index) => {
      const { specifier = '', typeOnly } = file.imports[index] ?? {}
      return specifier.startsWith('@jixing/api') && specifier !== '@jixing/api/client' && !typeOnly
    })
    expect(wrong).toEqual([])
  })

  it('point one way: the client of the api brings nothing of the server with it', () => {
    const client = api.filter(({ path }) => path === 'packages/api/src/client.ts')
    const reexports = client.flatMap(({ tree }) => tree.statements.filter(ts.isExportDeclaration))
    expect(client).toHaveLength(1)
    expect(reexports.filter((one) => !one.isTypeOnly)).toEqual([])
    expect(wrongImports(client, (file, index) => !file.imports[index]?.typeOnly)).toEqual([])
  })

  it('leave the engine without a runtime dependency', () => {
    expect(JSON.parse(read('packages/engine/package.json')).dependencies ?? {}).toEqual({})
  })

  it('let the command line use only the public engine', () => {
    const entries = ['@jixing/engine', '@jixing/engine/words', '@jixing/engine/lint']
    const wrong = wrongImports(bin, (file, index) => {
      const { target, specifier = '' } = file.imports[index] ?? {}
      if (!target) return specifier.startsWith('@jixing/') && !entries.includes(specifier)
      return !target.startsWith('packages/engine/bin/') && target !== 'packages/engine/dist/index.js'
    })
    expect(wrong).toEqual([])
  })

  it('are locked for every platform they support', () => {
    const locked: Record<string, { optionalDependencies?: Record<string, string> }> = JSON.parse(
      read('package-lock.json'),
    ).packages
    const names = new Set(Object.keys(locked).map((path) => path.replace(/^.*node_modules\//, '')))
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).flatMap((name) => (names.has(name) ? [] : [`${path} lacks ${name}`])),
    )
    expect(missing).toEqual([])
  })

  it('are locked without naming a registry', () => {
    expect(read('package-lock.json').match(/"resolved": "http[^"]*"/g) ?? []).toEqual([])
  })
})

describe('the engine is pure', () => {
  it.each([
    ['the clock', isClock],
    ['chance', isChance],
    ['the console', (node: ts.Node) => isGlobal(node, 'console')],
    ['the process and the host', (node: ts.Node) => isGlobal(node, 'process', 'globalThis', 'Buffer')],
    [
      'timers and the network',
      (node: ts.Node) => isGlobal(node, 'setTimeout', 'setInterval', 'queueMicrotask', 'fetch'),
    ],
    ['code made from text', (node: ts.Node) => isGlobal(node, 'eval', 'Function')],
    ['the time zone of the machine', isLocalTime],
    ['the language of the machine', isLocale],
  ])('and does not use %s', (_, banned) => {
    expect(used(engine, banned)).toEqual([])
  })

  it('and does not import from node:', () => {
    expect(wrongImports(engine, (file, index) => /^node:/.test(file.imports[index]?.specifier ?? ''))).toEqual([])
  })
})

describe('files', () => {
  const all = list('packages/*/{src,bin,test,journeys}/**/*.{ts,js,svelte}')

  it('are named after what is in them, not after what kind of thing it is', () => {
    const banned = bans().filter((ban) => ban.where === 'file names')
    const wrong = all.filter((path) => {
      const parts = path.split('/').slice(2)
      const names = parts.map((part) => part.replace(/\..*$/, ''))
      return names.some((name) => banned.some((ban) => speaksOf(ban, name)))
    })
    expect(wrong).toEqual([])
  })

  it('are named in kebab-case in the engine and the api', () => {
    const wrong = all
      .filter((path) => /^packages\/(engine|api)\//.test(path))
      .filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|prop|d))?\.(ts|js)$/.test(basename(path)))
    expect(wrong).toEqual([])
  })

  it('re-export only from the index of an entry', () => {
    const wrong = [...engine, ...api, ...admin].filter(
      (file) => isBarrel(file) && !/^packages\/\w+\/src\/((testing|words|lint|lists)\/)?index\.ts$/.test(file.path),
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  it(`stay below ${longestFile} lines in the engine and the api`, () => {
    const wrong = [...engine, ...api]
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > Math.max(longestFile, longFiles[path] ?? 0))
    expect(wrong).toEqual([])
  })

  it('leave the list of long files when they no longer need it', () => {
    const short = Object.keys(longFiles).filter(
      (path) => !list(path).length || read(path).split('\n').length - 1 <= longestFile,
    )
    expect(short).toEqual([])
  })
})

describe('exports of the engine', () => {
  it('have a full sentence right before them', () => {
    const wrong = engine.flatMap((file) =>
      exported(file)
        .filter(({ node }) => !isDescribed(node))
        .map(({ at }) => at),
    )
    expect(wrong).toEqual([])
  })

  it('avoid the names that the glossary forbids', () => {
    const banned = bans().filter((ban) => ban.where === 'exported names')
    const wrong = engine.flatMap((file) =>
      exported(file).flatMap(({ name, at }) =>
        banned.filter((ban) => speaksOf(ban, name)).map((ban) => `${at}: not ${ban.word} but ${ban.instead}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('are each named once', () => {
    const places = new Map<string, string[]>()
    for (const file of core) {
      for (const { name, at } of exported(file)) places.set(name, [...(places.get(name) ?? []), at])
    }
    // A type and a value may share a name when they stand in one file.
    const twice = [...places.values()].filter((found) => new Set(found.map((at) => at.replace(/:\d.*/, ''))).size > 1)
    expect(twice).toEqual([])
  })
})

describe('words', () => {
  it('that the glossary forbids appear in no name of the engine or the api', () => {
    const banned = bans().filter((ban) => ban.where === 'words')
    const wrong = used([...engine, ...api], (node) =>
      ts.isIdentifier(node) && isDeclared(node) ? banned.some((ban) => speaksOf(ban, node.text)) : false,
    )
    expect(wrong).toEqual([])
  })

  it('are forbidden by a table that can be read', () => {
    expect(new Set(bans().map((ban) => ban.where))).toEqual(new Set(['exported names', 'file names', 'words']))
  })
})

/** `path:line text` of each node that `banned` says yes to. */
function used(files: SourceFile[], banned: (node: ts.Node) => boolean): string[] {
  const found: string[] = []
  for (const file of files) {
    walk(file.tree, (node) => {
      if (banned(node)) found.push(`${place(node)} ${node.getText().slice(0, 60).split('\n')[0]}`)
    })
  }
  return found
}

/** Whether a node is one of the named globals, used as a value and not as a property or a name of our own. */
function isGlobal(node: ts.Node, ...names: string[]): boolean {
  if (!ts.isIdentifier(node) || !names.includes(node.text)) return false
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.expression === node
  return ts.isElementAccessExpression(parent) && parent.expression === node
}

function isMember(node: ts.Node, object: string, ...names: string[]): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === object &&
    names.includes(node.name.text)
  )
}

function isDateCall(node: ts.Node): node is ts.CallExpression | ts.NewExpression {
  return (
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'Date'
  )
}

function isClock(node: ts.Node): boolean {
  if (isMember(node, 'Date', 'now') || isGlobal(node, 'performance')) return true
  return isDateCall(node) && (ts.isCallExpression(node) || !node.arguments?.length)
}

function isChance(node: ts.Node): boolean {
  return isMember(node, 'Math', 'random') || isGlobal(node, 'crypto')
}

/** Local getters and setters of Date, and a Date built from local parts: use the UTC ones, or the program's zone. */
function isLocalTime(node: ts.Node): boolean {
  if (isDateCall(node)) return (node.arguments?.length ?? 0) > 1
  const local = /^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year)$|^getTimezoneOffset$/
  return ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent) && local.test(node.name.text)
}

/** Comparing or writing by locale: two machines would disagree. Compare by bytes; the screens own the words. */
function isLocale(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && /^(localeCompare|toLocale\w*String)$/.test(node.name.text)
}

function isBarrel({ tree }: SourceFile): boolean {
  const passes = (statement: ts.Statement) => ts.isExportDeclaration(statement) && !!statement.moduleSpecifier
  return tree.statements.length > 0 && tree.statements.every(passes)
}

interface Exported {
  name: string
  node: ts.Node
  at: string
}

/** What a file itself exports: declarations, and names listed in `export { … }`. Re-exports count where they are declared. */
function exported({ tree }: SourceFile): Exported[] {
  const declared = new Map<string, ts.Statement>()
  const found = new Map<string, ts.Statement>()
  for (const statement of tree.statements) {
    for (const name of namesOf(statement)) {
      // Of an overloaded function the first signature carries the comment.
      if (!declared.has(name)) declared.set(name, statement)
      const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
      const open = modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
      if (open && !found.has(name)) found.set(name, statement)
    }
  }
  for (const statement of tree.statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier || !statement.exportClause) continue
    if (!ts.isNamedExports(statement.exportClause)) continue
    for (const { propertyName, name } of statement.exportClause.elements) {
      const own = declared.get((propertyName ?? name).text)
      if (own) found.set(name.text, own)
    }
  }
  return [...found].map(([name, node]) => ({ name, node, at: `${place(node)} ${name}` }))
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []))
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  return named && statement.name ? [statement.name.text] : []
}

/** Whether the comment right before a declaration says something in a full sentence, in English or Chinese. */
function isDescribed(node: ts.Node): boolean {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)
  const said = (ts.getTextOfJSDocComment(comment?.comment) ?? '').trim()
  return /^[^\p{Ll}]/u.test(said) && /[.。:?!][`)"')]*(\s|$)/.test(said)
}

/** Whether an identifier is the name of something declared here, so that words of other libraries do not count. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node
  return 'name' in parent && parent.name === node && !ts.isPropertyAccessExpression(parent)
}
