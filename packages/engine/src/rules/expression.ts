import { parseDay } from '../base/civil.ts'
import { type Exact, exactOf } from '../base/exact.ts'
import { at, type Issue, nearest, shown, unknownKeys } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'

/**
 * A formula or condition of the program language: a literal, or an object with one operator key. The stage `rules`
 * decides what a program may say and what one rule gives for one event; it leaves limits to the ledger and scores to
 * the standings.
 */
export type Expression = number | string | boolean | { readonly [operator: string]: unknown }

/** What an expression gives: a number, a text, a truth value, an instant, or anything (a missing value). */
export type ValueType = 'number' | 'text' | 'flag' | 'date' | 'any'

/** A value while evaluating; undefined is the missing value, instants are UTC milliseconds. */
export type Value = Exact | string | boolean | undefined

/** Where expressions may stand: which leaves they know. Returns the type of a leaf, or undefined after adding an issue. */
export interface LeafChecker {
  readonly leaves: readonly string[]
  leaf(operator: string, argument: unknown, path: string, issues: Issue[], check: NestedCheck): ValueType | undefined
}

/** Checks an expression inside another one, in its own place. */
export type NestedCheck = (expression: unknown, path: string, leaves: LeafChecker) => ValueType | undefined

type Signature = {
  readonly args: 'list' | 'pair' | 'one' | 'triple'
  readonly of: ValueType | 'same'
  readonly gives: ValueType | 'same'
}

/** The operators that are the same everywhere, with what they take and give. */
export const OPERATORS: Readonly<Record<string, Signature>> = {
  and: { args: 'list', of: 'flag', gives: 'flag' },
  or: { args: 'list', of: 'flag', gives: 'flag' },
  not: { args: 'one', of: 'flag', gives: 'flag' },
  has: { args: 'one', of: 'any', gives: 'flag' },
  eq: { args: 'pair', of: 'same', gives: 'flag' },
  ne: { args: 'pair', of: 'same', gives: 'flag' },
  lt: { args: 'pair', of: 'same', gives: 'flag' },
  lte: { args: 'pair', of: 'same', gives: 'flag' },
  gt: { args: 'pair', of: 'same', gives: 'flag' },
  gte: { args: 'pair', of: 'same', gives: 'flag' },
  add: { args: 'list', of: 'number', gives: 'number' },
  mul: { args: 'list', of: 'number', gives: 'number' },
  min: { args: 'list', of: 'number', gives: 'number' },
  max: { args: 'list', of: 'number', gives: 'number' },
  sub: { args: 'pair', of: 'number', gives: 'number' },
  div: { args: 'pair', of: 'number', gives: 'number' },
  neg: { args: 'one', of: 'number', gives: 'number' },
  abs: { args: 'one', of: 'number', gives: 'number' },
  daysBetween: { args: 'pair', of: 'date', gives: 'number' },
  clamp: { args: 'triple', of: 'number', gives: 'number' },
  coalesce: { args: 'list', of: 'same', gives: 'same' },
}

const FORMS = ['if', 'in', 'round', 'lookup', 'perUnit', 'missing', 'date'] as const
const COUNTS = { list: [1, 100], pair: [2, 2], one: [1, 1], triple: [3, 3] } as const
const MAX_DEPTH = 32
const MAX_NODES = 1000

/** Returns the operator and the argument of an expression object that was checked. */
export function operatorOf(expression: { readonly [operator: string]: unknown }): [string, unknown] {
  for (const operator in expression) return [operator, expression[operator]]
  return ['missing', true]
}

/** Checks an expression, adds every mistake, and returns its type (undefined when it could not be told). */
export function checkExpression(
  root: unknown,
  rootPath: string,
  rootLeaves: LeafChecker,
  issues: Issue[],
): ValueType | undefined {
  let nodes = 0
  let depth = 0

  const fail = (code: string, path: string, params: Issue['params'] = {}): undefined => {
    issues.push({ code, path, params })
    return undefined
  }

  const agree = (expected: ValueType, found: ValueType | undefined, path: string): boolean => {
    if (found === undefined || found === 'any' || expected === 'any' || found === expected) return true
    fail('wrong_value_type', path, { expected, found })
    return false
  }

  const same = (types: readonly (ValueType | undefined)[], paths: readonly string[]): ValueType => {
    const first = types.find((type) => type !== undefined && type !== 'any') ?? 'any'
    for (const [i, type] of types.entries()) agree(first, type, paths[i] as string)
    return first
  }

  const check = (expression: unknown, path: string, leaves: LeafChecker): ValueType | undefined => {
    if (++nodes > MAX_NODES)
      return nodes === MAX_NODES + 1 ? fail('expression_too_large', rootPath, { max: MAX_NODES }) : undefined
    if (depth >= MAX_DEPTH) return fail('expression_too_deep', path, { max: MAX_DEPTH })
    if (typeof expression === 'number') {
      return exactOf(expression) === undefined ? fail('not_exact', path, { value: String(expression) }) : 'number'
    }
    if (typeof expression === 'string') return 'text'
    if (typeof expression === 'boolean') return 'flag'
    if (!isObject(expression))
      return fail('wrong_type', path, {
        expected: 'expression',
        found: expression === null ? 'null' : typeof expression,
      })
    const keys = Object.keys(expression)
    const known = [...Object.keys(OPERATORS), ...FORMS, ...leaves.leaves]
    if (keys.length !== 1) return fail('one_operator', path, { found: keys.slice(0, 10) })
    const operator = keys[0] as string
    const argument = expression[operator]
    const inner = at(path, operator)
    depth++
    try {
      if (Object.hasOwn(OPERATORS, operator))
        return checkOperator(OPERATORS[operator] as Signature, argument, inner, leaves)
      if ((FORMS as readonly string[]).includes(operator))
        return checkForm(operator as (typeof FORMS)[number], argument, inner, leaves)
      if (leaves.leaves.includes(operator)) return leaves.leaf(operator, argument, inner, issues, check)
      return fail('unknown_operator', inner, { name: operator.slice(0, 80), nearest: nearest(operator, known) })
    } finally {
      depth--
    }
  }

  const checkOperator = (
    signature: Signature,
    argument: unknown,
    path: string,
    leaves: LeafChecker,
  ): ValueType | undefined => {
    const [least, most] = COUNTS[signature.args]
    const args = signature.args === 'one' ? [argument] : argument
    if (!Array.isArray(args)) return fail('wrong_type', path, { expected: 'array', found: typeof argument })
    if (args.length < least || args.length > most)
      return fail('wrong_length', path, { min: least, max: most, length: args.length })
    const paths = args.map((_, i) => (signature.args === 'one' ? path : at(path, i)))
    const types = args.map((arg, i) => check(arg, paths[i] as string, leaves))
    if (signature.of === 'same') {
      const type = same(types, paths)
      return signature.gives === 'same' ? type : signature.gives
    }
    for (const [i, type] of types.entries()) agree(signature.of as ValueType, type, paths[i] as string)
    return signature.gives as ValueType
  }

  const checkForm = (
    form: (typeof FORMS)[number],
    argument: unknown,
    path: string,
    leaves: LeafChecker,
  ): ValueType | undefined => {
    const parts = isObject(argument) ? argument : undefined
    const number = (key: string, need: boolean): void => {
      if (parts?.[key] === undefined) {
        if (need) fail('missing_key', at(path, key), { name: key })
      } else agree('number', check(parts[key], at(path, key), leaves), at(path, key))
    }
    const only = (...keys: string[]): void => unknownKeys(issues, path, parts ?? {}, keys)
    switch (form) {
      case 'missing':
        return argument === true ? 'any' : fail('wrong_type', path, { expected: 'true', found: typeof argument })
      case 'date':
        return typeof argument === 'string' && parseDay(argument) !== undefined && argument.length === 10
          ? 'date'
          : fail('wrong_format', path, { expected: 'YYYY-MM-DD', value: shown(argument, 40) })
      case 'if': {
        if (!Array.isArray(argument) || argument.length < 2 || argument.length > 3)
          return fail('wrong_length', path, { min: 2, max: 3 })
        agree('flag', check(argument[0], at(path, 0), leaves), at(path, 0))
        const branches = argument.slice(1).map((branch, i) => check(branch, at(path, i + 1), leaves))
        return same(
          branches,
          argument.slice(1).map((_, i) => at(path, i + 1)),
        )
      }
      case 'in': {
        if (!Array.isArray(argument) || argument.length !== 2 || !Array.isArray(argument[1]))
          return fail('wrong_type', path, { expected: '[value, [literals]]', found: typeof argument })
        const type = check(argument[0], at(path, 0), leaves)
        argument[1].forEach((literal, i) => {
          const place = at(at(path, 1), i)
          if (typeof literal === 'object') fail('wrong_type', place, { expected: 'literal', found: 'object' })
          else agree(type ?? 'any', check(literal, place, leaves), place)
        })
        return 'flag'
      }
      case 'round':
        if (!parts) return fail('wrong_type', path, { expected: 'object', found: typeof argument })
        only('of', 'places', 'mode')
        number('of', true)
        checkRounding(parts, path, issues)
        return 'number'
      case 'perUnit':
        if (!parts) return fail('wrong_type', path, { expected: 'object', found: typeof argument })
        only('of', 'rate', 'step', 'min', 'max')
        for (const key of ['of', 'rate', 'step']) number(key, true)
        for (const key of ['min', 'max']) number(key, false)
        if (typeof parts.step === 'number' && parts.step <= 0)
          fail('out_of_range', at(path, 'step'), { min: 0, value: parts.step })
        return 'number'
      case 'lookup': {
        if (!parts) return fail('wrong_type', path, { expected: 'object', found: typeof argument })
        only('of', 'table', 'else')
        const of = check(parts.of, at(path, 'of'), leaves)
        if (of !== 'text' && of !== 'any' && of !== undefined) agree('number', of, at(path, 'of'))
        if (!isObject(parts.table))
          return fail('wrong_type', at(path, 'table'), { expected: 'object', found: typeof parts.table })
        const rows = Object.entries(parts.table)
        if (rows.length > 500) fail('wrong_length', at(path, 'table'), { max: 500, length: rows.length })
        const paths = rows.slice(0, 500).map(([key]) => at(at(path, 'table'), key))
        const types = rows.slice(0, 500).map(([, row], i) => check(row, paths[i] as string, leaves))
        if (parts.else !== undefined) {
          paths.push(at(path, 'else'))
          types.push(check(parts.else, at(path, 'else'), leaves))
        }
        return same(types, paths)
      }
    }
  }

  return check(root, rootPath, rootLeaves)
}

/** Checks `places` (0–6) and `mode` of a named rounding. */
export function checkRounding(parts: Record<string, unknown>, path: string, issues: Issue[]): void {
  if (!Number.isInteger(parts.places) || (parts.places as number) < 0 || (parts.places as number) > 6) {
    issues.push({ code: 'out_of_range', path: at(path, 'places'), params: { min: 0, max: 6 } })
  }
  if (!['half-up', 'half-even', 'floor'].includes(parts.mode as string)) {
    issues.push({
      code: 'not_one_of',
      path: at(path, 'mode'),
      params: { value: shown(parts.mode), expected: ['half-up', 'half-even', 'floor'], nearest: '' },
    })
  }
}
