import type { Label, Limit, Program, Rule } from '@jixing/engine'
import { limitSentence, rankingSentence, ruleSentence, scoreSentence, tierSentence } from '@jixing/engine/words'
import { tunables } from '#lib/studio/tunables.ts'
import type { Lang } from '#lib/words/lang.ts'

/** A rule as it is shown: its sentence, its value, and what else bounds it. */
export interface RuleCard {
  readonly id: string
  readonly kind: Rule['kind']
  readonly category: string
  readonly label: Label | undefined
  readonly off: boolean
  readonly sentence: string
  /** The least and the most it gives at once; undefined for a veto and where it cannot be said in numbers. */
  readonly value: { readonly least: number; readonly most: number; readonly bounded: boolean } | undefined
  readonly trace: string | undefined
  /** What it is limited to together with a few other rules. */
  readonly shared: readonly string[]
}

/** Anything else that is said in a sentence. */
export interface SaidCard {
  readonly id: string
  readonly label: Label | undefined
  readonly sentence: string
  readonly trace: string | undefined
}

// A limit over more rules than this is told once, with the category.
const FEW = 3

const isShared = (limit: Limit): boolean =>
  (limit.rules?.length ?? 0) > 1 && (limit.rules?.length ?? 0) <= FEW && limit.categories === undefined

/** Returns every rule of a program as a card. */
export function ruleCards(program: Program, lang: Lang): RuleCard[] {
  const numbers = tunables(program).filter((one) => one.part === 'rules')
  return program.rules.map((rule) => ({
    id: rule.id,
    kind: rule.kind,
    category: 'category' in rule ? rule.category : '',
    label: rule.label,
    off: rule.off ?? false,
    sentence: ruleSentence(program, rule.id, lang),
    value: valueOfRule(numbers.filter((one) => one.owner === rule.id)),
    trace: rule.trace,
    shared: (program.limits ?? [])
      .filter((limit) => isShared(limit) && limit.rules?.includes(rule.id))
      .map((limit) => limitSentence(program, limit.id, lang)),
  }))
}

function valueOfRule(numbers: readonly { readonly role: string; readonly value: number }[]): RuleCard['value'] {
  const most = numbers.find((one) => one.role === 'most')
  if (most) return { least: most.value, most: most.value, bounded: true }
  const values = numbers.map((one) => one.value).sort((a, b) => Math.abs(a) - Math.abs(b))
  const [least, greatest] = [values[0], values.at(-1)]
  return least === undefined || greatest === undefined ? undefined : { least, most: greatest, bounded: false }
}

/** Returns the limits that are told with a category: over the whole of it, or over many of its rules. */
export function categoryLimits(program: Program, category: string, lang: Lang): SaidCard[] {
  const categoryOf = (id: string): string | undefined => {
    const rule = program.rules.find((one) => one.id === id)
    return rule && 'category' in rule ? rule.category : undefined
  }
  return (program.limits ?? [])
    .filter(
      ({ categories, rules = [] }) =>
        categories?.includes(category) || (rules.length > FEW && rules.every((id) => categoryOf(id) === category)),
    )
    .map(({ id, label, trace }) => ({ id, label, trace, sentence: limitSentence(program, id, lang) }))
}

/** Returns scores, rankings and tiers as sentences. */
export function resultCards(program: Program, lang: Lang): Record<'scores' | 'tiers' | 'rankings', SaidCard[]> {
  const said = (
    list: readonly { readonly id: string; readonly label?: Label; readonly trace?: string }[] | undefined,
    say: (program: Program, id: string, lang: Lang) => string,
  ): SaidCard[] => (list ?? []).map(({ id, label, trace }) => ({ id, label, trace, sentence: say(program, id, lang) }))
  return {
    scores: said(program.scores, scoreSentence),
    tiers: said(program.tiers, tierSentence),
    rankings: said(program.rankings, rankingSentence),
  }
}
