import { isPointsRule, kindOf, type Limit, type PointsRule, type Program } from '../rules/program.ts'
import { type Lang, listed, sentenceOf } from './lang.ts'
import { type CellParts, LIMIT_WORDS } from './limit-words.ts'
import { type Naming, namingOf } from './naming.ts'
import { isNegative, pointsWords, timesWords } from './number-words.ts'

/** Returns one limit in a sentence: which rules, whom, over what, and how much at most. */
export function limitSentence(program: Program, limitId: string, lang: Lang): string {
  const limit = program.limits?.find((one) => one.id === limitId)
  if (!limit) return ''
  const naming = namingOf(program, lang)
  const words = LIMIT_WORDS[lang]
  const who = subjectText(naming, limit)
  const cell = cellOf(naming, limit)
  const deductions = limit.side === 'deductions'
  const colon = lang === 'zh-CN' ? '：' : ': '
  const most = isZero(limit)
    ? words.nothing(who, cell)
    : limit.times !== undefined
      ? words.times(who, timesWords(lang, limit.times), cell, deductions)
      : words.points(who, pointsWords(lang, limit.points), cell, covered(program, limit).length !== 1, deductions)
  return sentenceOf(lang, [`${scopeText(naming, limit)}${colon}${withHighest(naming, limit, most)}`])
}

/** Returns a limit as a clause of the sentence of the only rule it covers. */
export function limitClause(naming: Naming, limit: Limit): string {
  const { lang } = naming
  const words = LIMIT_WORDS[lang]
  const cell = cellOf(naming, limit)
  const most =
    limit.times !== undefined
      ? words.timesShort(timesWords(lang, limit.times), cell)
      : words.pointsShort(pointsWords(lang, limit.points), cell, limit.side === 'deductions')
  return withHighest(naming, limit, most)
}

function withHighest({ lang }: Naming, limit: Limit, most: string): string {
  if (limit.keep !== 'highest' || isZero(limit)) return most
  return `${most}${lang === 'zh-CN' ? '，' : ', '}${LIMIT_WORDS[lang].highest(limit.times)}`
}

function isZero(limit: Limit): boolean {
  return limit.times === 0 || Number(limit.points ?? 1) === 0
}

function scopeText(naming: Naming, limit: Limit): string {
  const words = LIMIT_WORDS[naming.lang]
  if (limit.rules) return words.rules(listed(naming.lang, limit.rules.map(naming.rule)))
  if (limit.categories) return words.categories(listed(naming.lang, limit.categories.map(naming.category)))
  return words.everything
}

function cellOf(naming: Naming, limit: Limit): CellParts {
  const window = limit.per?.window ?? 'ever'
  const fields = limit.per?.fields ?? []
  const rolling = typeof window === 'object' ? window.rollingDays : undefined
  return {
    window: typeof window === 'object' || (window === 'ever' && fields.length > 0) ? undefined : window,
    rollingDays: rolling,
    same: fields.length === 0 ? '' : LIMIT_WORDS[naming.lang].same(listed(naming.lang, fields.map(naming.same))),
  }
}

/** Returns the rules that a limit covers by name or category, whatever the sign of their points. */
function covered(program: Program, limit: Limit): PointsRule[] {
  return program.rules.filter(isPointsRule).filter((rule) => {
    if (limit.rules) return limit.rules.includes(rule.id)
    return limit.categories ? limit.categories.includes(rule.category) : true
  })
}

/** The kind a limit speaks of: the only one its rules reach on its side, else any subject. */
function subjectText(naming: Naming, limit: Limit): string {
  const deductions = limit.side === 'deductions'
  const rules = covered(naming.program, limit).filter(
    (rule) => !('points' in rule && typeof rule.points === 'number') || isNegative(rule.points) === deductions,
  )
  const kinds = [...new Set(rules.map((rule) => kindOf(naming.program, rule)))]
  if (kinds.length > 1) return kinds.map(naming.eachKind).join(naming.lang === 'zh-CN' ? '或' : ' or ')
  return kinds[0] === undefined ? LIMIT_WORDS[naming.lang].subject : naming.eachKind(kinds[0])
}
