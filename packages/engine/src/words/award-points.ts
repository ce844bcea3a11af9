import { exactOf, exactText, multiply } from '../base/exact.ts'
import { type Expression, operatorOf } from '../rules/expression.ts'
import type { AwardRule } from '../rules/program.ts'
import { casesOf } from './cases-of.ts'
import type { WordedCase } from './expression-words.ts'
import { keyText, unitOf } from './literal-text.ts'
import { isNegative, numberText, pointsWords, withoutSign } from './number-words.ts'
import { recipientsText } from './recipient-words.ts'
import { RULE_WORDS } from './rule-words.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

interface UnitParts {
  readonly of: unknown
  readonly rate: unknown
  readonly step: unknown
  readonly min?: unknown
  readonly max?: unknown
}

/** Returns who gets how much under an award rule, as a clause. */
export function awardGives(speech: Speech, rule: AwardRule): string {
  const words = RULE_WORDS[speech.naming.lang]
  const { points } = rule
  const split = rule.share === 'split' && !('id' in rule.to)
  const recipients = recipientsText(speech.naming, rule.to)
  const who = split ? { ...recipients, several: false } : recipients
  if (isPlain(points)) {
    const amount = pointsWords(speech.naming.lang, withoutSign(points))
    if (split) return isNegative(points) ? words.splitsLoss(who, amount) : words.splits(who, amount)
    return isNegative(points) ? words.takes(who, amount) : words.gives(who, amount)
  }
  const losing = onlyTakes(points)
  const how = scale(speech, points, losing)
  const given =
    how === undefined
      ? words.givesFormula(who, speech.value(points))
      : losing
        ? words.takesBy(who, how)
        : words.givesBy(who, how)
  return split ? `${given}${speech.naming.lang === 'zh-CN' ? '，' : ', '}${words.splitEqually}` : given
}

function isPlain(points: unknown): points is number | string {
  return typeof points === 'number' || typeof points === 'string'
}

function ifOutcomes(argument: readonly unknown[]): unknown[] {
  const { cases, otherwise } = casesOf(argument)
  return [...cases.map(([, then]) => then), otherwise]
}

/** Whether every outcome of a scale is a deduction or nothing. */
function onlyTakes(points: Expression): boolean {
  if (typeof points !== 'object') return false
  const [operator, argument] = operatorOf(points)
  const parts = argument as Record<string, unknown>
  const outcomes =
    operator === 'if'
      ? ifOutcomes(argument as readonly unknown[])
      : operator === 'lookup'
        ? [...Object.values(parts.table as object), parts.else]
        : operator === 'perUnit'
          ? [parts.rate]
          : []
  const given = outcomes.filter((one) => one !== undefined && one !== 0)
  return given.length > 0 && given.every((one) => isPlain(one) && isNegative(one))
}

/** One outcome of a scale: `得 2 分`, `扣 5 分`, `不计分`; undefined for what is no plain number. */
function outcome(speech: Speech, points: unknown, losing: boolean): string | undefined {
  const words = RULE_WORDS[speech.naming.lang]
  if (points === undefined || points === 0) return words.nothing
  if (!isPlain(points)) return undefined
  const amount = pointsWords(speech.naming.lang, withoutSign(points))
  return isNegative(points) ? words[losing ? 'lost' : 'minus'](amount) : words.points(amount)
}

/** The scales that have words of their own: two cases, a table, and so much for each unit. */
function scale(speech: Speech, points: Expression, losing: boolean): string | undefined {
  const words = RULE_WORDS[speech.naming.lang]
  if (typeof points !== 'object') return undefined
  const [operator, argument] = operatorOf(points)
  if (operator === 'if') {
    const { cases, otherwise } = casesOf(argument as readonly unknown[])
    const worded = cases.map(([test, then]) => [speech.condition(test), outcome(speech, then, losing)] as const)
    const last = outcome(speech, otherwise, losing)
    if (last === undefined || worded.some(([, then]) => then === undefined)) return undefined
    return words.choose(worded as readonly WordedCase[], last)
  }
  if (operator === 'lookup') {
    const parts = argument as { of: unknown; table: Readonly<Record<string, unknown>>; else?: unknown }
    const rows = Object.entries(parts.table).map(([key, row]) => [
      keyText(speech, key, parts.of),
      outcome(speech, row, losing),
    ])
    const last = outcome(speech, parts.else, losing)
    if (last === undefined || rows.some(([, row]) => row === undefined)) return undefined
    return words.byTable(speech.value(parts.of, TIGHTNESS.sum), rows as [string, string][], last)
  }
  return operator === 'perUnit' ? perUnit(speech, argument as UnitParts, losing) : undefined
}

function perUnit(speech: Speech, { of, rate, step, min, max }: UnitParts, losing: boolean): string | undefined {
  const { lang } = speech.naming
  const words = RULE_WORDS[lang]
  const each = outcome(speech, rate, losing)
  if (each === undefined || !isPlain(step)) return undefined
  const unit = unitOf(speech, of)
  const most = max === undefined ? undefined : product(rate, max)
  if (max !== undefined && most === undefined) return undefined
  return [
    unit === undefined ? words.perOne(speech.value(of, TIGHTNESS.sum), each) : words.perUnit(unit, each),
    step === 1 ? '' : words.inSteps(numberText(lang, step), unit ?? ''),
    min === undefined || min === step ? '' : words.notBelow(speech.value(min, TIGHTNESS.sum), unit ?? ''),
    most === undefined ? '' : words.atMostEach(pointsWords(lang, withoutSign(most))),
  ]
    .filter((part) => part !== '')
    .join(lang === 'zh-CN' ? '，' : ', ')
}

/** The most that `rate` for each unit gives when at most `max` units count. */
function product(rate: unknown, max: unknown): string | undefined {
  const [each, most] = [exactOf(rate), exactOf(max)]
  return each === undefined || most === undefined ? undefined : exactText(multiply(each, most))
}
