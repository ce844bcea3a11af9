/** Figures of ranking: a million subjects at once, and one of a million after its value changed. */
import { createRankIndex, rankValues } from '@jixing/engine'
import { inTurns, middle, running } from './measure.mjs'
import { randomFrom } from './world.mjs'

const SCORES = 1000
const MOST_MS = 15
const MOST_MICROSECONDS = 1

/** Returns ranks by sorting positions with a comparison: what one writes without thinking of counting. */
function rankBySorting(values) {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[b] - values[a])
  const ranks = new Uint32Array(values.length)
  for (let i = 0; i < order.length; i++) {
    ranks[order[i]] = i > 0 && values[order[i]] === values[order[i - 1]] ? ranks[order[i - 1]] : i + 1
  }
  return ranks
}

/** Returns ranks from counts alone, without an order: the least that any ranking has to do. */
function rankByCounting(values) {
  const ranks = new Uint32Array(values.length)
  const places = new Uint32Array(SCORES + 1)
  for (let i = 0; i < values.length; i++) places[SCORES - values[i]]++
  for (let i = 1; i <= SCORES; i++) places[i] += places[i - 1]
  for (let i = 0; i < values.length; i++) ranks[i] = places[SCORES - 1 - values[i]] + 1
  return ranks
}

const equal = (a, b) => a.length === b.length && a.every((value, i) => value === b[i])

/** Measures ranking and passes each figure to `report`. */
export async function benchRanking(report, { count = 1_000_000, changes = 200_000 } = {}) {
  const random = randomFrom(20_210_101)
  const values = Int32Array.from({ length: count }, () => Math.floor(random() * SCORES))
  const ranks = {}
  const works = {
    ours: () => {
      ranks.ours = rankValues(values).ranks
    },
    counted: () => {
      ranks.counted = rankByCounting(values)
    },
  }
  const taken = await inTurns(7, works, 20)
  const { sorted } = await inTurns(1, {
    sorted: () => {
      ranks.sorted = rankBySorting(values)
    },
  })
  report({
    figure: 'ranking a million subjects',
    value: taken.ours,
    unit: 'ms',
    limit: MOST_MS,
    ratio: MOST_MS / taken.ours,
    goal: 1,
    measured: {
      subjects: count,
      scores: SCORES,
      ranksEqual: equal(ranks.ours, ranks.counted) && equal(ranks.ours, ranks.sorted),
      countedByHandWithoutOrderMs: Number(taken.counted.toFixed(1)),
      sortedByComparisonMs: Math.round(sorted),
    },
  })
  for (const [named, idOf] of [
    ['text', (i) => `m${i}`],
    ['numbers', (i) => i],
  ]) {
    const ids = Array.from({ length: count }, (_, i) => idOf(i))
    const { perChange, ranksEqual } = changeOneByOne(values, ids, changes, random)
    report({
      figure: `a new value of one among a million, and its rank, with ${named} for ids`,
      value: perChange,
      unit: 'µs',
      limit: MOST_MICROSECONDS,
      ratio: MOST_MICROSECONDS / perChange,
      goal: 1,
      measured: { subjects: count, changes, ranksEqual },
    })
  }
}

/** Gives subjects at random new values at random and asks for the rank of each; returns the microseconds for one. */
function changeOneByOne(values, ids, changes, random) {
  const index = createRankIndex()
  for (const [i, id] of ids.entries()) index.set(id, values[i])
  const held = Int32Array.from(values)
  const rounds = []
  let ranksEqual = true
  for (let round = 0; round <= 5; round++) {
    const who = Uint32Array.from({ length: changes }, () => Math.floor(random() * ids.length))
    const to = Int32Array.from({ length: changes }, () => Math.floor(random() * SCORES))
    const ranks = new Uint32Array(changes)
    const start = running()
    for (let i = 0; i < changes; i++) {
      const id = ids[who[i]]
      index.set(id, to[i])
      ranks[i] = index.rankOf(id)
    }
    if (round > 0) rounds.push(running() - start)
    for (let i = 0; i < changes; i++) held[who[i]] = to[i]
    const expected = rankByCounting(held)
    ranksEqual &&= ranks[changes - 1] === expected[who[changes - 1]]
    ranksEqual &&= who.every((one) => index.rankOf(ids[one]) === expected[one])
  }
  return { perChange: (middle(rounds) / changes) * 1000, ranksEqual }
}
