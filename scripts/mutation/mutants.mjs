// Makes the mutants of a file: small changes, each of which is a plausible mistake and compiles as JavaScript.
import ts from 'typescript'

/**
 * One change: the text from `start` to `end` becomes `replacement`. A test that enters `seenAt` can see it.
 * @typedef {{ file: string, start: number, end: number, seenAt: number, line: number, kind: string, original: string, replacement: string }} Mutant
 */

const S = ts.SyntaxKind

/** What stands instead of an operator. @type {Partial<Record<ts.SyntaxKind, string[]>>} */
const operators = {
  [S.LessThanToken]: ['<=', '>='],
  [S.LessThanEqualsToken]: ['<', '>'],
  [S.GreaterThanToken]: ['>=', '<='],
  [S.GreaterThanEqualsToken]: ['>', '<'],
  [S.EqualsEqualsEqualsToken]: ['!=='],
  [S.ExclamationEqualsEqualsToken]: ['==='],
  [S.PlusToken]: ['-'],
  [S.MinusToken]: ['+'],
  [S.AsteriskToken]: ['/'],
  [S.SlashToken]: ['*'],
  [S.PercentToken]: ['*'],
  [S.AmpersandAmpersandToken]: ['||'],
  [S.BarBarToken]: ['&&'],
  [S.QuestionQuestionToken]: ['&&'],
  [S.PlusEqualsToken]: ['-='],
  [S.MinusEqualsToken]: ['+='],
  [S.AsteriskEqualsToken]: ['/='],
}

/** What stands instead of a method; '' leaves the call out and keeps what it was called on. @type {Record<string, string>} */
const methods = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  filter: '',
  slice: '',
  sort: '',
  toSorted: '',
  reverse: '',
  toReversed: '',
}

/**
 * All mutants of a file, in the order of their place.
 * @param {string} file
 * @param {string} text
 * @returns {Mutant[]}
 */
export function mutantsOf(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  /** @type {Mutant[]} */
  const found = []

  /** @param {string} kind @param {ts.Node} node @param {string} replacement @param {ts.Node} [seen] */
  function add(kind, node, replacement, seen = node) {
    const start = node.getStart(source)
    const original = text.slice(start, node.end)
    if (original === replacement) return
    const line = source.getLineAndCharacterOfPosition(start).line + 1
    found.push({ file, start, end: node.end, seenAt: seen.getStart(source), line, kind, original, replacement })
  }

  /** @param {ts.Expression} condition */
  function decide(condition) {
    add('condition', condition, 'true')
    add('condition', condition, 'false')
  }

  /** @param {ts.CallExpression} node */
  function call(node) {
    const { expression } = node
    if (!ts.isPropertyAccessExpression(expression)) return
    const other = Object.hasOwn(methods, expression.name.text) ? methods[expression.name.text] : undefined
    if (other === '') add('call left out', node, expression.expression.getText(source))
    else if (other) add('method', expression.name, other)
  }

  /** @param {ts.Node} node */
  function visit(node) {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    // The words of an exception are for whoever mends the bug; nothing depends on them.
    if (ts.isThrowStatement(node)) return add('statement left out', node, ';')
    if (ts.isBinaryExpression(node)) {
      for (const other of operators[node.operatorToken.kind] ?? []) add('operator', node.operatorToken, other, node)
    } else if (ts.isIfStatement(node)) decide(node.expression)
    else if (ts.isConditionalExpression(node)) decide(node.condition)
    else if (ts.isWhileStatement(node)) add('condition', node.expression, 'false')
    else if (ts.isForStatement(node) && node.condition) add('condition', node.condition, 'false')
    else if (ts.isPrefixUnaryExpression(node)) {
      if (node.operator === S.ExclamationToken || node.operator === S.MinusToken) {
        add('sign', node, node.operand.getText(source))
      }
      if (node.operator === S.PlusPlusToken) add('sign', node, `--${node.operand.getText(source)}`)
    } else if (ts.isPostfixUnaryExpression(node)) {
      const less = node.operator === S.PlusPlusToken ? '--' : '++'
      add('sign', node, `${node.operand.getText(source)}${less}`)
    } else if (node.kind === S.TrueKeyword) add('boolean', node, 'false')
    else if (node.kind === S.FalseKeyword) add('boolean', node, 'true')
    else if (ts.isNumericLiteral(node)) add('number', node, String(Number(node.text.replaceAll('_', '')) + 1))
    else if (ts.isBigIntLiteral(node))
      add('number', node, `${BigInt(node.text.replaceAll('_', '').slice(0, -1)) + 1n}n`)
    else if (ts.isStringLiteral(node) && !isName(node)) add('text', node, node.text === '' ? `'changed'` : `''`)
    else if (ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isTarget(node)) add('list', node, '[]')
    else if (ts.isCallExpression(node)) call(node)
    else if (ts.isExpressionStatement(node)) add('statement left out', node, ';')
    else if (ts.isReturnStatement(node) && node.expression) add('return', node, 'return undefined')
    else if (ts.isContinueStatement(node) || ts.isBreakStatement(node)) {
      if (!ts.isCaseOrDefaultClause(node.parent)) add('statement left out', node, ';')
    } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) add('return', node.body, 'undefined')
    if ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && node.questionDotToken) {
      add('optional', node.questionDotToken, ts.isPropertyAccessExpression(node) ? '.' : '')
    }
    ts.forEachChild(node, visit)
  }

  visit(source)
  return found
}

/** A text that names a property is seen by the compiler, not by tests. @param {ts.StringLiteral} node */
function isName(node) {
  return (ts.isPropertyAssignment(node.parent) || ts.isPropertyDeclaration(node.parent)) && node.parent.name === node
}

/** A list on the left of an assignment takes apart. @param {ts.Node} node */
function isTarget(node) {
  return ts.isBinaryExpression(node.parent) && node.parent.left === node
}

/**
 * `size` of the mutants, the same for the same seed; all when there are no more.
 * @template T
 * @param {readonly T[]} all
 * @param {number} size
 * @param {number} seed
 */
export function sample(all, size, seed) {
  return shuffled(all.length, seed)
    .slice(0, size)
    .sort((a, b) => a - b)
    .map((place) => /** @type {T} */ (all[place]))
}

/** The numbers below `length` in an order that the seed decides. @param {number} length @param {number} seed */
export function shuffled(length, seed) {
  const next = random(seed)
  const places = Array.from({ length }, (_, place) => place)
  for (let last = places.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    const kept = places[last]
    places[last] = /** @type {number} */ (places[other])
    places[other] = /** @type {number} */ (kept)
  }
  return places
}

/** Numbers in [0, 1) from a seed: mulberry32. @param {number} seed */
function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
