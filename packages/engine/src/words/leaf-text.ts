import { listed, plural } from './lang.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

interface AggregateParts {
  readonly of?: unknown
  readonly when?: unknown
  readonly k?: unknown
  readonly toward?: unknown
  readonly best?: number
  readonly across: Readonly<Partial<Record<'members' | 'everyone' | 'periods' | 'in', string>>>
}

type LeafSaying = (speech: Speech, argument: never) => string

const named =
  (say: (speech: Speech, name: string) => string): LeafSaying =>
  (speech, name: unknown) =>
    say(speech, String(name))

function tally({ naming, words }: Speech, argument: unknown): string {
  if (typeof argument === 'string') return words.value.tally(naming.category(argument), false, 'category')
  const spec = argument as { category?: string | string[]; rule?: string | string[]; requested?: boolean }
  const requested = spec.requested === true
  const ids = spec.category ?? spec.rule
  if (ids === undefined) return words.value.tallyAll(requested)
  const of = spec.category === undefined ? 'rule' : 'category'
  return words.value.tally(listed(naming.lang, (Array.isArray(ids) ? ids : [ids]).map(naming[of])), requested, of)
}

function acrossText({ naming, words }: Speech, { across }: AggregateParts, each = true): string {
  if (across.members !== undefined) return words.aggregate.members(naming.population(across.members))
  if (across.everyone !== undefined) return words.aggregate.everyone(naming.population(across.everyone))
  const counted = across.in === undefined ? undefined : naming.population(across.in)
  return words.aggregate.periods(plural(naming.lang, naming.period(across.periods ?? '')), counted, each)
}

const best =
  (form: 'sum' | 'mean' | 'least' | 'greatest'): LeafSaying =>
  (speech, parts: AggregateParts) =>
    speech.words.aggregate[form](speech.value(parts.of, TIGHTNESS.atom), acrossText(speech, parts), parts.best)

/** How each leaf of a formula is said as a value. */
export const LEAF_SAYINGS: Readonly<Record<string, LeafSaying>> = {
  field: named(({ naming }, name) => naming.field(name)),
  attribute: named(({ naming }, name) => naming.attribute(name)),
  weekday: ({ words }) => words.value.weekday,
  hour: ({ words }) => words.value.hour,
  occurredAt: ({ words }) => words.value.occurredAt,
  receivedAt: ({ words }) => words.value.receivedAt,
  type: ({ words }) => words.value.type,
  caseState: named(({ naming, words }, name) => words.value.caseState(naming.caseName(name))),
  caseHours: ({ naming, words }, [name, from, to]: readonly [string, string, string]) =>
    words.value.caseHours(naming.caseName(name), naming.state(name, from), naming.state(name, to)),
  tally,
  measure: named(({ naming }, id) => naming.measure(id)),
  score: named(({ naming }, id) => naming.score(id)),
  carried: ({ words }) => words.value.carried,
  mark: named(({ naming, words }, name) => words.value.mark(naming.mark(name))),
  periodField: named(({ naming, words }, name) => words.value.periodField(naming.field(name))),
  days: named(({ naming, words }, tree) => words.value.days(naming.tree(tree))),
  grade: named(({ naming }, id) => naming.tier(id)),
  sum: best('sum'),
  mean: best('mean'),
  least: best('least'),
  greatest: best('greatest'),
  count: (speech, parts: AggregateParts) =>
    speech.words.aggregate.count(
      acrossText(speech, parts, false),
      parts.when === undefined ? undefined : speech.condition(parts.when),
    ),
  share: (speech, parts: AggregateParts) =>
    speech.words.aggregate.share(acrossText(speech, parts, false), speech.condition(parts.when)),
  shrunkenMean: (speech, parts: AggregateParts) =>
    speech.words.aggregate.shrunkenMean(
      speech.value(parts.of, TIGHTNESS.atom),
      acrossText(speech, parts),
      speech.value(parts.k),
      speech.value(parts.toward),
    ),
}
