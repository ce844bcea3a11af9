/** Generators of items: events, corrections, roster facts and decisions, in the order in which they arrive. */
import * as fc from 'fast-check'
import type { RawItem } from '../reference/items.ts'
import { dates, instants, type Stage, series } from './instants.ts'
import { defined, TEXTS } from './rules.ts'
import { runs } from './runs.ts'

/** The members of every world; by UTF-8 bytes the last two stand the other way round than by UTF-16 units. */
export const MEMBERS = ['a', 'B', '𝒵', 'ｚ'] as const

const member = fc.constantFrom(...MEMBERS)
const source = fc.constantFrom(undefined, undefined, 'app', 'ｓ')
const missing = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(some, { nil: undefined, freq: 4 })
const hours = fc.constantFrom(0, 0.25, 0.5, 1, 1.33, 2, 9)

/** The attributes that events of each type may have. */
const ATTRIBUTES: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  'visit.done': fc.record({
    household: missing(fc.constantFrom(...TEXTS.household)),
    class: missing(fc.constantFrom(...TEXTS.class)),
    hours: missing(hours),
    joint: missing(fc.boolean()),
    counts: missing(fc.boolean()),
    due: missing(fc.constantFrom('2021-04-01', '2021-03-31T23:59:59Z')),
  }),
  'duty.done': fc.record({
    hours: missing(hours),
    joint: missing(fc.boolean()),
    rival: missing(fc.constantFrom(...TEXTS.rival)),
  }),
  'race.run': fc.record({
    season: fc.constantFrom(2020, 2021),
    place: missing(fc.constantFrom(1, 2, 3)),
    driver: missing(fc.constantFrom(...TEXTS.driver)),
    team: missing(fc.constantFrom(...TEXTS.team)),
    rival: missing(fc.constantFrom(...TEXTS.rival)),
  }),
  appeal: fc.record({ appeal: missing(fc.constantFrom(...TEXTS.appeal)) }),
}

const APPEALS = ['appeal.filed', 'appeal.resolved', 'appeal.merged'] as const

/** What most of a log may be about; runs, rounds and targets need many events of one type. */
const THEMES = [
  ['visit.done', 'visit.done', 'visit.done', 'duty.done', 'duty.done', 'race.run', ...APPEALS],
  ['visit.done', 'visit.done', 'visit.done', 'visit.done', 'duty.done', 'duty.done'],
  ['visit.done', 'visit.done', 'visit.done', 'visit.done', 'visit.done', 'visit.done', 'duty.done'],
  ['race.run', 'race.run', 'race.run', 'race.run', 'visit.done'],
  [...APPEALS, ...APPEALS, 'visit.done', 'duty.done'],
] as const

/** An event that has no id yet; a number for its instant is its place among the instants at which events meet. */
type Draft = Omit<RawItem, 'id' | 'at' | 'occurredAt'> & { readonly at?: number | string }

const events = (stage: Stage, theme: (typeof THEMES)[number]): fc.Arbitrary<Draft> => {
  const at = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 60 }) }, { weight: 1, arbitrary: instants(stage) })
  const drafts = theme.map(
    (type): fc.Arbitrary<Draft> =>
      fc
        .record({
          kind: fc.constantFrom(undefined, 'event'),
          source,
          at: type === 'race.run' ? fc.option(at, { nil: undefined, freq: 3 }) : at,
          subject: fc.option(member, { nil: undefined, freq: 8 }),
          participants: fc.option(fc.uniqueArray(member, { maxLength: 3 }), { nil: undefined }),
          attributes: (ATTRIBUTES[type] ?? (ATTRIBUTES.appeal as fc.Arbitrary<Record<string, unknown>>)).map(defined),
          receivedAt: fc.option(instants(stage), { nil: undefined, freq: 2 }),
        })
        .map((event) => ({ type, ...defined(event) })),
  )
  return fc.oneof(...drafts)
}

/** Returns events of which most happen at one of a few instants. */
const meetings = (stage: Stage): fc.Arbitrary<Omit<RawItem, 'id'>[]> =>
  fc
    .tuple(
      fc.oneof(fc.array(instants(stage), { minLength: 2, maxLength: 5, size: 'max' }), series(stage)),
      fc.oneof(...THEMES.map((theme) => fc.array(events(stage, theme), { minLength: 3, maxLength: 12, size: 'max' }))),
    )
    .map(([meeting, drafts]) =>
      drafts.map(({ at, ...event }) => {
        const occurredAt = typeof at === 'number' ? meeting[at % meeting.length] : at
        return occurredAt === undefined ? event : { ...event, occurredAt }
      }),
    )

const spans = (stage: Stage) =>
  fc
    .tuple(
      fc.oneof(dates(stage), instants(stage), fc.constant(stage.from)),
      fc.option(dates(stage), { nil: undefined }),
    )
    .map(([start, end]) => ({
      start,
      ...(end !== undefined && Date.parse(end) - 86_400_000 * 2 > Date.parse(start) && { end }),
    }))

const subjectOf = (id: string): { kind: string; id: string } => ({ kind: 'member', id })

/** Returns transfers, exemptions, attributes, assignments and late names. */
const facts = (stage: Stage): fc.Arbitrary<Omit<RawItem, 'id'>> =>
  fc.oneof(
    fc
      .tuple(member, spans(stage), fc.constantFrom('x', 'y', null))
      .map(([id, span, unit]) => ({ kind: 'membership', tree: 'party', subject: subjectOf(id), unit, ...span })),
    fc
      .tuple(member, spans(stage), fc.constantFrom('x', 'y'))
      .map(([id, span, unit]) => ({ kind: 'membership', tree: 'party', subject: subjectOf(id), unit, ...span })),
    ...[1, 2].map(() =>
      fc
        .tuple(member, spans(stage))
        .map(([id, span]) => ({ kind: 'exemption', subject: subjectOf(id), reason: 'leave', ...span })),
    ),
    fc
      .tuple(
        member,
        spans(stage),
        fc.constantFrom<[string, unknown]>(['age', 70], ['age', 2], ['rank', 'full'], ['rank', 'new']),
      )
      .map(([id, span, [name, value]]) => ({ kind: 'attribute', subject: subjectOf(id), name, value, ...span })),
    fc.tuple(member, spans(stage), fc.constantFrom(...TEXTS.household)).map(([id, span, object]) => ({
      kind: 'assignment',
      subject: subjectOf(id),
      name: 'household',
      object,
      ...span,
    })),
    fc
      .tuple(member, instants(stage), fc.constantFrom('A', 'B', 'C'), fc.constantFrom(-1, 1, 3))
      .map(([id, occurredAt, category, points]) => ({
        kind: 'adjustment',
        subject: subjectOf(id),
        category,
        points,
        occurredAt,
        reason: 'by hand',
      })),
    fc
      .tuple(dates(stage), fc.constantFrom('x', 'y'))
      .map(([start, id]) => ({ kind: 'membership', tree: 'party', subject: { kind: 'branch', id }, unit: 'z', start })),
  )

/** The periods that decisions are about. */
const periods = fc.constantFrom(
  { level: 'quarter', key: '2021-Q1' },
  { level: 'quarter', key: '2021-Q1' },
  { level: 'quarter', key: '2021-Q2' },
  { level: 'quarter', key: '2021-Q4' },
  { level: 'month', key: '2021-03' },
  { level: 'month', key: '2021-04' },
  { level: 'month', key: '2021-10' },
  { level: 'year', key: '2021' },
  { level: 'season', key: '2021' },
)

const decisions = (stage: Stage): fc.Arbitrary<Omit<RawItem, 'id'>> => {
  const received = fc.option(instants(stage), { nil: undefined, freq: 2 })
  const decided = fc
    .tuple(instants(stage), received)
    .map(([at, receivedAt]) => defined({ kind: 'decision', at, receivedAt }))
  return fc.oneof(
    fc
      .tuple(decided, fc.constantFrom('freeze', 'freeze', 'close'), periods)
      .map(([one, decision, period]) => ({ ...one, decision, period })),
    fc.tuple(decided, member, periods).map(([one, id, period]) => ({
      ...one,
      decision: 'veto',
      rule: 'V1',
      subject: subjectOf(id),
      period,
      reason: 'found',
    })),
    fc.tuple(decided, member, periods, fc.constantFrom(50, 90.5)).map(([one, id, period, value]) => ({
      ...one,
      decision: 'mark',
      name: 'appraisal',
      subject: subjectOf(id),
      period,
      value,
    })),
  )
}

/** How a log goes on from another item: sent again, sent again with other words, retracted, unretracted, or lifted. */
interface Echo {
  readonly what: 'again' | 'otherwise' | 'retract' | 'undo' | 'lift'
  readonly of: number
  readonly at: string
  readonly place: number
}

/** The roster that every world starts with: who is in which branch, and who has a household, from the first day on. */
const roster = (stage: Stage): fc.Arbitrary<RawItem[]> =>
  fc
    .tuple(fc.array(fc.constantFrom('x', 'x', 'y'), { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([units, assigned]) => [
      ...units.map(
        (unit, i): RawItem => ({
          id: `m${i}`,
          kind: 'membership',
          tree: 'party',
          subject: subjectOf(MEMBERS[i] as string),
          unit,
          start: stage.from,
        }),
      ),
      ...units.slice(1).map(
        (_, i): RawItem => ({
          id: `s${i}`,
          kind: 'subject',
          subject: subjectOf(MEMBERS[i] as string),
          start: stage.from,
        }),
      ),
      ...(assigned
        ? [
            {
              id: 'h0',
              kind: 'assignment',
              name: 'household',
              subject: subjectOf(MEMBERS[0]),
              object: TEXTS.household[0],
              start: stage.from,
            },
          ]
        : []),
      {
        id: 'bx',
        kind: 'membership',
        tree: 'party',
        subject: { kind: 'branch', id: 'x' },
        unit: 'z',
        start: stage.from,
      },
    ])

/** What a log may be made of. */
export interface LogOptions {
  /** Whether an id may come twice with different content. */
  readonly conflicts: boolean
  readonly decisions: boolean
  readonly retractions: boolean
}

/** Returns logs in their order of arrival. */
export function logs(stage: Stage, options: LogOptions): fc.Arbitrary<RawItem[]> {
  const whats: Echo['what'][] = [
    'again',
    ...(options.retractions ? (['retract', 'retract', 'undo'] as const) : []),
    ...(options.conflicts ? (['otherwise'] as const) : []),
    ...(options.decisions ? (['lift'] as const) : []),
  ]
  const echo: fc.Arbitrary<Echo> = fc.record({
    what: fc.constantFrom(...whats),
    of: fc.nat({ max: 40 }),
    at: instants(stage),
    place: fc.nat({ max: 40 }),
  })
  const own = fc.tuple(
    roster(stage),
    fc.oneof({ weight: 3, arbitrary: meetings(stage) }, { weight: 1, arbitrary: runs(stage, MEMBERS) }),
    fc.array(facts(stage), { maxLength: 4, size: 'max' }),
    options.decisions ? fc.array(decisions(stage), { maxLength: 3, size: 'max' }) : fc.constant([]),
  )
  return fc
    .tuple(own, fc.array(echo, { maxLength: 5, size: 'max' }), fc.array(fc.nat({ max: 40 }), { maxLength: 6 }))
    .map(([[start, ...others], echoes, moves]) => {
      const log: RawItem[] = [...start, ...others.flat().map((one, i) => ({ ...one, id: `e${(i * 7) % 23}` }))]
      for (const one of echoes) log.splice(one.place % (log.length + 1), 0, echoOf(log, one))
      for (const place of moves) log.push(...log.splice(place % log.length, 1))
      return log
    })
}

function echoOf(log: readonly RawItem[], { what, of, at, place }: Echo): RawItem {
  const retraction = what === 'undo' ? log.findLast((item) => item.kind === 'retraction') : undefined
  const target = retraction ?? (log[of % log.length] as RawItem)
  const name = defined({ source: target.source, id: target.id })
  if (what === 'again') return target
  if (what === 'otherwise')
    return target.occurredAt === undefined ? { ...target, source: 'twin' } : { ...target, occurredAt: at }
  const id = `r${of}-${place}-${at}`
  if (what === 'retract' || what === 'undo') return { kind: 'retraction', id, target: name, at, reason: 'mistake' }
  const veto = log.find((item) => item.decision === 'veto')
  return {
    kind: 'decision',
    id,
    decision: 'lift',
    target: veto ? defined({ source: veto.source, id: veto.id }) : name,
    at,
    reason: 'cleared',
  }
}
