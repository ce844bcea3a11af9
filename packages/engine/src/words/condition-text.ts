import { parseDay } from '../base/civil.ts'
import { operatorOf } from '../rules/expression.ts'
import type { ConditionWords } from './expression-words.ts'
import { bracketed, listed } from './lang.ts'
import { literalText } from './literal-text.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
type ConditionSaying = (speech: Speech, argument: never, negated: boolean) => string

const OF_DATES = { lt: 'before', lte: 'until', gt: 'after', gte: 'from' } as const

function isDate({ naming }: Speech, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const [operator, argument] = operatorOf(value as { readonly [operator: string]: unknown })
  if (operator === 'date') return typeof argument === 'string' && parseDay(argument) !== undefined
  if (operator === 'occurredAt' || operator === 'receivedAt') return true
  return operator === 'field' && naming.fieldOf(String(argument))?.type === 'date'
}

/** Whether a side of a comparison is no literal, so that `is` would sound like a name. */
function isComputed(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !('date' in value)
}

function several(operator: 'and' | 'or'): ConditionSaying {
  return (speech, parts: readonly unknown[], negated) => {
    const said = negated ? (operator === 'and' ? 'or' : 'and') : operator
    if (parts.length === 1) return speech.condition(parts[0], negated)
    const texts = parts.map((part) => {
      const text = speech.condition(part, negated)
      return isSeveral(part) ? bracketed(speech.naming.lang, text).trim() : text
    })
    return speech.words.condition[said](texts)
  }
}

function isSeveral(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false
  const [operator, argument] = operatorOf(part as { readonly [operator: string]: unknown })
  if (operator === 'not') return isSeveral(argument)
  return (operator === 'and' || operator === 'or') && (argument as unknown[]).length > 1
}

function comparison(operator: Comparison): ConditionSaying {
  return (speech, [a, b]: readonly unknown[], negated) => {
    const words = speech.words.condition
    if (typeof b === 'boolean' && (operator === 'eq' || operator === 'ne')) {
      return speech.condition(a, ((operator === 'eq') !== b) !== negated)
    }
    const [left, right] = [literalText(speech, a, b), literalText(speech, b, a)]
    const dated = isDate(speech, a) || isDate(speech, b)
    if (dated && operator !== 'eq' && operator !== 'ne') {
      const text = words[OF_DATES[operator]](left, right)
      return negated ? words.not(text) : text
    }
    if (operator === 'eq' && !dated && isComputed(a) && isComputed(b)) {
      return words[negated ? 'equalsNot' : 'equals'](left, right)
    }
    if (negated && operator === 'eq') return words.notEq(left, right)
    const text = words[operator](left, right)
    return negated ? words.not(text) : text
  }
}

const chosen = (
  yes: (words: ConditionWords, speech: Speech, argument: unknown) => string,
  no: (words: ConditionWords, speech: Speech, argument: unknown) => string,
): ConditionSaying => {
  return (speech, argument: unknown, negated) => (negated ? no : yes)(speech.words.condition, speech, argument)
}

const value = (speech: Speech, argument: unknown): string => speech.value(argument, TIGHTNESS.sum)

/** How each operator, form and leaf that gives true or false is said as a condition. */
export const CONDITION_SAYINGS: Readonly<Record<string, ConditionSaying>> = {
  and: several('and'),
  or: several('or'),
  not: (speech, argument: unknown, negated) => speech.condition(argument, !negated),
  has: chosen(
    (words, speech, argument) => words.has(value(speech, argument)),
    (words, speech, argument) => words.hasNot(value(speech, argument)),
  ),
  eq: comparison('eq'),
  ne: comparison('ne'),
  lt: comparison('lt'),
  lte: comparison('lte'),
  gt: comparison('gt'),
  gte: comparison('gte'),
  in: (speech, [of, literals]: readonly [unknown, readonly unknown[]], negated) => {
    const list = literals.map((literal) => literalText(speech, literal, of))
    const text = listed(speech.naming.lang, list, 'or')
    return speech.words.condition[negated ? 'isNoneOf' : 'isOneOf'](value(speech, of), text)
  },
  field: chosen(
    (words, { naming }, name) => words.marked(naming.field(String(name))),
    (words, { naming }, name) => words.notMarked(naming.field(String(name))),
  ),
  attribute: chosen(
    (words, { naming }, name) => words.applies(naming.attribute(String(name))),
    (words, { naming }, name) => words.appliesNot(naming.attribute(String(name))),
  ),
  exempt: chosen(
    (words) => words.exempt,
    (words) => words.notExempt,
  ),
  isSubject: chosen(
    (words) => words.isSubject,
    (words) => words.isNotSubject,
  ),
  workday: chosen(
    (words) => words.workday,
    (words) => words.notWorkday,
  ),
  caseReached: chosen(
    (words, { naming }, argument) => {
      const [name, state] = argument as readonly [string, string]
      return words.reached(naming.caseName(name), naming.state(name, state))
    },
    (words, { naming }, argument) => {
      const [name, state] = argument as readonly [string, string]
      return words.notReached(naming.caseName(name), naming.state(name, state))
    },
  ),
  caseOverdue: chosen(
    (words, { naming }, name) => words.overdue(naming.caseName(String(name))),
    (words, { naming }, name) => words.notOverdue(naming.caseName(String(name))),
  ),
}

/** Returns an expression as a condition, or as its opposite. */
export function conditionText(speech: Speech, expression: unknown, negated: boolean): string {
  const words = speech.words.condition
  if (typeof expression === 'boolean') return expression !== negated ? words.always : words.never
  if (typeof expression === 'object' && expression !== null) {
    const [operator, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
    const saying = CONDITION_SAYINGS[operator]
    if (saying) return saying(speech, argument as never, negated)
  }
  return words[negated ? 'holdsNot' : 'holds'](speech.value(expression, TIGHTNESS.sum))
}
