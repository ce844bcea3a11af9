import { describe, expect, it } from 'vitest'
import { program, smallTown } from '../small-town.ts'
import { openApp } from '../test-app.ts'

type Line = { subject: { id: string }; rank: number; value: string }

const ids = (body: { items: Line[] }) => body.items.map(({ subject }) => subject.id)

describe('standings', () => {
  it('of the street admin are all, of the newest decided period unless another is asked for', async () => {
    const app = await openApp()
    const { body } = await app.ask('street', 'GET', '/v1/standings')
    expect(body).toMatchObject({
      ranking: 'members',
      period: { level: 'quarter', key: '2021-Q1' },
      visible: 'all',
      total: 14,
      next: null,
    })
    const second = (await app.ask('street', 'GET', '/v1/standings?period=2021-Q2')).body
    expect(second.items.slice(0, 4)).toMatchObject([
      {
        rank: 1,
        tied: true,
        value: '62.00',
        subject: { id: 'm1', label: { en: 'Name m1' } },
        unit: { kind: 'branch', id: 'b1' },
        previousRank: 1,
      },
      { rank: 1, tied: true, value: '62.00', subject: { id: 'm2' }, previousRank: 2 },
      { rank: 1, tied: true, value: '62.00', subject: { id: 'm21' } },
      { rank: 4, value: '60.00' },
    ])
  })

  it.each([
    ['community', ['m1', 'm11', 'm12', 'm13', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'], 'scope'],
    ['branch', ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'], 'scope'],
  ])('of the %s secretary are those of the scope', async (who, expected, visible) => {
    const app = await openApp()
    const { body } = await app.ask(who, 'GET', '/v1/standings?period=2021-Q1')
    expect([ids(body).sort(), body.visible, body.total]).toEqual([expected, visible, expected.length])
  })

  // Would catch: a member who can read the whole ranking by asking with a larger k, a unit, another centre or a page.
  it.each([
    ['', ['m2', 'm3', 'm4', 'm5', 'm6', 'm7'].slice(0)],
    ['&k=1', ['m3', 'm4', 'm5']],
    ['&k=0', ['m4']],
    ['&k=50', ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']],
    ['&around=member/m4&k=2', ['m2', 'm3', 'm4', 'm5', 'm6']],
    ['&limit=200', ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']],
    ['&within=branch/b3', []],
    ['&within=street/guanlan&k=50', ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7']],
  ])('of a member ("%s") are at most three neighbours on either side in the own branch', async (query, expected) => {
    const app = await openApp()
    const { body } = await app.ask('member', 'GET', `/v1/standings?period=2021-Q1${query}`)
    const wanted = query === '' ? ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'] : expected
    expect([ids(body), body.visible, body.total]).toEqual([wanted, 'neighbours', 8])
  })

  it('of units are for a member the own ones only', async () => {
    const app = await openApp()
    const { body } = await app.ask('member', 'GET', '/v1/standings?ranking=grids&period=2021-Q2')
    expect([ids(body), body.visible]).toEqual([['g1'], 'self'])
  })

  it.each([
    ['none', [], 'none'],
    ['self', ['m4'], 'self'],
    ['branch', ['m1', 'm2', 'm3', 'm4', 'm5'], 'neighbours'],
    ['all', ['m2', 'm3', 'm4', 'm5', 'm6'], 'neighbours'],
  ])('of a member where the program says "%s" are %j', async (rankings, expected, visible) => {
    const app = await openApp()
    const etag = (await app.ask('street', 'GET', '/v1/programs')).body[0].etag
    const next = { ...program, effectiveFrom: '2021-08-10', visibility: { rankings, neighbours: 2 } }
    const published = await app.ask('street', 'POST', '/v1/programs', {
      body: { program: next, note: 'n' },
      headers: { 'if-match': etag },
    })
    expect(published.status, published.text).toBe(201)
    const { body } = await app.ask('member', 'GET', '/v1/standings?period=2021-Q2&k=2')
    expect(body.visible).toBe(visible)
    if (rankings === 'none' || rankings === 'self') expect(ids(body)).toEqual(expected)
    else expect(body.items.length).toBe(5)
    const account = (await app.ask('member', 'GET', '/v1/subjects/member/m4/account')).body
    expect(account.standings.length > 0).toBe(rankings !== 'none')
  })

  it('go page by page, each subject once', async () => {
    const app = await openApp()
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body }: { body: { items: Line[]; next: string | null } } = await app.ask(
        'street',
        'GET',
        `/v1/standings?limit=5${next ? `&cursor=${next}` : ''}`,
      )
      seen.push(...ids(body))
      next = body.next
    }
    expect(seen.length).toBe(14)
    expect(new Set(seen).size).toBe(14)
  })

  // Would catch: a place of a period that is missing in its own branch, because its member has moved since.
  it('within a branch are those of the branch in that period, also of members who have moved since', async () => {
    const move = { kind: 'membership', source: 'roster', tree: 'party', subject: { kind: 'member', id: 'm8' } }
    const items = smallTown().map((item) =>
      (item as { id?: string }).id === 'party-member-m8' ? { ...(item as object), end: '2021-08-01' } : item,
    )
    const app = await openApp({ items: [...items, { ...move, id: 'moved-m8', unit: 'b2', start: '2021-08-01' }] })
    const inBranch = async (unit: string) =>
      ids(
        (await app.ask('street', 'GET', `/v1/standings?ranking=membersInBranch&period=2021-Q2&within=branch/${unit}`))
          .body,
      )
    expect((await inBranch('b1')).toSorted()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'])
    expect((await inBranch('b2')).toSorted()).toEqual(['m11', 'm12', 'm13'])
  })

  it.each(['ranking=nothing', 'period=1999-Q1', 'around=member/nobody'])('for %s are not found', async (query) => {
    const app = await openApp()
    expect((await app.ask('street', 'GET', `/v1/standings?${query}`)).status).toBe(404)
  })

  it('carry the bands of every tier that stands on their score', async () => {
    const app = await openApp()
    const { body } = await app.ask('street', 'GET', '/v1/standings?period=2021-Q2&limit=1')
    expect(body.items[0].tiers).toEqual({ grade: 'pass' })
  })
})

describe('periods and rankings', () => {
  it('lists the periods of a level with their states', async () => {
    const app = await openApp()
    const { body } = await app.ask('member', 'GET', '/v1/periods?level=quarter')
    expect(body).toEqual([
      {
        level: 'quarter',
        key: '2021-Q1',
        start: '2020-12-31T16:00:00.000Z',
        end: '2021-03-31T16:00:00.000Z',
        state: 'frozen',
      },
      {
        level: 'quarter',
        key: '2021-Q2',
        start: '2021-03-31T16:00:00.000Z',
        end: '2021-06-30T16:00:00.000Z',
        state: 'open',
      },
      {
        level: 'quarter',
        key: '2021-Q3',
        start: '2021-06-30T16:00:00.000Z',
        end: '2021-09-30T16:00:00.000Z',
        state: 'running',
      },
    ])
  })

  // Would catch: a period without an end or a start, which is no date.
  it('lists the periods of every level, also the one that never ends', async () => {
    const app = await openApp()
    const { body } = await app.ask('member', 'GET', '/v1/periods')
    expect(body.find((one: { level: string }) => one.level === 'ever')).toEqual({
      level: 'ever',
      key: 'ever',
      start: '2020-12-31T16:00:00.000Z',
      end: null,
      state: 'open',
    })
  })

  it('lists rankings with the tiers that stand on their score', async () => {
    const app = await openApp()
    const { body } = await app.ask('member', 'GET', '/v1/rankings')
    expect(body.find((one: { id: string }) => one.id === 'branches')).toMatchObject({
      kind: 'branch',
      level: 'quarter',
      within: null,
      score: { id: 'Star' },
      tiers: [{ id: 'star', bands: [{ id: '5' }, { id: '4' }, { id: '3' }, { id: '2' }, { id: '1' }] }],
    })
  })
})
