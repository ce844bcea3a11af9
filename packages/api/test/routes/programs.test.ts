import { describe, expect, it } from 'vitest'
import { listAudit } from '../../src/store/audit.ts'
import { subjectSum } from '../../src/store/entries.ts'
import { program, visit } from '../small-town.ts'
import { openApp, type TestApp } from '../test-app.ts'

const newest = async (app: TestApp) => (await app.ask('street', 'GET', '/v1/programs')).body.at(-1)

async function publish(app: TestApp, change: Record<string, unknown>, etag?: string) {
  const headers = { 'if-match': etag ?? (await newest(app)).etag }
  return app.ask('street', 'POST', '/v1/programs', {
    body: { program: { ...program, ...change }, note: 'why' },
    headers,
  })
}

/** The program with another value of the rule for key visits. */
const withVisits = (points: number) => ({
  rules: (program.rules as { id: string }[]).map((rule) => (rule.id === 'B01' ? { ...rule, points } : rule)),
})

describe('the program', () => {
  it('is read with its ETag, and not sent again to whom has it', async () => {
    const app = await openApp()
    const list = (await app.ask('member', 'GET', '/v1/programs')).body
    expect(list).toMatchObject([{ version: 1, effectiveFrom: '2021-01-01', current: true, publishedBy: 'test' }])
    const read = await app.ask('member', 'GET', '/v1/programs/1')
    expect(read.headers.get('etag')).toBe(list[0].etag)
    expect(read.body).toEqual({ ...list[0], program })
    const again = await app.ask('member', 'GET', '/v1/programs/1', { headers: { 'if-none-match': list[0].etag } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await app.ask('member', 'GET', '/v1/programs/2')).status).toBe(404)
  })

  it('is published from a date on, as the next version, by the server’s clock', async () => {
    const app = await openApp()
    const answer = await publish(app, {
      ...withVisits(1),
      effectiveFrom: '2021-10-01',
      version: 77,
      publishedAt: '2001-01-01T00:00:00Z',
    })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body).toMatchObject({ version: 2, effectiveFrom: '2021-10-01', retroactive: false, entries: 0 })
    expect(answer.headers.get('location')).toBe('/v1/programs/2')
    expect(await newest(app)).toMatchObject({
      version: 2,
      publishedAt: '2021-08-10T04:00:00.000Z',
      publishedBy: 'street',
      note: 'why',
      current: false,
      etag: answer.headers.get('etag'),
    })
    expect((await app.ask('street', 'GET', '/v1/programs/2')).body.program).toMatchObject({
      version: 2,
      publishedAt: '2021-08-10T04:00:00.000Z',
    })
    expect((await listAudit(app.deps.store.read, 'town', 1))[0]).toMatchObject({
      action: 'program.published',
      account: 'street',
      target: '2',
    })
  })

  // Would catch: a date in the past that changes points without a booking, or more than the open periods.
  it('that takes effect in the past books the differences of the open periods', async () => {
    const app = await openApp()
    const sums = async () =>
      Object.fromEntries(
        await Promise.all(
          ['m1', 'm2', 'm3', 'm21'].map(async (id) => [
            id,
            await subjectSum(app.deps.store.read, 'town', { kind: 'member', id }),
          ]),
        ),
      )
    const before = await sums()
    const answer = await publish(app, { ...withVisits(1), effectiveFrom: '2021-07-01' })
    expect(answer.body).toMatchObject({ retroactive: true, entries: 2 })
    expect(await sums()).toEqual({ m1: before.m1, m2: before.m2, m3: before.m3 - 10, m21: before.m21 - 10 })
    const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m3/account?period=2021-Q3')
    expect(body.scores[0].value).toBe('61.00')
    const later = await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-02') })
    expect(later.body.entries).toMatchObject([{ points: '1', version: 2 }])
  })

  it('that switches a rule off takes its open points back', async () => {
    const app = await openApp()
    const rules = (program.rules as { id: string }[]).map((rule) => (rule.id === 'B01' ? { ...rule, off: true } : rule))
    const before = await subjectSum(app.deps.store.read, 'town', { kind: 'member', id: 'm21' })
    expect((await publish(app, { rules, effectiveFrom: '2021-07-01' })).body.entries).toBe(2)
    expect(await subjectSum(app.deps.store.read, 'town', { kind: 'member', id: 'm21' })).toBe(before - 20)
  })

  it('may not begin inside a frozen period', async () => {
    const app = await openApp()
    const answer = await publish(app, { effectiveFrom: '2021-03-01' })
    expect(answer.body.errors).toMatchObject([
      { code: 'in_frozen_period', pointer: '/program/effectiveFrom', params: { key: '2021-Q1' } },
    ])
  })

  // Would catch: two people who change the program at once, of whom one is silently overwritten.
  it('is changed only by who knows the newest version', async () => {
    const app = await openApp()
    const { etag } = await newest(app)
    const answers = await Promise.all([
      publish(app, { ...withVisits(1), effectiveFrom: '2021-10-01' }, etag),
      publish(app, { ...withVisits(3), effectiveFrom: '2021-10-01' }, etag),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412])
    const late = answers.find(({ status }) => status === 412)
    expect(late?.body).toMatchObject({
      code: 'version_changed',
      errors: [{ header: 'If-Match', params: { newest: (await newest(app)).etag } }],
    })
    const blind = await app.ask('street', 'POST', '/v1/programs', { body: { program, note: 'n' } })
    expect([blind.status, blind.body.code]).toEqual([428, 'precondition_required'])
    expect((await publish(app, { effectiveFrom: '2021-11-01' }, '*')).status).toBe(412)
  })

  it('is refused with every mistake at once', async () => {
    const app = await openApp()
    const { rules } = withVisits(2)
    const answer = await publish(app, {
      effectiveFrom: '2021-10-01',
      decimals: 2,
      rules: [
        ...rules,
        {
          id: 'Z1',
          kind: 'award',
          category: 'none',
          on: ['visit.dne'],
          to: { kind: 'member', from: 'subject' },
          points: 'many',
        },
      ],
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_program'])
    expect(answer.body.errors.length).toBeGreaterThanOrEqual(3)
    expect((await newest(app)).version).toBe(1)
  })

  it.each([
    [{ effectiveFrom: '2021-01-01' }, 'not_after_newest'],
    [{ effectiveFrom: '2020-06-01' }, 'not_after_newest'],
    [{ id: 'other', effectiveFrom: '2021-10-01' }, 'other_program'],
    [{ timeZone: 'Europe/Berlin', effectiveFrom: '2021-10-01' }, 'frame_differs'],
    [{ effectiveFrom: '2021-13-01' }, 'wrong_format'],
  ])('with %j is refused: %s', async (change, code) => {
    const app = await openApp()
    const answer = await publish(app, change)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((one: { code: string }) => one.code)).toContain(code)
  })

  // Would catch: books that go on with the old program, or that lose it at the next start.
  it('is the one that counts after the server was started anew', async () => {
    const app = await openApp()
    await publish(app, { ...withVisits(1), effectiveFrom: '2021-07-01' })
    const { Books } = await import('../../src/books/books.ts')
    const again = await Books.open(app.deps.store, app.deps.books.organisation, app.deps.books.now)
    const [old, fresh] = [await app.deps.books.result(), await again.result()]
    expect(again.plan.versions.length).toBe(2)
    expect(fresh.awards()).toEqual(old.awards())
  })
})

describe('a trial', () => {
  it('tells what a program would change, and changes nothing', async () => {
    const app = await openApp()
    const { status, body } = await app.ask('street', 'POST', '/v1/trials', {
      body: { program: { ...program, ...withVisits(1) } },
    })
    expect(status).toBe(200)
    expect(body.rules.find((one: { rule: string }) => one.rule === 'B01')).toMatchObject({
      before: '12',
      after: '6',
      label: { en: 'Visit, key care' },
    })
    expect(body.scores).toContainEqual({
      score: 'Q',
      label: { 'zh-CN': '季度积分', en: 'Quarter score' },
      key: '2021-Q2',
      subject: { kind: 'member', id: 'm1', label: { 'zh-CN': '姓名m1', en: 'Name m1' } },
      before: '62.00',
      after: '61.00',
    })
    expect((await newest(app)).version).toBe(1)
    expect((await app.ask('street', 'GET', '/v1/subjects/member/m1/account?period=2021-Q2')).body.scores[0].value).toBe(
      '62.00',
    )
  })

  it('of the program in force is empty', async () => {
    const app = await openApp()
    const { body } = await app.ask('street', 'POST', '/v1/trials', { body: { program } })
    expect([body.scores, body.ranks, body.tiers]).toEqual([[], [], []])
  })

  it('of a program with mistakes lists them', async () => {
    const app = await openApp()
    const { status, body } = await app.ask('street', 'POST', '/v1/trials', {
      body: { program: { ...program, scores: [{ id: 'Q' }] } },
    })
    expect([status, body.code]).toEqual([422, 'invalid_program'])
    expect(body.errors.every(({ pointer }: { pointer: string }) => pointer.startsWith('/program/'))).toBe(true)
  })
})
