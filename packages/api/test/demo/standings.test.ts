import { type Result, toNumber } from '@jixing/engine'
import { beforeAll, describe, expect, it } from 'vitest'
import { demonstrationYear } from '../../src/demo/demonstration-year.ts'
import { logOf, planOf, preset, stateOf } from './scored-year.ts'

const QUARTERS = ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']

describe('the standings of the demonstration year', () => {
  const items = demonstrationYear()
  let result: Result
  beforeAll(() => {
    const plan = planOf(preset())
    result = stateOf(plan, logOf(plan, items))
  })
  const valuesOf = (ranking: string, key: string): number[] =>
    result
      .standings(ranking, key)
      .flatMap((one) => (one.rank === null || one.value === undefined ? [] : [toNumber(one.value)]))
  const share = (values: readonly number[], fits: (value: number) => boolean): number =>
    values.filter(fits).length / values.length

  it('have four frozen quarters in an open year', () => {
    const states = Object.fromEntries(result.periods('quarter').map((period) => [period.key, period.state]))
    for (const key of QUARTERS) expect(states[key]).toBe('frozen')
    expect(result.periods('year').find((period) => period.key === '2021')?.state).toBe('open')
  })

  it.each(QUARTERS)('spread members plausibly in %s', (key) => {
    const values = valuesOf('members', key)
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    expect(values.length).toBeGreaterThan(420)
    expect(mean).toBeGreaterThan(76)
    expect(mean).toBeLessThan(82)
    expect(share(values, (value) => value >= 90)).toBeGreaterThan(0.01)
    expect(share(values, (value) => value >= 90)).toBeLessThan(0.15)
    expect(share(values, (value) => value < 60)).toBeLessThan(0.05)
  })

  it('have members below 60, but few', () => {
    const low = QUARTERS.flatMap((key) => valuesOf('members', key).filter((value) => value < 60))
    expect(low.length).toBeGreaterThan(5)
    expect(low.length).toBeLessThan(60)
  })

  it('give every star at some time of the year', () => {
    const stars = QUARTERS.flatMap((key) =>
      result.standings('branches', key).map((one) => result.tier('star', one.subject, key)),
    )
    expect([...new Set(stars)].sort()).toEqual(['1', '2', '3', '4', '5'])
  })

  it('rate most branches, and leave out those with fewer than three counted members', () => {
    for (const key of QUARTERS) {
      const rated = result.standings('branches', key).length
      expect(rated).toBeGreaterThan(58)
      expect(rated).toBeLessThan(68)
    }
  })

  it('keep the best grade to a third of each branch', () => {
    for (const key of QUARTERS) {
      const graded = result.standings('membersGraded', key)
      const branchOf = new Map(result.standings('membersInBranch', key).map((one) => [one.subject, one.unit]))
      const sizes = new Map<string | undefined, { all: number; best: number[] }>()
      for (const one of graded) {
        const branch = branchOf.get(one.subject)
        const size = sizes.get(branch) ?? { all: 0, best: [] }
        sizes.set(branch, size)
        size.all++
        if (result.tier('grade', one.subject, key) === 'pioneer') size.best.push(toNumber(one.value ?? 0))
      }
      for (const { all, best } of sizes.values()) {
        const places = Math.max(all >= 3 ? 1 : 0, Math.floor(all / 3))
        const last = Math.min(...best)
        expect(best.filter((value) => value > last).length).toBeLessThanOrEqual(Math.max(0, places - 1))
      }
    }
  })

  it('have limits, admission and overlaps that bite', () => {
    const by = new Set(result.awards().flatMap((award) => award.withheld.map((one) => one.limit)))
    for (const limit of [
      'admission',
      'overlap',
      'visits-month',
      'A-quarter',
      'B-quarter',
      'C-quarter',
      'X-quarter',
      'X02-honour',
    ]) {
      expect(by).toContain(limit)
    }
  })

  it('have awards of every rule', () => {
    const given = new Set(result.awards().map((award) => award.rule))
    const silent = preset().rules.filter((rule) => rule.kind !== 'veto' && !given.has(rule.id))
    expect(silent.map((rule) => rule.id)).toEqual([])
  })

  it('carry what came after a freeze into the next open quarter', () => {
    const changed = result.subjects('member').filter(({ id }) => {
      const period = { level: 'quarter', key: '2022-Q1' }
      const own = result
        .awards({ subject: { kind: 'member', id }, period })
        .reduce((sum, award) => sum + award.granted, 0)
      const all = ['A', 'B', 'C', 'X', 'N'].reduce(
        (sum, category) => sum + result.tally({ kind: 'member', id }, period, { category }),
        0,
      )
      return all !== own
    })
    expect(changed.length).toBeGreaterThan(0)
  })

  it('give the member whose veto was lifted the year back, and the vetoed branch one star', () => {
    const decisions = items.filter((item) => item.kind === 'decision')
    const [branch, member] = decisions.filter((one) => one.decision === 'veto').map((one) => one.subject?.id as string)
    expect(toNumber(result.value('Y', member as string, '2021') ?? 0)).toBeGreaterThan(60)
    expect(result.value('Y', member as string, '2021')).toEqual(result.underlying('Y', member as string, '2021'))
    expect(result.tier('star', branch as string, '2021-Q3')).toBe('1')
  })

  it('give no year to those with fewer than two counted quarters', () => {
    const missing = result.standings('yearMembers', '2021').filter((one) => one.value === undefined)
    expect(missing.length).toBeGreaterThan(0)
    for (const one of missing)
      expect(toNumber(result.value('quartersCounted', one.subject, '2021') ?? 0)).toBeLessThan(2)
  })
})
