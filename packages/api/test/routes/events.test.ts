import { describe, expect, it } from 'vitest'
import { listAudit } from '../../src/store/audit.ts'
import { subjectSum } from '../../src/store/entries.ts'
import { visit } from '../small-town.ts'
import { openApp, type TestApp } from '../test-app.ts'

const record = (app: TestApp, body: unknown, who = 'street') => app.ask(who, 'POST', '/v1/events', { body })
const sum = (app: TestApp, id: string) => subjectSum(app.deps.store.read, 'town', { kind: 'member', id })

describe('recording one item', () => {
  it('answers with the bookings it led to', async () => {
    const app = await openApp()
    const { status, body } = await record(app, visit('n1', 'm5', '2021-08-01', { participants: ['m6'] }))
    expect(status).toBe(201)
    expect(body).toEqual({
      outcome: 'created',
      ref: { source: 'test', id: 'n1' },
      entries: ['m5', 'm6'].map((id) => ({
        kind: 'award',
        subject: { kind: 'member', id, label: { 'zh-CN': `姓名${id}`, en: `Name ${id}` } },
        event: { source: 'test', id: 'n1' },
        rule: 'B01',
        version: 1,
        category: 'B',
        points: '2',
        occurredAt: '2021-08-01T02:00:00.000Z',
      })),
    })
    expect(await sum(app, 'm5')).toBe(20)
  })

  // Would catch: an item that counts twice because the first answer was lost.
  it('twice changes nothing and says that it exists', async () => {
    const app = await openApp()
    const first = await record(app, visit('n1', 'm5', '2021-08-01'))
    const again = await record(app, visit('n1', 'm5', '2021-08-01'))
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual({ outcome: 'exists', ref: { source: 'test', id: 'n1' }, entries: [] })
    expect(await sum(app, 'm5')).toBe(20)
  })

  // Would catch: duplicates that slip in together, before either is stored.
  it('many times at once is recorded once', async () => {
    const app = await openApp()
    const answers = await Promise.all(Array.from({ length: 20 }, () => record(app, visit('n1', 'm5', '2021-08-01'))))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201])
    expect(await sum(app, 'm5')).toBe(20)
  })

  it.each([
    [{ subject: 'm6' }, 'exists_with_different_subject'],
    [{ occurredAt: '2021-08-02T10:00:00+08:00' }, 'exists_with_different_occurred_at'],
    [{ type: 'deed.done', attributes: {} }, 'exists_with_different_type'],
    [{ attributes: { household: 'h-n1', class: 'regular', people: 2 } }, 'exists_with_different_class'],
  ])('with other content (%j) names what differs', async (change, outcome) => {
    const app = await openApp()
    await record(app, visit('n1', 'm5', '2021-08-01'))
    const { status, body } = await record(app, visit('n1', 'm5', '2021-08-01', change))
    expect([status, body.code, body.outcome, body.errors[0].code]).toEqual([
      409,
      'exists_with_different_content',
      outcome,
      outcome,
    ])
    expect(await sum(app, 'm5')).toBe(20)
  })

  // Would catch: mistakes that come back one by one.
  it('refuses with every mistake and its place', async () => {
    const app = await openApp()
    const { status, body } = await record(app, {
      id: '',
      type: 'visit.dne',
      occurredAt: 'yesterday',
      subject: 7,
      attributes: { people: 'three' },
      extra: true,
    })
    expect([status, body.code, body.outcome]).toEqual([422, 'refused', 'refused'])
    const found = body.errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)
    expect(found).toEqual(
      expect.arrayContaining(['unknown_activity /type', 'wrong_format /occurredAt', 'wrong_type /subject']),
    )
    expect(found.length).toBeGreaterThanOrEqual(5)
  })

  // Would catch: an event of tomorrow, which would lie in the log unseen.
  it('refuses what is still to happen, but takes a roster fact for later', async () => {
    const app = await openApp()
    const late = await record(app, visit('n1', 'm5', '2021-08-11'))
    expect(late.body.errors).toMatchObject([
      { code: 'in_the_future', pointer: '/occurredAt', params: { asOf: '2021-08-10T04:00:00.000Z' } },
    ])
    const move = {
      kind: 'membership',
      id: 'n2',
      tree: 'party',
      subject: { kind: 'member', id: 'm5' },
      unit: 'b2',
      start: '2021-09-01',
    }
    expect((await record(app, move)).status).toBe(201)
  })

  // Would catch: a sender who dates the receipt into a period that is already frozen.
  it('dates the receipt itself', async () => {
    const app = await openApp()
    const forged = await record(app, visit('n1', 'm5', '2021-02-01', { receivedAt: '2021-02-01T10:00:00+08:00' }))
    expect(forged.body.errors).toMatchObject([{ code: 'set_by_server', pointer: '/receivedAt', params: {} }])
    await record(app, visit('n1', 'm5', '2021-02-01'))
    const { body } = await app.ask('street', 'GET', '/v1/events/test/n1')
    expect(body).toMatchObject({ receivedAt: '2021-08-10T04:00:00.000Z', recordedBy: 'street' })
  })

  it('keeps the name of a new subject apart from the log', async () => {
    const app = await openApp()
    const label = { 'zh-CN': '欧阳娜娜', en: 'Ouyang Nana' }
    const fact = { kind: 'subject', id: 's1', subject: { kind: 'member', id: 'm99' }, label, start: '2021-08-01' }
    expect((await record(app, fact)).status).toBe(201)
    expect((await app.ask('street', 'GET', '/v1/subjects/member/m99')).body.label).toEqual(label)
    const bodies = JSON.stringify(await app.deps.store.read.selectFrom('item').select('body').execute())
    expect(bodies).not.toContain('欧阳娜娜')
    expect(bodies).not.toContain('Ouyang')
  })

  it('takes an id with every character that a path cannot carry as it is', async () => {
    const app = await openApp()
    const id = 'a/b?c#d%20 e&中文😀'
    expect((await record(app, { ...visit('x', 'm5', '2021-08-01'), id, source: '' })).status).toBe(201)
    const { status, body } = await app.ask('street', 'GET', `/v1/events/-/${encodeURIComponent(id)}`)
    expect([status, body.id, body.source]).toEqual([200, id, ''])
  })
})

describe('recording a batch', () => {
  const lines = [
    visit('n1', 'm5', '2021-08-01'),
    { ...visit('n2', 'm5', '2021-08-02'), type: 'visit.dne' },
    visit('n1', 'm5', '2021-08-01'),
    visit('n1', 'm6', '2021-08-01'),
    visit('v1', 'm1', '2021-02-03'),
    visit('n3', 'm7', '2021-08-12'),
  ]
  const outcomes = [
    [1, 'created', []],
    [2, 'refused', ['unknown_activity']],
    [3, 'exists', []],
    [4, 'exists_with_different_subject', []],
    [5, 'exists', []],
    [6, 'refused', ['in_the_future']],
  ]
  const told = (body: { results: { line: number; outcome: string; issues: { code: string }[] }[] }) =>
    body.results.map(({ line, outcome, issues }) => [line, outcome, issues.map(({ code }) => code)])

  // Would catch: a batch that fails as a whole for one bad line, or that forgets to answer one.
  it('keeps what is valid and answers every line', async () => {
    const app = await openApp()
    const { status, body } = await app.ask('street', 'POST', '/v1/events/batch', { body: lines })
    expect(status).toBe(200)
    expect(told(body)).toEqual(outcomes)
    expect(body).toMatchObject({ created: 1, exists: 2, conflicts: 1, refused: 2 })
    expect(await sum(app, 'm5')).toBe(20)
    expect((await listAudit(app.deps.store.read, 'town', 1))[0]).toMatchObject({
      action: 'batch.recorded',
      detail: { lines: 6, created: 1 },
    })
  })

  it('reads NDJSON line by line, numbering the lines as they stand', async () => {
    const app = await openApp()
    const raw = ['', ...lines.map((line) => JSON.stringify(line)), '{"id":', '{"id":"a","id":"b"}', ''].join('\n')
    const { body } = await app.ask('street', 'POST', '/v1/events/batch', {
      raw,
      headers: { 'content-type': 'application/x-ndjson' },
    })
    const later = outcomes.map(([line, ...rest]) => [(line as number) + 1, ...rest])
    expect(told(body)).toEqual([...later, [8, 'refused', ['json_syntax']], [9, 'refused', ['duplicate_key']]])
  })

  it('tells apart the elements of an array that cannot be accepted', async () => {
    const app = await openApp()
    const raw = `[${JSON.stringify(lines[0])}, {"id":"n8","id":"n9"}, {"id":"n9","attributes":{"people":9007199254740993}}]`
    const { body } = await app.ask('street', 'POST', '/v1/events/batch', {
      raw,
      headers: { 'content-type': 'application/json' },
    })
    expect(body.results).toEqual([
      { line: 1, outcome: 'created', issues: [] },
      { line: 2, outcome: 'refused', issues: [{ code: 'duplicate_key', path: '/id', params: { key: 'id' } }] },
      {
        line: 3,
        outcome: 'refused',
        issues: [{ code: 'number_not_exact', path: '/attributes/people', params: { value: '9007199254740993' } }],
      },
    ])
  })

  it.each([
    ['{}', 422],
    ['[1', 400],
    ['', 400],
  ])('that is %j is refused with %i', async (raw, status) => {
    const app = await openApp()
    const answer = await app.ask('street', 'POST', '/v1/events/batch', {
      raw,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(status)
  })

  // Would catch: a difference between recording one by one and recording many together.
  it('leads to the same ledger as one request for each line', async () => {
    const many = Array.from({ length: 60 }, (_, i) =>
      visit(`n${i}`, `m${(i % 8) + 1}`, `2021-0${(i % 7) + 1}-1${i % 9}`),
    )
    const [one, all] = [await openApp(), await openApp()]
    for (const item of many) await record(one, item)
    await all.ask('street', 'POST', '/v1/events/batch', { body: many })
    for (let i = 1; i <= 8; i++) expect(await sum(all, `m${i}`), `m${i}`).toBe(await sum(one, `m${i}`))
  })
})

describe('retracting', () => {
  const retract = (app: TestApp, path: string, body: unknown = { reason: 'entered twice' }) =>
    app.ask('street', 'POST', `/v1/events/${path}/retraction`, { body })

  it('takes the points back and keeps the item', async () => {
    const app = await openApp()
    await record(app, visit('n1', 'm21', '2021-08-01'))
    const before = await sum(app, 'm21')
    const { status, body } = await retract(app, 'test/n1')
    expect(status).toBe(201)
    expect(body.entries).toMatchObject([
      { kind: 'reversal', rule: 'B01', points: '-2', event: { source: 'test', id: 'n1' } },
    ])
    expect(await sum(app, 'm21')).toBe(before - 20)
    const item = (await app.ask('street', 'GET', '/v1/events/test/n1')).body
    expect(item).toMatchObject({ retracted: true, awards: [], retractions: [{ reason: 'entered twice' }] })
  })

  // Would catch: points taken back twice.
  it('twice is told that it has been done, also when both ask at once', async () => {
    const app = await openApp()
    const answers = await Promise.all([retract(app, 'test/v4'), retract(app, 'test/v4'), retract(app, 'test/v4')])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await retract(app, 'test/v4')).body.code).toBe('already_retracted')
  })

  it('a retraction lets the item count again, and it may be retracted again', async () => {
    const app = await openApp()
    const before = await sum(app, 'm21')
    const first = (await retract(app, 'test/v4')).body.ref
    app.time.organisation += 1000
    expect((await retract(app, `${first.source}/${first.id}`)).status).toBe(201)
    expect(await sum(app, 'm21')).toBe(before)
    app.time.organisation += 1000
    expect((await retract(app, 'test/v4')).status).toBe(201)
    expect(await sum(app, 'm21')).toBe(before - 20)
  })

  // Would catch: a limit that forgets what waited behind the retracted event.
  it('frees what the item had used of a limit', async () => {
    const app = await openApp()
    await record(app, visit('n1', 'm5', '2021-08-01'))
    const capped = await record(app, visit('n2', 'm5', '2021-08-02'))
    expect(capped.body.entries).toMatchObject([{ points: '1' }])
    const { body } = await retract(app, 'test/n1')
    expect(body.entries).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'reversal', points: '-2' }),
        expect.objectContaining({ kind: 'settlement', points: '1', event: { source: 'test', id: 'n2' } }),
      ]),
    )
  })

  it.each([{}, { reason: '' }, { reason: '   ' }, { reason: 5 }, { reason: 'x', more: 1 }])(
    'needs a reason: %j',
    async (body) => {
      const app = await openApp()
      const answer = await retract(app, 'test/v4', body)
      expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request'])
    },
  )
})

describe('listing items', () => {
  it('shows the latest first, page by page, each once', async () => {
    const app = await openApp()
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const { body }: { body: { items: { id: string }[]; next: string | null } } = await app.ask(
        'street',
        'GET',
        `/v1/events?limit=2${next ? `&cursor=${next}` : ''}`,
      )
      seen.push(...body.items.map(({ id }) => id))
      next = body.next
    }
    expect(seen).toEqual(['council-1', 'v5', 'v4', 'v3', 'v2', 'v1'])
  })

  it.each([
    ['street', '?type=council.meeting', ['council-1']],
    ['street', '?subject=member/m21', ['v4', 'v3']],
    ['street', '?subject=member/m21&type=council.meeting', []],
    ['street', '?kind=decision', ['freeze-q1']],
    ['community', '', ['council-1', 'v5', 'v3', 'v2', 'v1']],
    ['branch', '', ['council-1', 'v5', 'v3', 'v2', 'v1']],
    ['branch', '?subject=member/m3', ['v5']],
    ['branch', '?kind=decision', []],
    ['member', '', []],
  ])('for %s with "%s" gives %j', async (who, query, ids) => {
    const app = await openApp()
    const { body } = await app.ask(who, 'GET', `/v1/events${query}`)
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  // Would catch: other people's names and ids in a list of one's own.
  it('shows only as a number who else is named outside the scope', async () => {
    const app = await openApp()
    const { body } = await app.ask('branch', 'GET', '/v1/events/test/v3')
    expect(body.subjects).toEqual([{ kind: 'member', id: 'm2', label: { 'zh-CN': '姓名m2', en: 'Name m2' } }])
    expect(body.others).toBe(1)
    expect(body.awards.map(({ subject }: { subject: { id: string } }) => subject.id)).toEqual(['m2'])
    expect(JSON.stringify(body)).not.toContain('m21')
  })

  it('tells what an item is and what came of it', async () => {
    const app = await openApp()
    const { body } = await app.ask('street', 'GET', '/v1/events/test/v1')
    expect(body).toEqual({
      source: 'test',
      id: 'v1',
      kind: 'event',
      type: 'visit.done',
      label: { 'zh-CN': '联户走访', en: 'Household visited' },
      occurredAt: '2021-02-03T02:00:00.000Z',
      receivedAt: '2021-02-03T02:00:00.000Z',
      recordedBy: 'test',
      details: { household: 'h-v1', class: 'key', people: 2 },
      subjects: [{ kind: 'member', id: 'm1', label: { 'zh-CN': '姓名m1', en: 'Name m1' } }],
      others: 0,
      retracted: false,
      awards: [
        {
          rule: 'B01',
          ruleLabel: { 'zh-CN': '联户走访·重点关心', en: 'Visit, key care' },
          version: 1,
          category: 'B',
          subject: { kind: 'member', id: 'm1', label: { 'zh-CN': '姓名m1', en: 'Name m1' } },
          requested: '2',
          granted: '2',
          withheld: [],
        },
      ],
      retractions: [],
    })
  })
})
