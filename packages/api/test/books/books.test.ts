import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Books } from '../../src/books/books.ts'
import { sumsOf } from '../../src/books/ledger-difference.ts'
import { bookedSums } from '../../src/store/entries.ts'
import { type Connect, connectSqlite } from '../../src/store/sqlite.ts'
import { program, smallTown, visit } from '../small-town.ts'
import { openApp, type TestApp } from '../test-app.ts'

/** What the ledger holds and what a full scoring gives, in a form that can be compared: they must never differ. */
async function bothLedgers(app: TestApp) {
  const written = (sums: Awaited<ReturnType<typeof bookedSums>>) =>
    sums
      .filter(({ points }) => points !== 0)
      .map(({ subject, rule, category, event, points }) =>
        [subject.kind, subject.id, rule, category, event.source, event.id, points].join(' '),
      )
      .sort()
  const { store, books } = app.deps
  const anew = await Books.open(store, books.organisation, books.now)
  return {
    stored: written(await bookedSums(store.read, 'town')),
    scored: written(sumsOf((await anew.result()).awards())),
  }
}

/** A connection of which the statements that `broken` names fail as a full disk does, while `broken` says so. */
function failing(broken: (sql: string) => boolean): Connect {
  return async (path) => {
    const real = await connectSqlite(path)
    return {
      ...real,
      async query(sql, parameters) {
        if (broken(sql)) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
        return real.query(sql, parameters)
      },
    }
  }
}

describe('the books', () => {
  // Would catch: a ledger that drifts from the log: a booking that is missing, twice, or of another size.
  it('keep a ledger that equals a full scoring, whatever comes in, in whatever order', async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'))
    const member = fc.constantFrom('m1', 'm2', 'm3', 'm11', 'm21')
    const event = fc
      .tuple(fc.nat(30), member, fc.constantFrom('02', '05', '07', '08'), day)
      .map(([n, subject, month, on]) =>
        visit(
          `e${n}`,
          subject,
          `2021-${month}-${month === '08' ? '0' : ''}${month === '08' ? on.slice(1) : on}`.replace('-00', '-09'),
        ),
      )
    const retraction = fc.nat(30).map((n) => ({
      kind: 'retraction',
      source: 'test',
      id: `r${n}`,
      target: { source: 'test', id: `e${n}` },
      at: '2021-08-10T09:00:00+08:00',
      reason: 'r',
    }))
    const fact = fc.tuple(fc.nat(5), member, day).map(([n, id, on]) => ({
      kind: 'exemption',
      source: 'test',
      id: `x${n}`,
      subject: { kind: 'member', id },
      start: `2021-07-${on}`,
      reason: 'r',
    }))
    const duty = fc.tuple(fc.nat(3), member).map(([n, id]) => ({
      kind: 'assignment',
      source: 'test',
      id: `k${n}`,
      subject: { kind: 'member', id },
      name: 'keyHousehold',
      object: `h-e${n}`,
      start: '2021-05-01',
    }))
    const request = fc.array(fc.oneof({ weight: 6, arbitrary: event }, retraction, fact, duty), {
      minLength: 1,
      maxLength: 6,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 6 }), fc.boolean(), async (requests, atOnce) => {
        const app = await openApp()
        const send = (body: unknown) => app.ask('street', 'POST', '/v1/events/batch', { body })
        if (atOnce) await Promise.all(requests.map(send))
        else for (const one of requests) await send(one)
        const { stored, scored } = await bothLedgers(app)
        expect(stored).toEqual(scored)
      }),
      { seed: 20220520, numRuns: 25, endOnFailure: true },
    )
  })

  // Would catch: the other path of a large batch: bookings that are missing or have the wrong sign when awards vanish.
  it('keep it also through a large batch that takes back as much as it brings', async () => {
    const app = await openApp()
    const brought = Array.from({ length: 30 }, (_, i) =>
      visit(`n${i}`, `m${(i % 8) + 1}`, `2021-07-${i + 1}`.replace(/-(\d)$/, '-0$1')),
    )
    const taken = ['v1', 'v2', 'v3', 'v4', 'v5', 'n3', 'n4', 'n5', 'n6', 'n7', 'n8', 'council-1'].map((id) => ({
      kind: 'retraction',
      source: 'test',
      id: `r-${id}`,
      target: { source: 'test', id },
      at: '2021-08-10T09:00:00+08:00',
      reason: 'r',
    }))
    const { body } = await app.ask('street', 'POST', '/v1/events/batch', { body: [...brought, ...taken] })
    expect(body.created).toBe(42)
    const { stored, scored } = await bothLedgers(app)
    expect(stored).toEqual(scored)
    expect(scored.length).toBeGreaterThan(10)
  })

  // Would catch: a book that keeps what was never stored, and so counts what a restart forgets.
  it('forget what could not be stored', async () => {
    let full = false
    const app = await openApp({ connect: failing((sql) => full && /^insert into item\s/.test(sql)) })
    await app.deps.books.result()
    full = true
    const refused = await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })
    expect([refused.status, refused.body.code, refused.body.transient]).toEqual([503, 'storage_unavailable', true])
    full = false
    expect((await app.ask('street', 'GET', '/v1/events/test/n1')).status).toBe(404)
    expect((await app.ask('street', 'GET', '/v1/subjects/member/m5/account?period=2021-Q3')).body.entries).toEqual([])
    const again = await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })
    expect([again.status, again.body.entries.length]).toEqual([201, 1])
    const { stored, scored } = await bothLedgers(app)
    expect(stored).toEqual(scored)
  })

  // Would catch: books that cannot be opened and so are never opened again, or are tried again without pause.
  it('are closed while the store cannot be read, and open again with it', async () => {
    let broken = false
    let tries = 0
    const connect = failing((sql) => {
      if (broken && sql.includes('from "program_version"')) tries += 1
      return broken && (/^insert into item\s/.test(sql) || sql.includes('from "program_version"'))
    })
    const app = await openApp({ connect })
    await app.deps.books.result()
    broken = true
    expect((await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })).status).toBe(503)
    expect((await app.ask('street', 'GET', '/v1/standings')).body).toMatchObject({ code: 'storage_unavailable' })
    const before = tries
    await pause(300)
    expect(tries).toBe(before)
    broken = false
    expect((await app.ask('street', 'GET', '/v1/standings')).status).toBe(200)
    expect((await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })).status).toBe(201)
  })

  // Would catch: one request that cannot be stored and fails all that wait beside it.
  it('store the other requests of a group when one cannot be', async () => {
    let poisoned = false
    const connect: Connect = async (path) => {
      const real = await connectSqlite(path)
      return {
        ...real,
        async query(sql, parameters) {
          if (poisoned && /^insert into item\s/.test(sql) && JSON.stringify(parameters).includes('poison')) {
            throw Object.assign(new Error('no'), { code: 'SQLITE_IOERR' })
          }
          return real.query(sql, parameters)
        },
      }
    }
    const app = await openApp({ connect })
    poisoned = true
    const answers = await Promise.all(
      ['n1', 'poison', 'n3'].map((id) =>
        app.ask('street', 'POST', '/v1/events', { body: visit(id, 'm5', '2021-08-01') }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 503, 201])
    poisoned = false
    const { stored, scored } = await bothLedgers(app)
    expect(stored).toEqual(scored)
  })

  // Would catch: half an item: its row without its bookings, when the second statement fails.
  it.each(['insert into item_subject', 'insert into ledger_entry', 'insert into "setting"', 'commit'])(
    'store all of a request or nothing, when "%s" fails',
    async (statement) => {
      let full = false
      const app = await openApp({ connect: failing((sql) => full && sql.startsWith(statement)) })
      const rows = async () => {
        const read = app.deps.store.read
        const count = async (table: 'item' | 'item_subject' | 'ledger_entry') =>
          (await read.selectFrom(table).select('organisation').execute()).length
        return [await count('item'), await count('item_subject'), await count('ledger_entry')]
      }
      const before = await rows()
      full = true
      expect((await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })).status).toBe(
        503,
      )
      full = false
      expect(await rows()).toEqual(before)
      expect((await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })).status).toBe(
        201,
      )
    },
  )

  // Would catch: one transaction, and one fsync, for each of many clients.
  it('store what many clients send at once in few transactions', async () => {
    const app = await openApp()
    const before = { ...app.deps.store.count }
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        app.ask('street', 'POST', '/v1/events', { body: visit(`n${i}`, `m${(i % 8) + 1}`, '2021-08-01') }),
      ),
    )
    expect(answers.every(({ status }) => status === 201)).toBe(true)
    expect(app.deps.store.count.transactions - before.transactions).toBeLessThan(10)
    const { stored, scored } = await bothLedgers(app)
    expect(stored).toEqual(scored)
  })

  // Would catch: a cache that shows people a state without what they have just sent.
  it('show everyone at least what they have recorded themselves', async () => {
    const app = await openApp()
    for (let i = 0; i < 10; i++) {
      await app.ask('street', 'POST', '/v1/events', { body: visit(`n${i}`, 'm5', `2021-07-1${i}`) })
      const { body } = await app.ask('street', 'GET', '/v1/subjects/member/m5/account?period=2021-Q3')
      expect(body.entries.length).toBe(i + 1)
    }
  })

  // Would catch: a result that is computed again for every reader, or that stays old when writing stops.
  it('show the others the new state once nobody is recording any more', async () => {
    const app = await openApp()
    const entries = async () =>
      (await app.ask('branch', 'GET', '/v1/subjects/member/m5/account?period=2021-Q3')).body.entries.length
    expect(await entries()).toBe(0)
    const first = await app.deps.books.result()
    expect(await app.deps.books.result()).toBe(first)
    await app.ask('street', 'POST', '/v1/events', { body: visit('n1', 'm5', '2021-08-01') })
    for (let i = 0; i < 100 && (await entries()) === 0; i++) await pause(20)
    expect(await entries()).toBe(1)
  })

  // Would catch: deductions for what was not done that are booked at no restart, or at every one.
  it('book once what time alone brings, and not again at the next start', async () => {
    const app = await openApp()
    const duty = {
      kind: 'assignment',
      id: 'k1',
      subject: { kind: 'member', id: 'm6' },
      name: 'keyHousehold',
      object: 'h-77',
      start: '2021-08-01',
    }
    await app.ask('street', 'POST', '/v1/events', { body: duty })
    app.time.organisation = Date.parse('2021-09-20T12:00:00+08:00')
    await app.deps.books.advance()
    const sums = async () => (await bookedSums(app.deps.store.read, 'town')).filter(({ rule }) => rule === 'N06')
    expect(await sums()).toMatchObject([{ subject: { id: 'm6' }, points: -10 }])
    await app.deps.books.advance()
    const again = await Books.open(app.deps.store, app.deps.books.organisation, app.deps.books.now)
    await again.advance()
    expect(await sums()).toMatchObject([{ subject: { id: 'm6' }, points: -10 }])
    const entries = await app.deps.store.read
      .selectFrom('ledger_entry')
      .select('seq')
      .where('rule', '=', 'N06')
      .execute()
    expect(entries.length).toBe(1)
  })

  it('number items and bookings without a gap', async () => {
    const app = await openApp()
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        app.ask('street', 'POST', '/v1/events', { body: visit(`n${i}`, 'm1', '2021-08-01') }),
      ),
    )
    await app.ask('street', 'POST', '/v1/events/test/n1/retraction', { body: { reason: 'r' } })
    for (const table of ['item', 'ledger_entry'] as const) {
      const rows = await app.deps.store.read.selectFrom(table).select('seq').orderBy('seq').execute()
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1))
    }
  })
})

describe('flat records', () => {
  // Would catch: a flat record that is stored as it came, and can no longer be read when the program's `input` changes.
  it('are stored in the form of the reference', async () => {
    const input = { id: 'nr', type: 'what', occurredAt: 'when', subject: 'who', source: { constant: 'sheet' } }
    const items = smallTown()
    const app = await openApp({ items })
    const etag = (await app.ask('street', 'GET', '/v1/programs')).body[0].etag
    await app.ask('street', 'POST', '/v1/programs', {
      body: { program: { ...program, effectiveFrom: '2021-08-01', input }, note: 'n' },
      headers: { 'if-match': etag },
    })
    const flat = {
      nr: 'f1',
      what: 'volunteer.done',
      when: '2021-08-02T09:00:00+08:00',
      who: 'm7',
      project: 'river',
      hours: 1.5,
    }
    const answer = await app.ask('street', 'POST', '/v1/events', { body: flat })
    expect(answer.status, answer.text).toBe(201)
    const { body } = (await app.deps.store.read
      .selectFrom('item')
      .select('body')
      .where('id', '=', 'f1')
      .executeTakeFirst()) ?? { body: '{}' }
    expect(JSON.parse(body)).toEqual({
      kind: 'event',
      id: 'f1',
      source: 'sheet',
      type: 'volunteer.done',
      occurredAt: '2021-08-02T01:00:00.000Z',
      subject: 'm7',
      attributes: { project: 'river', hours: '1.50' },
      receivedAt: '2021-08-10T04:00:00.000Z',
    })
  })
})
