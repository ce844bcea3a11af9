/** Generators of programs, and of a second version that takes effect in the middle of the stage. */
import * as fc from 'fast-check'
import type { Limit, Program, Rule, VetoRule } from '../../rules/program.ts'
import { dates, type Stage } from './instants.ts'
import { ACTIVITIES, awardRules, CATEGORIES, defined, limitsOver, someRules } from './rules.ts'
import { PERIODS, type Standing, standingsOver } from './standings.ts'

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

const frameOf = (stage: Stage) => ({
  id: 'world',
  timeZone: stage.zone,
  subjects: { member: {}, branch: {}, committee: {}, team: {} },
  trees: { party: ['member', 'branch', 'committee'] },
  categories: Object.fromEntries(CATEGORIES.map((category) => [category, {}])),
  periods: PERIODS,
  activities: ACTIVITIES,
  cases: {
    appeal: {
      key: 'appeal',
      states: { 'appeal.filed': 'filed', 'appeal.resolved': 'resolved', 'appeal.merged': 'merged' },
      due: { from: 'filed', until: ['resolved', 'merged'], days: 10 },
    },
  },
})

/** Returns the first version of a stage's programme. */
export const firstVersions = (stage: Stage): fc.Arbitrary<Program> =>
  fc
    .tuple(
      someRules(stage),
      vetoes,
      fc.constantFrom(1, 1, 0, 2),
      limitsOver(['R1', 'R2']),
      limitsOver(['R3', 'R4']),
      standingsOver(['R1', 'R2']),
    )
    .map(([rules, veto, decimals, limits, others, standing]): Program => {
      const has = (id: string): boolean => rules.some((rule) => rule.id === id)
      const chosen = has('R3') && has('R4') ? others : limits
      return {
        ...frameOf(stage),
        version: 1,
        effectiveFrom: stage.from,
        decimals,
        rules: [...rules.map((rule) => fittingDecimals(rule, decimals)), fitting(veto, standing)],
        limits: chosen.map((limit) => fittingDecimals(limit, decimals)),
        ...standing,
      }
    })

/** Whole points where the program has no decimals. */
function fittingDecimals<T extends Rule | Limit>(one: T, decimals: number): T {
  const points = 'points' in one ? one.points : undefined
  return decimals === 0 && typeof points === 'number' && points % 1 !== 0 ? { ...one, points: points * 2 } : one
}

type Change = (program: Program) => Partial<Program>

const changed = <T>(all: readonly T[], at: number, change: (one: T) => T): T[] =>
  all.map((one, i) => (i === at % all.length ? change(one) : one))

const without = <T extends { readonly id: string }>(id: string, all: readonly T[]): T[] =>
  all.filter((one) => one.id !== id)

/** The ways in which a later version may differ. */
const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.nat({ max: 3 }).map(
    (at): Change =>
      ({ rules }) => ({ rules: changed(rules, at, (rule) => ({ ...rule, off: true }) as Rule) }),
  ),
  fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(-1, 1, 2, 4)).map(
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
  awardRules('R7', []).map(
    ({ unlessOverlaps: _, ...rule }): Change =>
      ({ rules }) => ({ rules: [...without('R7', rules), rule] }),
  ),
)

/** Returns a programme of one or two versions; the second one may have been published late. */
export const programmes = (stage: Stage): fc.Arbitrary<Program[]> =>
  fc
    .tuple(
      firstVersions(stage),
      fc.array(changes, { minLength: 1, maxLength: 3 }),
      fc.option(dates(stage)),
      fc.option(dates(stage), { freq: 2 }),
    )
    .map(([first, all, from, published]) => {
      if (from === null || from <= first.effectiveFrom) return [first]
      let second = first
      for (const change of all) second = { ...second, ...change(second) }
      const rules = second.rules.map((rule) => fittingDecimals(rule, first.decimals))
      const publishedAt = published === null ? undefined : `${published}T12:00:00Z`
      return [first, defined({ ...second, rules, version: 2, effectiveFrom: from, publishedAt }) as Program]
    })
