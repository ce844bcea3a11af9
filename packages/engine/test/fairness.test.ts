import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLog, type Result, score } from '../src/index.ts'
import { compiled } from './small-program.ts'

/**
 * Identical branches: every member's mark comes from the same distribution, so no branch is better than another. A fair
 * way to score branches then gives the small ones as many top and bottom places as there are of them.
 */
const RUNS = 300
const PLACES = 7
const SMALL = 4
/** 68 branches with 468 members; 23 of them (34 %) have four or fewer. */
const SIZES = [
  ...Array<number>(8).fill(2),
  ...Array<number>(8).fill(3),
  ...Array<number>(7).fill(4),
  ...Array<number>(12).fill(6),
  ...Array<number>(12).fill(8),
  ...Array<number>(11).fill(10),
  ...Array<number>(6).fill(12),
  ...[10, 12, 13, 15],
]
const KINDS = { sum: 'sum of the members', mean: 'plain mean', shrunken: 'shrunken mean, k = 5' } as const

/** A small deterministic random source (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const members = { across: { members: 'all' }, of: { score: 'Q' } }
const plan = compiled({
  id: 'fair',
  version: 1,
  effectiveFrom: '2000-01-01',
  timeZone: 'UTC',
  decimals: 0,
  subjects: { member: {}, branch: {} },
  trees: { party: ['member', 'branch'] },
  categories: { A: {} },
  periods: { month: { window: 'month' } },
  activities: {},
  rules: [],
  populations: [
    { id: 'all', kind: 'member', tree: 'party' },
    { id: 'branches', kind: 'branch', base: 'roster' },
  ],
  scores: [
    { id: 'Q', kind: 'member', period: 'month', value: { mark: 'year' } },
    { id: 'sum', kind: 'branch', period: 'month', value: { sum: members } },
    { id: 'mean', kind: 'branch', period: 'month', value: { mean: members } },
    {
      id: 'shrunken',
      kind: 'branch',
      period: 'month',
      value: {
        shrunkenMean: { ...members, k: 5, toward: { mean: { across: { everyone: 'all' }, of: { score: 'Q' } } } },
      },
    },
  ],
  rankings: Object.keys(KINDS).map((id) => ({ id, score: id, population: 'branches', method: 'ordinal' })),
})

/** Each run is a month: the same members in the same branches, with new marks. */
function months(): string[] {
  return Array.from({ length: RUNS }, (_, i) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`)
}

function world(): Result {
  const log = createLog(plan)
  const random = randomFrom(20_210_101)
  // Twelve uniforms make a bell: year means of about 77.5 with a deviation of 6, as measured on the default rules.
  const mark = (): number => {
    let sum = 0
    for (let i = 0; i < 12; i++) sum += random()
    return Math.round((77.5 + (sum - 6) * 6) * 100) / 100
  }
  SIZES.forEach((size, b) => {
    const branch = { kind: 'branch', id: `b${String(b).padStart(2, '0')}` }
    log.add({ kind: 'subject', id: branch.id, subject: branch, start: '2000-01-01' })
    for (let i = 0; i < size; i++) {
      const subject = { kind: 'member', id: `${branch.id}-${i}` }
      log.add({ kind: 'membership', id: subject.id, tree: 'party', subject, unit: branch.id, start: '2000-01-01' })
      for (const key of months()) {
        const period = { level: 'month', key }
        const id = `${subject.id}-${key}`
        log.add({
          kind: 'decision',
          decision: 'mark',
          id,
          name: 'year',
          subject,
          period,
          value: mark(),
          at: '2000-01-01',
        })
      }
    }
  })
  return score(plan, log, { asOf: '2024-12-31' })
}

describe('identical branches', () => {
  const result = world()
  const isSmall = (id: string): boolean => (SIZES[Number(id.slice(1))] as number) <= SMALL
  const share = (ranking: string, from: number, to: number): number => {
    let small = 0
    for (const key of months()) {
      for (const { subject } of result.standings(ranking, key).slice(from, to)) if (isSmall(subject)) small++
    }
    return small / (RUNS * PLACES)
  }
  const last = SIZES.length
  const shares = Object.fromEntries(
    Object.keys(KINDS).map((id) => [id, { top: share(id, 0, PLACES), bottom: share(id, last - PLACES, last) }]),
  ) as Record<keyof typeof KINDS, { top: number; bottom: number }>

  it('are 68 with 468 members, a third of them small', () => {
    expect([
      SIZES.length,
      SIZES.reduce((sum, size) => sum + size, 0),
      SIZES.filter((size) => size <= SMALL).length,
    ]).toEqual([68, 468, 23])
  })

  it('that are small hold 30–40 % of the top and of the bottom places by the shrunken mean', () => {
    expect(shares.shrunken.top).toBeGreaterThanOrEqual(0.3)
    expect(shares.shrunken.top).toBeLessThanOrEqual(0.4)
    expect(shares.shrunken.bottom).toBeGreaterThanOrEqual(0.3)
    expect(shares.shrunken.bottom).toBeLessThanOrEqual(0.4)
  })

  it('that are small are pushed to both ends by the plain mean', () => {
    expect(shares.mean.top).toBeGreaterThan(0.45)
    expect(shares.mean.bottom).toBeGreaterThan(0.45)
  })

  it('that are small are always last by the sum', () => {
    expect(shares.sum).toEqual({ top: 0, bottom: 1 })
  })

  it('are told in docs/fairness.md with these numbers', () => {
    const page = readFileSync(new URL('../../../docs/fairness.md', import.meta.url), 'utf8')
    const percent = (value: number): string => `${Math.round(value * 100)} %`
    for (const [id, label] of Object.entries(KINDS)) {
      const { top, bottom } = shares[id as keyof typeof KINDS]
      expect(page).toContain(`| ${label} | ${percent(top)} | ${percent(bottom)} |`)
    }
  })
})
