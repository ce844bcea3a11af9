import { toNumber } from '@jixing/engine'
import { describe, expect, it } from 'vitest'
import type { DemoEvent, DemoItem } from '../../src/demo/demo-item.ts'
import { demonstrationYear } from '../../src/demo/demonstration-year.ts'
import { countPlainly, eventsOf, type Figure, REPORTED, validItems } from './plain-count.ts'
import { logOf, presetOfMeasures, stateOf } from './scored-year.ts'

const items = demonstrationYear()
const valid = validItems(items)
const figures = Object.keys(REPORTED) as Figure[]

/** Returns the first valid event of a type that fits. */
function someEvent(type: string, fits: (event: DemoEvent) => boolean = () => true): DemoEvent {
  return eventsOf(valid, type).find(fits) as DemoEvent
}

const keysOf = (type: string, field: string): Set<unknown> =>
  new Set(eventsOf(valid, type).map((event) => event.attributes[field]))
const closedIssues = keysOf('issue.closed', 'issue')
const answered = keysOf('appeal.answered', 'appeal')
const visit = someEvent('visit.done', (event) => event.attributes.class === 'key' && event.attributes.people === 2)
const session = someEvent('campaign.session')

/** What is taken back, and by how much which figures change. */
const TAKEN_BACK: readonly [what: string, event: DemoEvent, change: Partial<Record<Figure, number>>][] = [
  ['a council meeting', someEvent('council.meeting'), { meetings: -1 }],
  [
    'a handled issue',
    someEvent('issue.proposed', (event) => closedIssues.has(event.attributes.issue)),
    { issuesRaised: -1, issuesHandled: -1 },
  ],
  [
    'an issue that is followed up',
    someEvent('issue.proposed', (event) => !closedIssues.has(event.attributes.issue)),
    { issuesRaised: -1, issuesTracked: -1 },
  ],
  ['the end of an issue', someEvent('issue.closed'), { issuesHandled: -1, issuesTracked: 1 }],
  ['a claimed wish', someEvent('wish.claimed'), { wishesClaimed: -1 }],
  ['an appeal', someEvent('appeal.filed'), { appealsReceived: -1, appealsClosed: -1 }],
  [
    'the only answer to an appeal',
    someEvent('appeal.resolved', (event) => !answered.has(event.attributes.appeal)),
    { appealsClosed: -1 },
  ],
  ['a visit to a key household', visit, { keyContacts: -2 }],
  ['a discovered member', someEvent('member.discovered'), { membersDiscovered: -1 }],
  ['a practical deed', someEvent('deed.done'), { deeds: -1 }],
  ['the founding of a team', someEvent('team.formed'), { teams: -1 }],
  ['a campaign session', session, { outreach: -Number(session.attributes.reach) }],
]

describe('the figures of the demonstration year', () => {
  const plan = presetOfMeasures()
  const counted = new Set((plan.versions[0]?.measures ?? []).flatMap((measure) => measure.on))
  const stories = /^(issue|appeal|wish|member)\./
  const matters = (item: DemoItem): boolean =>
    item.kind === 'event'
      ? counted.has(item.type) || stories.test(item.type)
      : ['retraction', 'subject', 'membership'].includes(item.kind)
  const log = logOf(plan, items.filter(matters))
  const measured = (): Record<Figure, number> => {
    const result = stateOf(plan, log)
    const value = (figure: Figure): number =>
      toNumber(result.measure(figure, 'guanlan', { level: 'ever', key: 'ever' }) ?? Number.NaN)
    return Object.fromEntries(figures.map((figure) => [figure, value(figure)])) as Record<Figure, number>
  }

  it('are those of the article when counted line by line', () => {
    expect(countPlainly(items)).toEqual(REPORTED)
  })

  it('are those of the article when the engine measures them', () => {
    expect(measured()).toEqual(REPORTED)
  })

  it('add up from the months, and from the blocks', () => {
    const result = stateOf(plan, log)
    const months = result.periods('month')
    for (const figure of figures) {
      const monthly = months.map((month) => toNumber(result.measure(figure, 'guanlan', month) ?? 0))
      expect([figure, monthly.reduce((a, b) => a + b, 0)]).toEqual([figure, REPORTED[figure]])
      const blocks = result.subjects('block').map(({ id }) => {
        return toNumber(result.measure(`${figure}.block`, id, { level: 'ever', key: 'ever' }) ?? 0)
      })
      expect([figure, blocks.reduce((a, b) => a + b, 0)]).toEqual([figure, REPORTED[figure]])
    }
  })

  it.each(TAKEN_BACK)('without %s differ by exactly that, and come back with it', (_, event, change) => {
    const retraction: DemoItem = {
      kind: 'retraction',
      id: `without ${event.source} ${event.id}`,
      source: 'test',
      target: { source: event.source, id: event.id },
      at: '2022-05-01T12:00:00+08:00',
      reason: 'try',
    }
    const expected = Object.fromEntries(figures.map((figure) => [figure, REPORTED[figure] + (change[figure] ?? 0)]))
    log.add(retraction)
    expect(measured()).toEqual(expected)
    expect(countPlainly([...items, retraction])).toEqual(expected)
    log.add({
      ...retraction,
      id: `${retraction.id} back`,
      target: { source: 'test', id: retraction.id },
      at: '2022-05-02',
    })
    expect(measured()).toEqual(REPORTED)
  })

  it('are the same from another seed, although nobody is', () => {
    const other = demonstrationYear('another seed')
    expect(countPlainly(other)).toEqual(REPORTED)
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(items))
  })
})

describe('the pilot', () => {
  const named = (kind: string): number =>
    items.filter((item) => item.kind === 'subject' && item.subject.kind === kind).length

  it.each([
    ['street', 1],
    ['community', 3],
    ['block', 20],
    ['grid', 68],
    ['branch', 68],
    ['member', 468],
    ['team', 25],
  ])('has of kind %s: %i', (kind, n) => {
    expect(named(kind)).toBe(n)
  })

  it('has 7 blocks and 14 grids in 黎光, and the 27th grid of 牛湖 in the block 石三', () => {
    const unitOf = (kind: string, id: string) =>
      items.find((item) => item.kind === 'membership' && item.subject.kind === kind && item.subject.id === id)
    const under = (kind: string, unit: string) =>
      items.filter((item) => item.kind === 'membership' && item.subject.kind === kind && item.unit === unit)
    const blocks = under('block', 'liguang')
    expect(blocks).toHaveLength(7)
    const grids = blocks.flatMap((block) => (block.kind === 'membership' ? under('grid', block.subject.id) : []))
    expect(grids).toHaveLength(14)
    expect(unitOf('grid', 'niuhu-g27')).toMatchObject({ unit: 'niuhu-shisan' })
  })

  it('met more than ten times in 石一, over more than twenty issues', () => {
    const inShiyi = (type: string) => eventsOf(valid, type).filter((event) => event.attributes.block === 'niuhu-shiyi')
    expect(inShiyi('council.meeting').length).toBeGreaterThan(10)
    expect(inShiyi('issue.proposed').length).toBeGreaterThan(20)
  })
})
