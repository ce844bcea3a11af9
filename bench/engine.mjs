/** Figures of the engine, each as a ratio to a loop written by hand for the same rules, in the same run. */
import { compile, createLog, parseProgram, score } from '@jixing/engine'
import { benchBook } from './book.mjs'
import { columnsOf, scoreColumns } from './hand-written.mjs'
import { events, item, program, rules } from './world.mjs'

const AS_OF = '2022-01-01'
const MEMBERS = 1700

/** Returns the plan of a program, which must be right. */
function planOf(json) {
  const parsed = parseProgram(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues.slice(0, 5)))
  const compiled = compile(parsed.value)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues))
  return compiled.value
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
export async function benchEngine(report, { count = 1_000_000 } = {}) {
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

  await benchBook(report)
}
