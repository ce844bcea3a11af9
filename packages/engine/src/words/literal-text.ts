import { operatorOf } from '../rules/expression.ts'
import type { InEachLanguage } from './lang.ts'
import { numberText } from './number-words.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

const UNITS: InEachLanguage<Readonly<Record<string, string>>> = {
  'zh-CN': { minute: '分钟', hour: '小时', day: '天' },
  en: { minute: 'minute', hour: 'hour', day: 'day' },
}

/** Returns the unit of a value where it is a field that says how long an activity lasts. */
export function unitOf({ naming }: Speech, value: unknown): string | undefined {
  const field = typeof value === 'object' && value !== null && 'field' in value ? value.field : undefined
  const activities = Object.values(naming.program.activities)
  const duration = activities.map((one) => one.duration).find((one) => one !== undefined && one.field === field)
  return duration && UNITS[naming.lang][duration.unit]
}

function leafOf(expression: unknown): readonly [leaf: string, name: string] {
  if (typeof expression !== 'object' || expression === null) return ['', '']
  const [leaf, argument] = operatorOf(expression as { readonly [operator: string]: unknown })
  return [leaf, String(argument)]
}

/** Returns a literal as what it is compared with calls it: the label of a choice, a state, a band or a weekday. */
export function literalText(speech: Speech, literal: unknown, other: unknown): string {
  const { naming, words } = speech
  if (typeof literal === 'object' || typeof literal === 'boolean') return speech.value(literal, TIGHTNESS.sum)
  const [leaf, name] = leafOf(other)
  const text = String(literal)
  const unit = naming.lang === 'zh-CN' && typeof literal === 'number' ? unitOf(speech, other) : undefined
  if (unit !== undefined) return `${numberText(naming.lang, literal)} ${unit}`
  if ((leaf === 'field' || leaf === 'periodField') && naming.fieldOf(name)?.type === 'choice')
    return naming.choice(name, text)
  if (leaf === 'attribute' && typeof literal === 'string') return naming.attributeValue(name, text)
  if (leaf === 'caseState') return naming.state(name, text)
  if (leaf === 'type') return naming.activitiesQuoted([text])
  if (leaf === 'grade') return naming.band(name, text)
  if (leaf === 'weekday') return words.value.weekdays[Number(text) - 1] ?? text
  return speech.value(literal, TIGHTNESS.sum)
}

/** Returns the key of a row of a table as the looked-up value calls it; a whole number stands without quotation marks. */
export function keyText(speech: Speech, key: string, of: unknown): string {
  const [leaf, name] = leafOf(of)
  const named = ['attribute', 'caseState', 'grade', 'weekday', 'type'].includes(leaf)
  const choice = speech.naming.fieldOf(name)?.type === 'choice'
  if (!named && !choice && /^-?\d+$/.test(key)) return numberText(speech.naming.lang, key)
  return literalText(speech, key, of)
}
