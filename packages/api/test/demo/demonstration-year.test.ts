import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dayAt } from '../../src/demo/calendar.ts'
import type { DemoEvent, DemoFact } from '../../src/demo/demo-item.ts'
import { DEMONSTRATION_AS_OF, demonstrationYear } from '../../src/demo/demonstration-year.ts'
import { createRandom } from '../../src/demo/seeded-random.ts'
import { eventsOf, validItems } from './plain-count.ts'

const items = demonstrationYear()
const events = items.filter((item): item is DemoEvent => item.kind === 'event')
const keyOf = (item: { source: string; id: string }): string => `${item.source}/${item.id}`
const daysLate = (event: DemoEvent): number =>
  (Date.parse(event.receivedAt ?? event.occurredAt) - Date.parse(event.occurredAt)) / 86_400_000

describe('the demonstration year', () => {
  it('is the same to the last byte on every machine and every run', () => {
    const text = JSON.stringify(items)
    expect(JSON.stringify(demonstrationYear())).toBe(text)
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'f571676a1b2e6ead77eef606bac4b41a748cc412ebcb8520e0f8e0311c6f3af6',
    )
  })

  it('has between 18,000 and 30,000 items', () => {
    expect(items.length).toBeGreaterThan(18_000)
    expect(items.length).toBeLessThan(30_000)
  })

  it('comes in the order in which it came in, apart from a dozen items that come twice', () => {
    const seen = new Set<string>()
    const repeated = items.filter((item) => seen.has(keyOf(item)) || !seen.add(keyOf(item)))
    expect(repeated).toHaveLength(12)
    const arrivals = items.filter((item) => !repeated.includes(item)).flatMap((item) => item.receivedAt ?? [])
    expect(arrivals).toEqual([...arrivals].sort())
  })

  it('knows nothing of what comes after the evening it is looked at from', () => {
    const instants = items.flatMap((item) => [
      item.receivedAt ?? '',
      'at' in item ? item.at : 'occurredAt' in item ? item.occurredAt : item.start,
    ])
    expect(instants.filter((instant) => instant > DEMONSTRATION_AS_OF)).toEqual([])
  })

  it('receives nothing before it happened', () => {
    expect(events.filter((event) => daysLate(event) < 0)).toEqual([])
  })

  it('has entries that come late, and some that come after their quarter was frozen', () => {
    const share = events.filter((event) => daysLate(event) > 10).length / events.length
    expect(share).toBeGreaterThan(0.01)
    expect(share).toBeLessThan(0.02)
    const frozen: Record<string, string> = { 0: '2021-04-25', 1: '2021-07-25', 2: '2021-10-25', 3: '2022-01-30' }
    const quarterOf = (event: DemoEvent): number => Math.floor((Number(event.occurredAt.slice(5, 7)) - 1) / 3)
    const stragglers = events.filter(
      (event) => event.occurredAt < '2022' && (event.receivedAt ?? '') > `${frozen[quarterOf(event)]}T18:00`,
    )
    expect(stragglers.length).toBeGreaterThan(15)
  })

  it('takes back half a per cent of its entries, each with a reason, one before it came, two restored', () => {
    const retractions = items.filter((item) => item.kind === 'retraction')
    expect(retractions.length / events.length).toBeGreaterThan(0.004)
    expect(retractions.length / events.length).toBeLessThan(0.007)
    expect(retractions.filter((one) => one.reason.length < 4)).toEqual([])
    const place = new Map(items.map((item, i) => [keyOf(item), i]))
    const targets = retractions.map((one) => items[place.get(keyOf(one.target)) ?? -1])
    expect(targets.filter((target) => target === undefined)).toEqual([])
    expect(targets.filter((target) => target?.kind === 'retraction')).toHaveLength(2)
    expect(targets.filter((target) => target?.kind === 'exemption')).toHaveLength(1)
    expect(
      retractions.filter((one) => (place.get(keyOf(one)) ?? 0) < (place.get(keyOf(one.target)) ?? 0)),
    ).toHaveLength(1)
  })

  it('has leave that was approved after the absence had been entered', () => {
    const late = items.filter((item) => item.kind === 'exemption' && (item.receivedAt ?? '') > (item.end ?? 'Z'))
    expect(late.length).toBeGreaterThan(20)
  })

  it('has a member veto that is lifted and a branch veto that stands', () => {
    const decisions = items.filter((item) => item.kind === 'decision')
    const vetoes = decisions.filter((one) => one.decision === 'veto')
    const lifts = decisions.filter((one) => one.decision === 'lift')
    expect(vetoes.map((one) => one.subject?.kind)).toEqual(['branch', 'member'])
    expect(lifts.map((one) => one.target?.id)).toEqual([vetoes.find((one) => one.subject?.kind === 'member')?.id])
  })

  it('goes slower over the Spring Festival and has two to five in most visits', () => {
    const perMonth = (month: string): number => events.filter((event) => event.occurredAt.startsWith(month)).length
    expect(perMonth('2021-02')).toBeLessThan(0.75 * perMonth('2021-03'))
    const visits = events.filter((event) => event.type === 'visit.done')
    const joint = visits.filter((event) => event.participants !== undefined)
    expect(joint.length / visits.length).toBeGreaterThan(0.5)
    expect(Math.max(...joint.map((event) => event.participants?.length ?? 0))).toBe(5)
  })

  it('visits in the evenings of working days and by day at weekends', () => {
    const odd = eventsOf(validItems(items), 'visit.done').filter((event) => {
      const hour = Number(event.occurredAt.slice(11, 13))
      const weekend = [6, 0].includes((dayAt(event.occurredAt) + 5) % 7)
      return weekend ? hour < 9 || hour > 17 : hour < 18 || hour > 21
    })
    expect(odd).toEqual([])
  })
})

describe('its people', () => {
  const facts = (kind: DemoFact['kind'], name?: string): DemoFact[] =>
    items
      .filter((item): item is DemoFact => item.kind === kind && 'start' in item)
      .filter((item) => item.subject.kind === 'member' && (name === undefined || item.name === name))

  it('are made up: nobody whom the article names is among them, and no name comes twice', () => {
    const names = facts('subject').map(({ label }) => label?.['zh-CN'])
    expect(new Set(names).size).toBe(468)
    for (const name of ['何穆婷', '黄思标', '朱县华', '郑霞', '陈锋']) expect(names).not.toContain(name)
  })

  it('serve in grids of 3 to 14', () => {
    const sizes = new Map<unknown, number>()
    for (const { tree, id, unit } of facts('membership')) {
      if (tree === 'territory' && id.endsWith('-1')) sizes.set(unit, (sizes.get(unit) ?? 0) + 1)
    }
    expect(sizes.size).toBe(68)
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(3)
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(14)
  })

  it('move, leave, come late, are exempt and are of three types', () => {
    const moves = facts('membership').filter(({ tree, id }) => tree === 'party' && id.endsWith('-2'))
    expect(moves.filter(({ unit }) => unit !== null)).toHaveLength(12)
    expect(moves.filter(({ unit }) => unit === null)).toHaveLength(2)
    expect(facts('subject').filter(({ start }) => start > '2021-01-01')).toHaveLength(6)
    expect(facts('exemption').filter(({ reason }) => reason === '年满 70 周岁').length).toBeGreaterThan(15)
    const types = new Set(facts('attribute', 'type').map(({ value }) => value))
    expect([...types].sort()).toEqual(['community', 'enterprise', 'office'])
  })
})

describe('seeded chance', () => {
  it('depends on the seed alone, and a fork not on what was drawn before', () => {
    const [one, two] = [createRandom('seed'), createRandom('seed')]
    one.next()
    expect(one.fork('a').next()).toBe(two.fork('a').next())
    expect(createRandom('seed').next()).toBe(two.next())
    expect(createRandom('seed').next()).not.toBe(createRandom('sead').next())
  })
})
