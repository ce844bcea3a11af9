import type { Step } from '@jixing/api/client'
import type { Label, Program } from '@jixing/engine'
import { stepSentence } from '@jixing/engine/words'
import type { Lang } from '#lib/words/lang.ts'
import { ledger as en } from '#lib/words/ledger.en.ts'
import { ledger as zh } from '#lib/words/ledger.zh.ts'
import { isAbout, shownValue } from './exact-value.ts'

/** A line of an explanation: what it is, how it enters the line above it, its value, and the lines it follows from. */
export interface ToldStep {
  readonly sign: '' | '+' | '−' | '×' | '÷'
  readonly text: string
  /** How the value comes about where that is short: `0.45 × 40`. */
  readonly detail?: string | undefined
  readonly value?: string | undefined
  readonly steps: readonly ToldStep[]
}

/** What an explanation is told with. */
export interface Telling {
  readonly program: Program
  readonly lang: Lang
  /** Names of subjects by `kind/id`, as far as the reader may know them. */
  readonly names: ReadonlyMap<string, string>
}

type Sign = ToldStep['sign']

const SIGNS: Readonly<Record<string, Sign>> = { add: '+', sub: '−', mul: '×', div: '÷' }
const AGGREGATES = new Set(['sum', 'mean', 'least', 'greatest', 'count', 'share', 'shrunkenMean'])
/** Steps that only pass on what is inside. */
const PASSES = new Set(['clamp', 'coalesce', 'rounded', 'round', 'if', 'min', 'max'])
const LONGEST_FORMULA = 44
const AWARDS = new Set(['award', 'expectation', 'grant', 'adjustment'])

/** Returns an explanation as readable arithmetic: the result, and below it the lines that make it up. */
export function tell(step: Step, telling: Telling): ToldStep {
  return lineOf(step, '', telling)
}

function sayOf({ lang }: Telling): typeof zh.steps {
  return (lang === 'zh-CN' ? zh.steps : en.steps) as typeof zh.steps
}

function named(label: Label | undefined, { lang }: Telling): string | undefined {
  return label?.[lang] ?? label?.['zh-CN'] ?? label?.en
}

function sentence(step: Step, { program, lang }: Telling): string {
  return stepSentence(
    { code: step.code, params: step.params, ...(step.value !== undefined && { value: step.value }) },
    program,
    lang,
  ).replace(/[。.]$/, '')
}

/** The name in the sentence of a step, without the value behind the colon and without quotation marks. */
function nameIn(step: Step, telling: Telling): string {
  const text = sentence(step, telling)
  const at = text.search(/：|: /)
  return (at < 0 ? text : text.slice(0, at)).replace(/^[“"](.*)[”"]$/, '$1')
}

/** The value as it is shown: a rounded number, or the word the sentence has for it. */
function valueIn(step: Step, telling: Telling): string | undefined {
  if (step.value === undefined) return undefined
  const shown = shownValue(step.value)
  if (shown !== undefined) return isAbout(step.value) ? `≈ ${shown}` : shown
  return sentence(step, telling).split(/：|: /).at(-1)
}

/** The lines that a formula is made of; a formula that only passes on a value lets its inside speak. */
function linesOf(step: Step, telling: Telling): ToldStep[] {
  const parts = step.steps ?? []
  const sign = SIGNS[step.code]
  if (sign && !(step.code === 'mul' && weighted(step)))
    return parts.map((one, i) => lineOf(one, i === 0 ? '' : sign, telling, step.code))
  switch (step.code) {
    case 'clamp': {
      const [inner, low, high] = parts
      if (!inner || !low || !high) break
      if (inner.value === step.value) return linesOf(inner, telling)
      const between = sayOf(telling).between(shownValue(low.value) ?? '', shownValue(high.value) ?? '')
      return [lineOf(inner, '', telling), { sign: '', text: between, value: valueIn(step, telling), steps: [] }]
    }
    case 'rounded':
      return parts.flatMap((one) => linesOf(one, telling))
    case 'coalesce': {
      const chosen = parts.findIndex((one) => one.value !== undefined)
      const [only] = parts
      if (only && chosen === 0) return linesOf(only, telling)
      return parts.slice(0, chosen + 1).map((one, i) => {
        const line = lineOf(one, '', telling)
        return i < chosen ? { ...line, detail: sayOf(telling).missing, value: undefined, steps: [] } : line
      })
    }
  }
  return [lineOf(step, '', telling)]
}

function weighted(step: Step): boolean {
  return step.code === 'mul' && step.steps?.length === 2 && step.steps[0]?.code === 'literal'
}

function isLeaf(step: Step | undefined): step is Step {
  return step !== undefined && (step.steps ?? []).length === 0
}

function lineOf(step: Step, sign: Sign, telling: Telling, within = ''): ToldStep {
  const say = sayOf(telling)
  const value = valueIn(step, telling)
  const parts = step.steps ?? []
  const base: Pick<ToldStep, 'sign' | 'value'> =
    sign === '+' && value?.startsWith('−') ? { sign: '−', value: value.slice(1) } : { sign, value }
  switch (step.code) {
    case 'score':
    case 'frozen_score':
      return {
        ...base,
        text: nameIn(step, telling),
        steps: parts.flatMap((one) => (one.code === 'veto' ? [veto(one, telling)] : linesOf(one, telling))),
      }
    case 'literal':
      return { ...base, text: within === 'add' ? say.base : within === 'mul' ? say.weight : say.fixed, steps: [] }
    case 'mul': {
      const [weight, of] = parts
      if (!weighted(step) || !weight || !of) break
      const inner = lineOf(of, '', telling)
      return {
        ...base,
        text: inner.text,
        detail: `${inner.value ?? '–'} × ${shownValue(weight.value)}`,
        steps: inner.steps,
      }
    }
    case 'div': {
      const [over, under] = parts
      if (!over || !under) break
      const detail = `${shownValue(over.value) ?? '–'} ÷ ${shownValue(under.value) ?? '–'}`
      const text = formulaOf(step, telling)
      const steps = isLeaf(over) && isLeaf(under) ? [] : linesOf(step, telling)
      return { ...base, text, detail, steps }
    }
    case 'min':
    case 'max': {
      const [inner, bound] = parts
      if (!inner || bound?.code !== 'literal' || parts.length !== 2) break
      const line = lineOf(inner, '', telling)
      const most = shownValue(bound.value) ?? ''
      const note = step.code === 'min' ? say.atMost(most) : say.atLeast(most)
      return {
        ...base,
        text: line.text,
        detail: line.value === value ? note : `${line.value}，${note}`,
        steps: line.steps,
      }
    }
    case 'if': {
      const [test, chosen] = parts
      if (!test || !chosen) break
      const line = lineOf(chosen, sign, telling, within)
      return {
        ...line,
        text: chosen.code === 'literal' ? sentence(test, telling) : line.text,
        detail: chosen.code === 'literal' ? line.detail : sentence(test, telling),
      }
    }
    case 'tally': {
      const ids = (step.params.categories as readonly string[] | undefined) ?? []
      const names = ids.map((id) => named(telling.program.categories?.[id]?.label, telling) ?? id)
      const text = names.length > 0 ? names.join(telling.lang === 'zh-CN' ? '、' : ', ') : nameIn(step, telling)
      return { ...base, text, steps: parts.map((one) => lineOf(one, '', telling)) }
    }
    case 'clamp':
    case 'coalesce':
    case 'rounded': {
      const lines = linesOf(step, telling)
      const [only] = lines
      if (only && lines.length === 1) return { ...only, ...base }
      return { ...base, text: nameOf(step, telling), steps: lines }
    }
  }
  if (SIGNS[step.code]) return { ...base, text: formulaOf(step, telling), steps: linesOf(step, telling) }
  if (AWARDS.has(step.code)) return award(step, base, telling)
  if (AGGREGATES.has(step.code)) return { ...base, text: nameIn(step, telling), steps: acrossLines(step, telling) }
  if (step.code === 'withheld' || step.code === 'admission' || step.code === 'overlap' || step.code === 'veto')
    return { sign: '', text: sentence(step, telling), steps: [] }
  return { ...base, text: nameIn(step, telling), steps: parts.flatMap((one) => linesOf(one, telling)) }
}

/** What a step is about, in as few words as there are: its name, or the names in its formula. */
function nameOf(step: Step, telling: Telling): string {
  const [inner] = step.steps ?? []
  if (step.code === 'literal') return shownValue(step.value) ?? ''
  if (SIGNS[step.code]) return formulaOf(step, telling)
  if (!inner || !PASSES.has(step.code)) return nameIn(step, telling)
  return nameOf(step.code === 'if' ? (step.steps?.at(-1) ?? inner) : inner, telling)
}

/** A short formula in words; a long one is only called what it is, a sum or a product. */
function formulaOf(step: Step, telling: Telling): string {
  const names = (step.steps ?? []).map((one) => {
    const name = nameOf(one, telling)
    return SIGNS[one.code] && step.code !== 'add' && (step.code === 'sub' || one.code !== 'mul') ? `(${name})` : name
  })
  const text = names.join(` ${SIGNS[step.code]} `)
  return text.length <= LONGEST_FORMULA ? text : nameIn(step, telling)
}

function veto(step: Step, telling: Telling): ToldStep {
  return { sign: '', text: sentence(step, telling), steps: [] }
}

function award(step: Step, base: Pick<ToldStep, 'sign' | 'value'>, telling: Telling): ToldStep {
  const { rule, occurredAt, requested, category } = step.params
  const found = telling.program.rules.find((one) => one.id === rule)
  const day = typeof occurredAt === 'number' ? dayText(occurredAt, telling.lang) : ''
  const name =
    named(found?.label, telling) ?? named(telling.program.categories?.[String(category)]?.label, telling) ?? ''
  const isCut = requested !== undefined && requested !== step.value
  return {
    ...base,
    text: `${day} ${name}`,
    detail: isCut ? sayOf(telling).asked(shownValue(String(requested)) ?? '') : undefined,
    steps: (step.steps ?? []).map((one) => lineOf(one, '', telling)),
  }
}

function dayText(at: number, lang: Lang): string {
  return new Intl.DateTimeFormat(lang, { month: 'short', day: 'numeric', timeZone: 'Asia/Shanghai' }).format(at)
}

/** One line for each subject or period an aggregate goes across; those without a known name are told as so many others. */
function acrossLines(step: Step, telling: Telling): ToldStep[] {
  const parts = step.steps ?? []
  const known: ToldStep[] = []
  let others = 0
  for (const one of parts) {
    const key = `${one.params.kind}/${one.params.subject}`
    const name = one.code === 'member' || one.code === 'counted' ? telling.names.get(key) : nameIn(one, telling)
    if (name === undefined) others++
    else
      known.push({
        sign: '',
        text: name,
        value: valueIn(one, telling),
        steps: (one.steps ?? []).flatMap((inner) => linesOf(inner, telling)),
      })
  }
  if (others > 0) known.push({ sign: '', text: sayOf(telling).others(String(others)), steps: [] })
  return known
}
