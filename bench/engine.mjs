/** Figures of the engine, each as a ratio to a loop written by hand for the same rules, in the same run. */
import { compile, createLog, openBook, parseProgram, score } from '@jixing/engine'
import { columnsOf, createObjectBook, scoreColumns } from './hand-written.mjs'
import { events, item, program, rules } from './world.mjs'

const AS_OF = '2022-01-01'
const _QUARTERS = ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']
const MEMBERS = 1700

/** Returns the plan of a program, which must be right. */
function planOf(json) {
  const parsed = parseProgram(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues.slice(0, 5)))
  const compiled = compile(parsed.value)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
}

/** Runs `work` a few times and returns the median in milliseconds. */
function median(times, work) {
  const taken = Array.from({ length: times }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  return taken[Math.floor(taken.length / 2)]
}

/** Runs two works in turn, so that a machine whose speed drifts drifts for both; returns both medians. */
function sideBySide(times, ours, theirs) {
  const taken = { ours: [], theirs: [] }
  for (let i = 0; i < times; i++) {
    for (const [name, work] of [
      ['theirs', theirs],
      ['ours', ours],
    ]) {
      const start = performance.now()
      work()
      taken[name].push(performance.now() - start)
    }
  }
  const middle = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]
  return { ours: middle(taken.ours), theirs: middle(taken.theirs) }
}

function sumOfTable(table) {
  let sum = 0
  for (let i = 0; i < table.size; i++) sum += table.granted[i]
  return sum
}

/** Measures the engine and passes each figure to `report`. */
export function benchEngine(report, { count = 1_000_000 } = {}) {
  const plan = planOf(program())
  const points = rules.map((rule) => rule.points)
  const all = events(count, MEMBERS)
  const log = createLog(plan)
  for (const one of all) log.add(item(one))
  const columns = columnsOf(all)

  let ours
  let theirs
  const batch = sideBySide(
    5,
    () => {
      ours = score(plan, log, { asOf: AS_OF })
    },
    () => {
      theirs = scoreColumns(columns, MEMBERS, points)
    },
  )
  const equal = sumOfTable(ours.scorer.input.awards) === sumOfTable(theirs.awards)
  report({
    figure: 'batch scoring with ledger and limits',
    value: Math.round((count / batch.ours) * 1000),
    unit: 'events/s',
    limit: Math.round((count / batch.theirs) * 1000),
    ratio: batch.theirs / batch.ours,
    goal: 0.5,
    measured: { events: count, members: MEMBERS, awards: theirs.awards.size, checksumsEqual: equal },
  })

  const few = all.slice(0, 100_000).map(item)
  const single = sideBySide(
    3,
    () => {
      const book = openBook(plan, { asOf: AS_OF })
      for (const one of few) book.record(one)
    },
    () => {
      const book = createObjectBook()
      for (const one of few) book.record(one)
    },
  )
  report({
    figure: 'single events in order, with their ledger entries',
    value: Math.round((few.length / single.ours) * 1000),
    unit: 'events/s',
    limit: Math.round((few.length / single.theirs) * 1000),
    ratio: single.theirs / single.ours,
    goal: 0.5,
    measured: { events: few.length },
  })

  const busy = Array.from({ length: 300 }, (_, i) => ({ ...all[i], i, member: 0, at: all[0].at + i * 3_600_000 }))
  const book = openBook(plan, { asOf: AS_OF })
  for (const one of busy) book.record(item(one))
  let next = 300
  const late = median(200, () => book.record(item({ ...busy[next % 300], i: next++, at: busy[next % 300].at + 1 })))
  report({
    figure: 'a late event among 300 of its subject',
    value: late * 1000,
    unit: 'µs',
    limit: 50,
    ratio: 0.05 / late,
    goal: 1,
    measured: { held: 300 },
  })
}
