/** Generators of programs, and of a second version that takes effect in the middle of the stage. */
import * as fc from 'fast-check'
import type { Limit, Program, Rule, VetoRule } from '../../rules/program.ts'
import { furtherRules, HONOURS } from './derived-rules.ts'
import { dates, type Stage } from './instants.ts'
import { type Part, READY } from './ready.ts'
import { ACTIVITIES, awardRules, CATEGORIES, defined, limitsOver, plain, rarely, someRules } from './rules.ts'
import { PERIODS, POINTS_ONLY, type Standing, standingsOver } from './standings.ts'

const VETO_EFFECTS: readonly VetoRule['effects'][] = [
  [
    { score: 'Q', value: 0 },
    { tier: 'grade', atMost: 'rest' },
  ],
  [{ score: 'Y', value: -1 }],
  [{ score: 'Q', value: '61.5' }],
  [{ tier: 'grade', atMost: 'good' }],
]

const vetoes: fc.Arbitrary<VetoRule> = fc
  .tuple(fc.constantFrom(...VETO_EFFECTS), fc.constantFrom(undefined, 'overlaid' as const, 'underlying' as const))
  .map(
    ([effects, aggregate]) =>
      defined({ id: 'V1', kind: 'veto' as const, to: { kind: 'member' }, effects, aggregate }) as VetoRule,
  )

/** Returns an effect that names only bands that the tier has. */
const fitting = (veto: VetoRule, { tiers = [] }: Standing): VetoRule => ({
  ...veto,
  effects: veto.effects.map((effect) => {
    const bands = tiers.find((tier) => 'tier' in effect && tier.id === effect.tier)?.bands.map((band) => band.id) ?? []
    return 'tier' in effect && !bands.includes(effect.atMost) ? { ...effect, atMost: bands.at(-1) ?? '' } : effect
  }),
})

const calendars = fc.constantFrom<NonNullable<Program['calendar']>>(
  { holidays: ['2021-03-15', '2021-04-01', '2021-05-03'], workdays: ['2021-05-15', '2021-03-14'] },
  { workdays: ['2021-05-15', '2021-05-16'] },
)

const frameOf = (stage: Stage, workdays: boolean) => ({
  id: 'world',
  timeZone: stage.zone,
  subjects: { member: {}, branch: {}, committee: {}, team: {} },
  trees: { party: ['member', 'branch', 'committee'] },
  categories: Object.fromEntries(CATEGORIES.map((category) => [category, {}])),
  periods: PERIODS,
  activities: ACTIVITIES,
  honours: HONOURS,
  cases: {
    appeal: {
      key: 'appeal',
      states: { 'appeal.filed': 'filed', 'appeal.resolved': 'resolved', 'appeal.merged': 'merged' },
      due: { from: 'filed', until: ['resolved', 'merged'], ...(workdays ? { workdays: 7 } : { days: 10 }) },
    },
  },
})

/** What programmes may be made of. */
export interface ProgramOptions {
  /** The parts of the language that they speak, instead of all that the engine computes. */
  readonly parts?: readonly Part[]
  /** Whether only points come about, mostly standings are made of few rules, or there is all of both. */
  readonly focus?: Focus
}

/** What a world is mostly about; the narrower ones are quicker to compute, so that there can be more of them. */
export type Focus = 'points' | 'standings' | 'whole'

/** Returns the first version of a stage's programme. */
export const firstVersions = (stage: Stage, options: ProgramOptions = {}): fc.Arbitrary<Program> => {
  const { parts = READY, focus = 'whole' } = options
  const none: fc.Arbitrary<Rule[]> = fc.constant([])
  return fc
    .tuple(
      focus === 'standings'
        ? awardRules('R1', [], parts).map((rule): Rule[] => [plain(rule)])
        : someRules(stage, parts),
      vetoes,
      fc.constantFrom(1, 1, 0, 2),
      limitsOver(focus === 'standings' ? ['R1'] : ['R1', 'R2']),
      limitsOver(['R3', 'R4']),
      focus === 'points'
        ? fc.constant(POINTS_ONLY)
        : standingsOver(focus === 'standings' ? ['R1'] : ['R1', 'R2'], parts),
      focus === 'standings' ? none : furtherRules(stage, parts),
      fc.record({
        workdays: parts.includes('workdays') ? fc.boolean() : fc.constant(false),
        calendar: parts.includes('workdays') ? rarely(calendars) : fc.constant(undefined),
        stacking: rarely(fc.constantFrom('multiply' as const, 'highest' as const, 'add' as const)),
      }),
    )
    .map(([rules, veto, decimals, limits, others, standing, further, { workdays, calendar, stacking }]): Program => {
      const has = (id: string): boolean => rules.some((rule) => rule.id === id)
      const chosen = has('R3') && has('R4') ? others : limits
      const all = focus === 'points' ? [...rules, ...further] : [...rules, ...further, fitting(veto, standing)]
      return apart({
        ...frameOf(stage, workdays),
        ...defined({ calendar, stacking }),
        version: 1,
        effectiveFrom: stage.from,
        decimals,
        rules: all.map((rule) => fittingDecimals(rule, decimals)),
        limits: chosen.map((limit) => fittingDecimals(limit, decimals)),
        ...standing,
      })
    })
}

/** Whole points where the program has no decimals. */
function fittingDecimals<T extends Rule | Limit>(one: T, decimals: number): T {
  const points = 'points' in one ? one.points : undefined
  return decimals === 0 && typeof points === 'number' && points % 1 !== 0 ? { ...one, points: points * 2 } : one
}

/** How a derived rule, a multiplier or an expiry may differ later. */
const further: fc.Arbitrary<(rule: Rule) => Rule> = fc.constantFrom(1, 2, 3).map((n) => (rule: Rule): Rule => {
  switch (rule.kind) {
    case 'milestone':
      if (n === 3 && rule.measure !== undefined)
        return { ...rule, measure: rule.measure === 'homes' ? 'visits' : 'homes' }
      return { ...rule, steps: [{ at: n, points: 2, honour: 'keen' }], again: n === 2 }
    case 'streak':
      return n === 3
        ? { ...rule, atLeast: 3 - rule.atLeast }
        : { ...rule, length: n, run: n === 1 ? 'once' : 'sliding' }
    case 'place':
      return { ...rule, points: [n, 1], ties: n === 1 ? 'split' : 'shared' }
    case 'challenge':
      return typeof rule.target === 'object' ? { ...rule, points: n } : { ...rule, target: n }
    case 'multiplier':
      return { ...rule, factor: n }
    case 'expiry':
      return { ...rule, deductions: n === 1 ? 'ignore' : 'consume' }
    default:
      return rule
  }
})

/** Where a milestone reads points, no limit may cover everything: it would join the milestone and what it reads. */
function apart(program: Program): Program {
  const reads = program.rules.some((rule) => rule.kind === 'milestone' && rule.of !== undefined)
  if (!reads) return program
  const limits = (program.limits ?? []).map((limit) =>
    limit.rules || limit.categories ? limit : { ...limit, categories: ['A', 'B', 'C'] },
  )
  return { ...program, limits }
}

type Change = (program: Program) => Partial<Program>

const changed = <T>(all: readonly T[], at: number, change: (one: T) => T): T[] =>
  all.map((one, i) => (i === at % all.length ? change(one) : one))

const without = <T extends { readonly id: string }>(id: string, all: readonly T[]): T[] =>
  all.filter((one) => one.id !== id)

/** The ways in which a later version may differ. */
const changesWith = (parts: readonly Part[]): fc.Arbitrary<Change> =>
  fc.oneof(
    fc.nat({ max: 7 }).map(
      (at): Change =>
        ({ rules }) => ({ rules: changed(rules, at, (rule) => ({ ...rule, off: true }) as Rule) }),
    ),
    fc.tuple(fc.nat({ max: 7 }), fc.constantFrom(-1, 1, 2, 4)).map(
      ([at, points]): Change =>
        ({ rules }) => ({
          rules: changed(rules, at, (rule) => ('points' in rule && rule.kind !== 'place' ? { ...rule, points } : rule)),
        }),
    ),
    fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(0, 1, 2, 4)).map(
      ([at, most]): Change =>
        ({ limits = [] }) => ({
          limits: changed(limits, at, (limit) =>
            limit.points === undefined ? { ...limit, times: most } : { ...limit, points: most },
          ),
        }),
    ),
    fc.nat({ max: 3 }).map(
      (at): Change =>
        ({ limits = [] }) => ({ limits: limits.filter((_, i) => i !== at) }),
    ),
    fc.constant<Change>(({ limits = [] }) => ({ limits: [...limits].reverse() })),
    fc.constantFrom('month' as const, 'ever' as const).map(
      (window): Change =>
        ({ limits = [] }) => ({ limits: [{ id: 'L9', points: 2, per: { window } }, ...without('L9', limits)] }),
    ),
    fc.constantFrom('month' as const, 'day' as const).map(
      (window): Change =>
        ({ limits = [] }) => ({ limits: changed(limits, 0, (limit) => ({ ...limit, per: { ...limit.per, window } })) }),
    ),
    fc.constant<Change>(({ scores = [] }) => ({
      scores: changed(scores, 0, (score) => ({ ...score, value: { tally: { all: true } } })),
    })),
    fc.constantFrom(1, 3).map(
      (atMost): Change =>
        ({ rules }) => ({
          rules: rules.map((rule) =>
            'admit' in rule && rule.admit ? { ...rule, admit: { ...rule.admit, atMost } } : rule,
          ),
        }),
    ),
    fc.tuple(fc.nat({ max: 7 }), further).map(
      ([at, change]): Change =>
        ({ rules }) => ({ rules: changed(rules, at, change) }),
    ),
    further.map(
      (change): Change =>
        ({ rules }) => ({ rules: rules.map(change) }),
    ),
    awardRules('R7', [], parts).map(
      ({ unlessOverlaps: _, ...rule }): Change =>
        ({ rules }) => ({ rules: [...without('R7', rules), rule] }),
    ),
  )

/** Returns a programme of one or two versions; the second one may have been published late. */
export const programmes = (stage: Stage, options: ProgramOptions = {}): fc.Arbitrary<Program[]> =>
  fc
    .tuple(
      firstVersions(stage, options),
      fc.array(changesWith(options.parts ?? READY), { minLength: 1, maxLength: 3 }),
      fc.option(dates(stage)),
      fc.option(dates(stage), { freq: 2 }),
    )
    .map(([first, all, from, published]) => {
      if (from === null || from <= first.effectiveFrom) return [apart(first)]
      let second = first
      for (const change of all) second = { ...second, ...change(second) }
      const rules = second.rules.map((rule) => fittingDecimals(rule, first.decimals))
      const publishedAt = published === null ? undefined : `${published}T12:00:00Z`
      return [first, defined({ ...second, rules, version: 2, effectiveFrom: from, publishedAt }) as Program].map(apart)
    })
