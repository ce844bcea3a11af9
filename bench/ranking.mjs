/** Figures of ranking: a million subjects at once, and one of a million after its value changed. */
import { createRankIndex, rankValues } from '@jixing/engine'
import { inTurns, middle } from './measure.mjs'
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
  for (let i = 0; i < values.length; i++) places[SCORES - 1 - values[i] + 1]++
  for (let i = 1; i <= SCORES; i++) places[i] += places[i - 1]
  for (let i = 0; i < values.length; i++) ranks[i] = places[SCORES - 1 - values[i]] + 1
  return ranks
}

const equal = (a, b) => a.length === b.length && a.every((value, i) => value === b[i])

/** Measures ranking and passes each figure to `report`. */
export async function benchRanking(report, { count = 1_000_000, changes = 200_000 } = {}) {
  const random = randomFrom(20_210_101)
  const values = Int32Array.from({ length: count }, () => Math.floor(random() * SCORES))
  let ours
  let least
  let sorted
  const taken = await inTurns(9, {
    ours: () => {
      ours = rankValues(values)
    },
    least: () => {
      least = rankByCounting(values)
    },
  })
  const slow = await inTurns(1, {
    sorting: () => {
      sorted = rankBySorting(values)
    },
  })
  report({
    figure: 'ranking a million subjects, with their order',
    value: taken.ours,
    unit: 'ms',
    limit: MOST_MS,
    ratio: MOST_MS / taken.ours,
    goal: 1,
    measured: {
      subjects: count,
      scores: SCORES,
      ranksEqual: equal(ours.ranks, least) && equal(ours.ranks, sorted),
      handWrittenRanksWithoutOrderMs: Number(taken.least.toFixed(1)),
      sortingByComparisonMs: Math.round(slow.sorting),
    },
  })

  const index = createRankIndex()
  const ids = Array.from({ length: count }, (_, i) => `m${i}`)
  const held = Int32Array.from(values)
  for (const [i, id] of ids.entries()) index.set(id, values[i])
  const rounds = { set: [], rank: [] }
  let agree = true
  for (let round = 0; round < 6; round++) {
    const who = Uint32Array.from({ length: changes }, () => Math.floor(random() * count))
    const to = Int32Array.from({ length: changes }, () => Math.floor(random() * SCORES))
    const ranks = new Uint32Array(changes)
    const start = performance.now()
    for (let i = 0; i < changes; i++) {
      index.set(ids[who[i]], to[i])
      ranks[i] = index.rankOf(ids[who[i]])
    }
    if (round > 0) rounds.set.push(performance.now() - start)
    for (let i = 0; i < changes; i++) held[who[i]] = to[i]
    const last = who[changes - 1]
    agree &&= ranks[changes - 1] === rankByCounting(held)[last]
    const again = performance.now()
    for (let i = 0; i < changes; i++) ranks[i] = index.rankOf(ids[who[i]])
    if (round > 0) rounds.rank.push(performance.now() - again)
  }
  const microseconds = (list) => (middle(list) / changes) * 1000
  report({
    figure: 'a new value of one among a million, and its rank',
    value: microseconds(rounds.set),
    unit: 'µs',
    limit: MOST_MICROSECONDS,
    ratio: MOST_MICROSECONDS / microseconds(rounds.set),
    goal: 1,
    measured: { subjects: count, changes, ranksEqual: agree },
  })
  report({
    figure: 'rank of one among a million, at random',
    value: microseconds(rounds.rank),
    unit: 'µs',
    limit: MOST_MICROSECONDS,
    ratio: MOST_MICROSECONDS / microseconds(rounds.rank),
    goal: 1,
    measured: { subjects: count, asked: changes },
  })
}
