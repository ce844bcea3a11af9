/** What the golden vectors are made of: programs and items. The expected results are kept beside them, in vectors/. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { worlds } from '../../src/testing/index.ts'
import { visited } from '../small-program.ts'

/** A case before it is scored. */
export interface Source {
  readonly name: string
  readonly programs: readonly unknown[]
  readonly items: readonly unknown[]
  readonly asOf: string
}

const root = new URL('../../../../', import.meta.url)
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const lines = (ndjson: string): Record<string, unknown>[] =>
  ndjson
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** A published record by its program, or a part of it. */
function record(name: string, asOf: string, keep: (event: Record<string, unknown>) => boolean): Source {
  const events = gunzipSync(readFileSync(new URL(`packages/engine/test/oracles/golden/${name}/events.ndjson.gz`, root)))
  return {
    name,
    programs: JSON.parse(text(`examples/oracles/${name}.json`)),
    items: lines(events.toString('utf8')).filter(keep),
    asOf,
  }
}

/** One visit a day, at most, where clocks go back, skip a day, or stopped being changed. */
function aroundTheClock(): Source[] {
  const zones: [zone: string, from: string, visits: string[]][] = [
    // Paraguay stopped changing its clocks in October 2024: older time-zone data says otherwise.
    ['America/Asuncion', '2024-01-01', ['2025-07-01T03:30:00Z', '2025-07-01T02:30:00Z', '2025-06-30T04:10:00Z']],
    // Samoa left out 30 December 2011.
    ['Pacific/Apia', '2011-01-01', ['2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z']],
    // The last hour of October 2021 came twice.
    ['America/New_York', '2021-01-01', ['2021-11-07T05:30:00Z', '2021-11-07T06:30:00Z', '2021-11-08T04:59:59Z']],
    ['Asia/Shanghai', '2021-01-01', ['2021-03-31T15:59:59.999Z', '2021-03-31T16:00:00Z']],
  ]
  return zones.map(([timeZone, effectiveFrom, visits]) => ({
    name: `clock-${timeZone}`,
    programs: [
      {
        id: 'clock',
        version: 1,
        effectiveFrom,
        timeZone,
        decimals: 1,
        subjects: { member: {} },
        categories: { B: {} },
        periods: { day: { window: 'day' }, month: { window: 'month' }, quarter: { window: 'quarter' } },
        activities: { 'visit.done': {} },
        rules: [visited],
        limits: [{ id: 'one-a-day', rules: ['B01'], times: 1, per: { window: 'day' } }],
      },
    ],
    items: visits.map((occurredAt, i) => ({ id: `v${i}`, type: 'visit.done', occurredAt, subject: 'zhu' })),
    asOf: visits.toSorted().at(-1) as string,
  }))
}

/** Two small branches in the preset's first quarter: visits, an appeal, hours that overlap, a freeze, and what came late. */
function quarterOfThePreset(): Source {
  const start = '2021-01-01'
  const members = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']
  const branchOf = (i: number): string => (i < 3 ? 'east' : 'west')
  const member = (id: string): object => ({ kind: 'member', id })
  const roster = members.flatMap((id, i) => [
    { kind: 'membership', id: `p-${id}`, tree: 'party', subject: member(id), unit: branchOf(i), start },
    { kind: 'membership', id: `t-${id}`, tree: 'territory', subject: member(id), unit: `grid-${i % 2}`, start },
    { kind: 'assignment', id: `a-${id}`, subject: member(id), name: 'keyHousehold', object: `h${i}`, start },
  ])
  const units = ['east', 'west'].map((id) => ({ kind: 'subject', id, subject: { kind: 'branch', id }, start }))
  const event = (id: string, type: string, day: string, subject: string, attributes: object, participants = ['']) => ({
    id,
    type,
    occurredAt: `2021-${day}:00+08:00`,
    subject,
    participants: participants.filter(Boolean),
    attributes,
  })
  const visits = members.flatMap((id, i) =>
    [1, 2, 3].flatMap((month) =>
      (i + month) % 4 === 0
        ? []
        : [
            event(`v-${id}-${month}`, 'visit.done', `0${month}-1${i}T09:00`, id, { household: `h${i}`, class: 'key' }, [
              members[(i + 1) % 6] as string,
            ]),
          ],
    ),
  )
  return {
    name: 'guanlan-quarter',
    programs: [JSON.parse(text('packages/engine/presets/guanlan.json'))],
    items: [
      ...units,
      ...roster,
      ...visits,
      event('c1', 'grid.checkin', '01-04T09:00', 'm1', { grid: 'grid-0' }),
      event('f1', 'appeal.filed', '01-05T09:00', 'm1', { appeal: 'a1', topic: 'service' }),
      event('f2', 'appeal.assigned', '01-06T09:00', 'm2', { appeal: 'a1' }),
      event('f3', 'appeal.resolved', '02-20T09:00', 'm2', { appeal: 'a1' }, ['m3']),
      event('d1', 'duty.done', '02-06T09:00', 'm4', { team: 't1', hours: 2 }),
      event('o1', 'volunteer.done', '02-06T10:00', 'm4', { project: 'p', hours: 1.5 }),
      event('o2', 'volunteer.done', '02-07T10:00', 'm4', { project: 'p', hours: 3.25 }, ['m5']),
      event('n1', 'task.missed', '03-01T09:00', 'm6', { about: 'x' }),
      { kind: 'exemption', id: 'x1', subject: member('m5'), start: '2021-02-10', end: '2021-02-20', reason: 'ill' },
      {
        kind: 'decision',
        id: 'fz',
        decision: 'freeze',
        period: { level: 'quarter', key: '2021-Q1' },
        at: '2021-04-10',
      },
      { ...event('o3', 'volunteer.done', '03-09T10:00', 'm1', { project: 'p', hours: 1 }), receivedAt: '2021-04-15' },
      { kind: 'retraction', id: 'r1', target: { source: '', id: 'n1' }, at: '2021-04-16', reason: 'was done' },
    ],
    asOf: '2021-05-01',
  }
}

/** All sources but the worlds made by chance, in the order of their files. */
export function namedSources(): Source[] {
  const roster = lines(text('examples/oracles/eurovision-roster.ndjson'))
  const eurovision = record('eurovision', '2020-01-01', (event) => event.round === '1969-final')
  return [
    ...aroundTheClock(),
    quarterOfThePreset(),
    record('formula-1', '1989-01-01', (event) => event.season === 1988),
    record('england-football', '1997-12-31', (event) => event.league === 'england-1'),
    { ...eurovision, items: [...roster, ...eurovision.items] },
  ]
}

/** Worlds made by chance, once: they are kept with their results, and do not change when their generators do. */
export function chanceSources(): Source[] {
  return fc.sample(worlds(), { numRuns: 40, seed: 20_210_101 }).map(({ programs, items, asOf }, i) => ({
    name: `world-${i + 1}`,
    programs,
    items,
    asOf,
  }))
}
