import { formatDay } from '../base/civil.ts'
import { dayAt, zoneNamed } from '../base/zone.ts'
import type { Program } from '../rules/program.ts'
import { type Lang, listed } from './lang.ts'
import { type Naming, namingOf } from './naming.ts'
import { isNegative, numberText, pointsWords, withoutSign } from './number-words.ts'
import { periodText } from './period-text.ts'

/** A step of an explanation, as far as its sentence needs it. */
export interface StatedStep {
  readonly code: string
  /** The value as canonical text; left out when missing. */
  readonly value?: string
  readonly params: Readonly<Record<string, unknown>>
}

/** The facts of a step as its sentence asks for them; an absent one gives an empty text. */
export interface StepFacts {
  readonly naming: Naming
  has(name: string): boolean
  is(name: string): boolean
  text(name: string): string
  texts(name: string): readonly string[]
  /** The value as the language writes it, or that there is none. */
  value(): string
  /** The value as points without their sign: `2 分`. */
  points(): string
  /** The value as points with their sign: `−2 分`. */
  signedPoints(): string
  pointsOf(name: string): string
  readonly negative: boolean
  /** A named number as the language writes it. */
  number(name: string): string
  day(name: string): string
  period(name: string): string
  /** Whether a rule asked for more, or less, than was granted. */
  readonly cut: boolean
}

const MISSING: Readonly<Record<Lang, string>> = { 'zh-CN': '空缺', en: 'no value' }
const TRUTH: Readonly<Record<Lang, Readonly<Record<string, string>>>> = {
  'zh-CN': { true: '是', false: '否' },
  en: { true: 'yes', false: 'no' },
}

/** Returns the facts of a step of an explanation. */
export function stepFacts(step: StatedStep, program: Program, lang: Lang): StepFacts {
  const texts = (name: string): readonly string[] => {
    const value = step.params[name]
    return Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
  }
  const text = (name: string): string => listed(lang, texts(name))
  return {
    naming: namingOf(program, lang),
    has: (name) => text(name) !== '',
    is: (name) => step.params[name] === true,
    text,
    texts,
    value: () => {
      if (step.value === undefined) return MISSING[lang]
      return TRUTH[lang][step.value] ?? numberText(lang, step.value)
    },
    points: () => pointsWords(lang, withoutSign(step.value ?? '0')),
    signedPoints: () => pointsWords(lang, step.value ?? '0'),
    pointsOf: (name) => pointsWords(lang, withoutSign(text(name))),
    negative: isNegative(step.value ?? '0') || (step.value === '0' && isNegative(text('requested'))),
    number: (name) => numberText(lang, text(name)),
    day: (name) => {
      const at = step.params[name]
      const zone = zoneNamed(program.timeZone)
      return typeof at === 'number' && zone ? periodText(lang, formatDay(dayAt(zone, at))) : ''
    },
    period: (name) => periodText(lang, text(name)),
    cut: step.params.requested !== undefined && step.value !== undefined && step.params.requested !== step.value,
  }
}
