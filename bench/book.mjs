/** Figures of the book: events one by one, late ones, retracted ones, results after one event, and the state of a member. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { compile, createLog, openBook, parseProgram, score } from '@jixing/engine'
import { createObjectBook } from './hand-written.mjs'
import { inTurns, middle, perSecond } from './measure.mjs'
import { events, item, program } from './world.mjs'

const AS_OF = '2022-01-01'
const MEMBERS = 1700
const WINDOW = 300

/** Runs works in turn, `times` times, and returns the median of each in milliseconds of the wall clock: they take microseconds. */
function shortInTurns(times, works) {
  const taken = Object.fromEntries(Object.keys(works).map((name) => [name, []]))
  for (let turn = -50; turn < times; turn++) {
    for (const [name, work] of Object.entries(works)) {
      const start = performance.now()
      work(turn)
      if (turn >= 0) taken[name].push(performance.now() - start)
    }
  }
  return Object.fromEntries(Object.entries(taken).map(([name, list]) => [name, middle(list)]))
}

async function singleEvents(report, plan, count) {
  const few = events(count, MEMBERS).map(item)
  let ours
  let theirs
  const taken = await inTurns(7, {
    theirs: () => {
      const book = createObjectBook()
      for (const one of few) book.record(one)
      theirs = book.entries.reduce((sum, { points }) => sum + points, 0)
    },
    ours: () => {
      const book = openBook(plan, { asOf: AS_OF })
      ours = 0
      for (const one of few) for (const { points } of book.record(one).entries) ours += points
    },
  })
  report({
    figure: 'single events in order, with their ledger entries',
    value: perSecond(count, taken.ours),
    unit: 'events/s',
    limit: perSecond(count, taken.theirs),
    ratio: taken.theirs / taken.ours,
    goal: 0.5,
    measured: { events: count, checksumsEqual: ours === theirs },
  })
}

/** One member with 300 events in a fortnight; each turn one more comes late and is then taken back. */
function lateAndRetracted(report, plan) {
  const all = events(WINDOW, MEMBERS)
  const at = (i) => all[0].at + (i % WINDOW) * 3_600_000
  const book = openBook(plan, { asOf: AS_OF })
  for (const [i, one] of all.entries()) book.record(item({ ...one, i, member: 0, at: at(i) }))
  let changes = 0
  let id = WINDOW
  const taken = shortInTurns(1000, {
    late: (turn) => {
      const one = item({ ...all[(turn + 50) % WINDOW], i: id, member: 0, at: at(turn + 50) + 1 })
      changes += book.record(one).entries.length
    },
    retracted: () => {
      const target = { id: `e${String(id).padStart(8, '0')}` }
      const at = '2021-12-31T00:00:00Z'
      changes += book.record({ kind: 'retraction', id: `r${id++}`, target, at, reason: 'wrong' }).entries.length
    },
  })
  for (const [name, figure] of [
    ['late', 'a late event among 300 of its subject'],
    ['retracted', 'a retracted event among 300 of its subject'],
  ]) {
    const limit = 50
    const value = taken[name] * 1000
    report({ figure, value, unit: 'µs', limit, ratio: limit / value, goal: 1, measured: { held: WINDOW, changes } })
  }
}

/** What a reader waits for after one event: a result and the standings of the open quarter. */
async function resultAfterOneEvent(report, plan, count) {
  const year = events(count, MEMBERS)
  const log = createLog(plan)
  for (const one of year) log.add(item(one))
  const book = openBook(plan, { log, asOf: AS_OF })
  const asked = (result) => result.standings('members', '2021-Q4').length
  let i = count
  const anew = () => {
    book.record(item({ ...year.at(-1), i: i++ }))
    asked(book.result())
  }
  const { after } = await inTurns(9, { after: anew }, 20)
  const { whole: limit } = await inTurns(3, { whole: () => asked(score(plan, log, { asOf: AS_OF })) })
  report({
    figure: 'a result with the standings of a quarter after one event in a year of a street',
    value: after,
    unit: 'ms',
    limit,
    ratio: limit / after,
    measured: { events: count, members: MEMBERS, limitIs: 'a full scoring' },
  })
}

/** Bytes held after a collection, in the heap and in typed arrays. */
async function held() {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc')
  for (let i = 0; i < 3; i++) {
    gc()
    await new Promise((done) => setTimeout(done, 20))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/**
 * The state of members who have all of everything: piles of four quarters and a count of every limit. Counted is what the
 * book adds to the heap and to typed arrays after a collection, without what grows with events: its awards, and the log.
 */
async function stateOfMember(report, plan) {
  const quarters = ['2021-02-01', '2021-05-01', '2021-08-01', '2021-11-01'].map((day) => Date.parse(day))
  let i = 0
  const put = (add, start) => {
    for (let type = 0; type < 10; type++) {
      for (let member = 0; member < MEMBERS; member++)
        add(item({ i: i++, at: start + type * 3_600_000, type, member, amount: 50 }))
    }
  }
  const log = createLog(plan)
  for (const start of quarters) put((one) => log.add(one), start)
  openBook(plan, { log, asOf: AS_OF }).result().standings('members', '2021-Q4')
  const before = (await held()) - log.byteLength
  const book = openBook(plan, { log, asOf: AS_OF })
  put((one) => book.record(one), quarters[3] + 1)
  book.result().standings('members', '2021-Q4')
  book.record(item({ i: i++, at: quarters[3] + 86_400_000, type: 0, member: 0, amount: 50 }))
  const awards = book.byteLengthOfAwards
  const value = ((await held()) - before - log.byteLength - awards) / MEMBERS
  const measured = { members: MEMBERS, limits: plan.limits.length, awardsOfMember: Math.round(awards / MEMBERS) }
  report({
    figure: 'state of a member in a book',
    value,
    unit: 'bytes',
    limit: 1024,
    ratio: 1024 / value,
    goal: 1,
    measured,
  })
}

/** Measures the book and passes each figure to `report`. */
export async function benchBook(report, { count = 100_000, street = 300_000 } = {}) {
  const plan = compile(parseProgram(program()).value).value
  await singleEvents(report, plan, count)
  lateAndRetracted(report, plan)
  await resultAfterOneEvent(report, plan, street)
  await stateOfMember(report, plan)
}
