import { describe, expect, it } from 'vitest'
import { visit } from '../small-town.ts'
import { openApp } from '../test-app.ts'

const label = (zh: string, en: string) => ({ 'zh-CN': zh, en })

describe('subjects', () => {
  it.each([
    ['street', '?kind=branch', ['b1', 'b2', 'b3']],
    ['street', '?kind=member&q=m2', ['m2', 'm21', 'm22', 'm23']],
    ['street', '?kind=member&q=姓名M1', ['m1', 'm11', 'm12', 'm13']],
    ['street', '?unit=grid/g2&kind=member', ['m11', 'm12', 'm13']],
    ['street', '?unit=community/c1&kind=grid', ['g1', 'g2']],
    ['street', '?kind=nothing', []],
    ['community', '?kind=branch', ['b1', 'b2']],
    ['community', '?kind=community', ['c1']],
    ['branch', '?kind=member&q=m1', ['m1']],
    ['branch', '?kind=branch', ['b1']],
    ['member', '', ['m4']],
  ])('for %s with "%s" are %j', async (who, query, ids) => {
    const app = await openApp()
    const { body } = await app.ask(who, 'GET', `/v1/subjects${query}`)
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids)
    expect(body.total).toBe(ids.length)
  })

  it('go page by page', async () => {
    const app = await openApp()
    const first = (await app.ask('street', 'GET', '/v1/subjects?kind=member&limit=10')).body
    const second = (await app.ask('street', 'GET', `/v1/subjects?kind=member&limit=10&cursor=${first.next}`)).body
    expect([first.items.length, second.items.length, second.next]).toEqual([10, 4, null])
  })

  it('tell where they belong in every tree, and what is known of them', async () => {
    const app = await openApp()
    const leave = {
      kind: 'exemption',
      id: 'x',
      subject: { kind: 'member', id: 'm1' },
      start: '2021-08-01',
      end: '2021-08-05',
      reason: '休养',
    }
    await app.ask('street', 'POST', '/v1/events', { body: leave })
    const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m1')
    expect(body).toEqual({
      kind: 'member',
      id: 'm1',
      label: label('姓名m1', 'Name m1'),
      units: [
        { tree: 'party', kind: 'branch', id: 'b1', label: label('支部b1', 'Branch b1') },
        { tree: 'party', kind: 'committee', id: 'pc1', label: label('党委c1', 'Committee c1') },
        { tree: 'territory', kind: 'grid', id: 'g1', label: label('网格g1', 'Grid g1') },
        { tree: 'territory', kind: 'block', id: 'k1', label: label('街区k1', 'Block k1') },
        { tree: 'territory', kind: 'community', id: 'c1', label: label('社区c1', 'Community c1') },
        { tree: 'territory', kind: 'street', id: 'guanlan', label: label('观澜街道', 'Guanlan') },
      ],
      attributes: { type: 'office' },
      exemptions: [{ start: '2021-07-31T16:00:00.000Z', end: '2021-08-04T16:00:00.000Z', reason: '休养' }],
    })
    expect((await app.ask('street', 'GET', '/v1/subjects/block/k1')).body.members).toBe(11)
  })

  // Would catch: rights that stay with the branch someone has left.
  it('move with their members: the secretary of the old branch sees them no more', async () => {
    const app = await openApp()
    expect((await app.ask('branch', 'GET', '/v1/subjects/member/m3')).status).toBe(200)
    const move = {
      kind: 'membership',
      id: 'x',
      tree: 'party',
      subject: { kind: 'member', id: 'm3' },
      unit: 'b2',
      start: '2021-08-09',
    }
    await app.ask('street', 'POST', '/v1/events', { body: move })
    await app.deps.books.result('street')
    expect((await app.ask('branch', 'GET', '/v1/subjects/member/m3')).status).toBe(404)
  })
})

describe('an account', () => {
  it('shows scores, places, limits, entries and history that agree with each other', async () => {
    // On 10 September more than 45 days of the quarter are over: from then on its members are ranked.
    const app = await openApp({ clock: Date.parse('2021-09-10T12:00:00+08:00') })
    for (const day of ['01', '02', '03']) {
      await app.ask('street', 'POST', '/v1/events', { body: visit(`n${day}`, 'm4', `2021-09-${day}`) })
    }
    const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m4/account?period=2021-Q3')
    expect(body.period).toMatchObject({ level: 'quarter', key: '2021-Q3', state: 'running' })
    expect(body.scores).toMatchObject([{ id: 'Q', value: '63.00', explanation: { code: 'score', value: '63' } }])
    expect(body.standings[0]).toEqual({
      ranking: 'members',
      label: label('党员积分(全街道)', 'Members'),
      rank: 1,
      of: 14,
      tied: false,
    })
    expect(body.tiers).toMatchObject([{ id: 'grade', band: 'pass', next: { band: 'good', missing: '17.00' } }])
    const visits = body.categories.find((one: { id: string }) => one.id === 'B')
    expect(visits).toMatchObject({ granted: '3', requested: '6', carried: '0' })
    const limit = (id: string) => visits.limits.find((one: { id: string }) => one.id === id)
    expect(limit('visits-month')).toMatchObject({ of: '3', times: false, used: '3', withheld: '3', window: '2021-09' })
    expect(limit('B-quarter')).toMatchObject({ of: '14', used: '3', window: '2021-Q3', withheld: '0' })
    expect(limit('B01-household')).not.toHaveProperty('used')
    expect(body.entries.map((one: { granted: string; requested: string }) => [one.requested, one.granted])).toEqual([
      ['2', '0'],
      ['2', '1'],
      ['2', '2'],
    ])
    expect(body.entries[0].withheld).toEqual([
      { limit: 'visits-month', label: label('联户走访每月 3 分', 'Visits 3 points a month'), amount: '2' },
    ])
    expect(body.entries[0].event.summary).toEqual([
      { field: 'household', label: expect.anything(), value: 'h-n03' },
      { field: 'class', label: expect.anything(), value: 'key', valueLabel: expect.anything() },
      { field: 'people', label: expect.anything(), value: '2' },
    ])
    expect(body.history.map(({ key, value }: { key: string; value: string }) => [key, value])).toEqual([
      ['2021-Q1', '60.00'],
      ['2021-Q2', '60.00'],
      ['2021-Q3', '63.00'],
    ])
  })

  // Would catch: an explanation that does not come to the number it explains.
  it('has an explanation that adds up', async () => {
    const app = await openApp()
    const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m1/account?period=2021-Q3')
    const clamp = body.scores[0].explanation.steps[0]
    const add = clamp.steps[0]
    const total = add.steps.reduce((sum: number, one: { value: string }) => sum + Number(one.value), 0)
    expect([Number(add.value), Number(clamp.value), Number(body.scores[0].value)]).toEqual([total, total, total])
  })

  // Would catch: a result of a frozen period that moves when something late comes in.
  it('keeps a frozen period, and marks what came late', async () => {
    const app = await openApp()
    const before = (await app.ask('street', 'GET', '/v1/subjects/member/m5/account?period=2021-Q1')).body
    await app.ask('street', 'POST', '/v1/events', { body: visit('late', 'm5', '2021-03-03') })
    const after = (await app.ask('street', 'GET', '/v1/subjects/member/m5/account?period=2021-Q1')).body
    expect(after.scores[0].value).toBe(before.scores[0].value)
    expect(after.entries).toMatchObject([{ late: true, granted: '2' }])
    const open = (await app.ask('street', 'GET', '/v1/subjects/member/m5/account?period=2021-Q2')).body
    expect(open.categories.find((one: { id: string }) => one.id === 'B').carried).toBe('2')
    expect(open.scores[0].value).toBe('62.00')
  })

  it('still shows what was retracted, worth nothing', async () => {
    const app = await openApp()
    await app.ask('street', 'POST', '/v1/events/test/v5/retraction', { body: { reason: 'r' } })
    const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m3/account?period=2021-Q3')
    expect(body.entries).toMatchObject([{ event: { id: 'v5' }, retracted: true, granted: '0' }])
    expect(body.scores[0].value).toBe('60.00')
  })

  it('names each rule in both languages', async () => {
    const app = await openApp()
    const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m1/account?period=2021-Q3')
    for (const { ruleText } of body.entries) {
      expect(ruleText['zh-CN']).toMatch(/\p{Script=Han}/u)
      expect(ruleText.en).toMatch(/[a-z]/)
    }
  })

  it.each([
    ['/v1/subjects/branch/b1/account?period=2021-Q2', 'Star'],
    ['/v1/subjects/grid/g1/account?period=2021-Q2', 'gridMean'],
    ['/v1/subjects/member/m1/account?level=year', 'Y'],
    ['/v1/subjects/member/m1/account?level=ever', 'honour'],
    ['/v1/subjects/community/c1/account', 'communityMean'],
  ])('%s has the score %s', async (path, score) => {
    const app = await openApp()
    const { status, body } = await app.ask('street', 'GET', path)
    expect(status).toBe(200)
    expect(body.scores.map(({ id }: { id: string }) => id)).toContain(score)
  })

  it.each(['?period=1999-Q1', '?level=quarter&period=2021'])('for %s is not found', async (query) => {
    const app = await openApp()
    expect((await app.ask('street', 'GET', `/v1/subjects/member/m1/account${query}`)).status).toBe(404)
  })
})
