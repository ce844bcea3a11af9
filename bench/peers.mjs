/**
 * Engines of others over the same events and the same 30 rules, in the same process. Each decides conditions and points in
 * its own language; the limits are our code for all of them, since none of them has any. Our own figure includes what they
 * leave out: limits settled over the set, and an account of what each withheld.
 */
import { readFileSync } from 'node:fs'
import { compile, createLog, parseProgram, score } from '@jixing/engine'
import { columnsOf, scoreColumns } from './hand-written.mjs'
import { inTurns, perSecond } from './measure.mjs'
import { checksum, createCaps } from './peers/caps.mjs'
import { celWays } from './peers/cel-js.mjs'
import { handWrittenWays } from './peers/hand-written.mjs'
import { jsonLogicWays } from './peers/json-logic-engine.mjs'
import { jsonRulesWays } from './peers/json-rules-engine.mjs'
import { zenWays } from './peers/zen.mjs'
import { events, item, program, rules } from './world.mjs'

const MEMBERS = 1700
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))

/** The hand-written loop, and the peers with the share of the events that each can take and how much faster we want to be. */
export const PEERS = [
  { name: 'a hand-written loop over objects', ways: handWrittenWays, share: 1 },
  { name: 'json-logic-engine', ways: jsonLogicWays, share: 1, goal: 3 },
  { name: '@marcbachmann/cel-js', ways: celWays, share: 1, goal: 6 },
  { name: '@gorules/zen-engine-wasm', ways: zenWays, share: 0.1, goal: 100 },
  { name: 'json-rules-engine', ways: jsonRulesWays, share: 0.02, goal: 150 },
]

/** Runs each way over a few events and returns the name of the fastest. */
async function fastestOf(ways, all) {
  const names = Object.keys(ways)
  const few = all.slice(0, 5000)
  const runs = names.map((name) => [name, () => ways[name](few, createCaps(few.length, MEMBERS))])
  const taken = await inTurns(3, Object.fromEntries(runs))
  return names.sort((a, b) => taken[a] - taken[b])[0]
}

/** Measures the engine against each peer and passes each figure to `report`. */
export async function benchPeers(report, { count = 1_000_000, times = 3 } = {}) {
  const plan = compile(parseProgram(program()).value).value
  const scored = (log) => score(plan, log, { asOf: '2022-01-01' })
  const logOf = (list) => {
    const log = createLog(plan)
    for (const one of list) log.add(item(one))
    return log
  }
  const all = events(count, MEMBERS)
  const log = logOf(all)
  const ours = () => void scored(log)
  const ourChecksum = (list) => checksum(scored(list === all ? log : logOf(list)).scorer.input.awards)
  const figure = (name, list, taken, theirs) => ({
    figure: `batch scoring against ${name}`,
    value: perSecond(count, taken.ours),
    unit: 'events/s',
    limit: perSecond(list.length, taken.theirs),
    ratio: count / taken.ours / (list.length / taken.theirs),
    measured: { events: list.length, ourEvents: count, checksumsEqual: ourChecksum(list) === checksum(theirs) },
  })

  const columns = columnsOf(all)
  const points = rules.map((rule) => rule.points)
  const loop = () => scoreColumns(columns, MEMBERS, points)
  const taken = await inTurns(times, { ours, theirs: loop })
  report({ ...figure('a hand-written loop over columns', all, taken, loop().awards), goal: 0.5 })

  for (const { name, ways, share, goal } of PEERS) {
    const list = all.slice(0, Math.round(count * share))
    const known = ways()
    const way = await fastestOf(known, list)
    let caps
    const theirs = () => {
      caps = createCaps(list.length, MEMBERS)
      return known[way](list, caps)
    }
    const both = await inTurns(times, { ours, theirs })
    const line = figure(name, list, both, caps.awards)
    report({ ...line, goal, measured: { ...line.measured, version: devDependencies[name], way } })
  }
}
