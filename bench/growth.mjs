/** How the batch path grows with the log, and what an event and an award take in memory. */
import { compile, createLog, parseProgram, score } from '@jixing/engine'
import { scoreColumns } from './hand-written.mjs'
import { inTurns } from './measure.mjs'
import { columnsOfWorld, program, readEvent, rules } from './world.mjs'

const AS_OF = '2022-01-01'
const MEMBERS = 1700

function sumOf({ size, granted }) {
  let sum = 0
  for (let i = 0; i < size; i++) sum += granted[i]
  return sum
}

/** Measures logs of growing size and passes each figure to `report`. */
export async function benchGrowth(report, { sizes = [100_000, 1_000_000, 10_000_000] } = {}) {
  const plan = compile(parseProgram(program()).value).value
  const points = rules.map((rule) => rule.points)
  const perEvent = []
  for (const count of sizes) {
    const columns = columnsOfWorld(count, MEMBERS)
    const log = createLog(plan)
    const start = performance.now()
    for (let i = 0; i < count; i++) log.addItem(readEvent(columns, i))
    const loading = performance.now() - start
    let ours
    let theirs
    // Few turns where one is long; what each made is let go before the next, so that two results are never held.
    const taken = await inTurns(Math.max(2, Math.min(9, Math.round(5_000_000 / count))), {
      ours: () => {
        ours = undefined
        ours = score(plan, log, { asOf: AS_OF }).scorer.input.awards
      },
      theirs: () => {
        theirs = undefined
        theirs = scoreColumns(columns, MEMBERS, points).awards
      },
    })
    const [own, limit] = [(taken.ours * 1e6) / count, (taken.theirs * 1e6) / count]
    perEvent.push(own)
    report({
      figure: `batch scoring of ${count.toLocaleString('en-US')} events`,
      value: own,
      unit: 'ns an event',
      limit,
      ratio: limit / own,
      goal: 0.5,
      measured: { events: count, awards: ours.size, checksumsEqual: sumOf(ours) === sumOf(theirs) },
    })
    if (count !== 1_000_000) continue
    report({
      figure: 'an event in the columnar log, its id and the index over ids included',
      value: log.byteLength / count,
      unit: 'bytes',
      limit: 48,
      ratio: 48 / (log.byteLength / count),
      goal: 1,
      measured: { events: count, idLength: 9 },
    })
    report({
      figure: 'an award in its table, with what withheld it',
      value: ours.byteLength / ours.size,
      unit: 'bytes',
      measured: { awards: ours.size },
    })
    report({
      figure: 'adding an event that was read to the log',
      value: (loading * 1e6) / count,
      unit: 'ns an event',
      measured: { events: count },
    })
  }
  const [first, last] = [perEvent[0], perEvent.at(-1)]
  report({
    figure: `growth: an event among ${sizes.at(-1).toLocaleString('en-US')} against one among ${sizes[0].toLocaleString('en-US')}`,
    value: last / first,
    unit: 'times',
    limit: 1.5,
    ratio: 1.5 / (last / first),
    goal: 1,
    measured: { sizes },
  })
}
