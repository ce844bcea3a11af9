/**
 * The benchmark's one world: 30 rules over 10 activities, a monthly points limit on 15 of them, a quarterly limit on
 * each of three categories, and a year of events of 1,700 members in 140 branches, from a fixed seed.
 */
const YEAR_START = Date.UTC(2021, 0, 1) - 8 * 3_600_000
const YEAR = 365 * 86_400_000

/** Returns a small deterministic random source (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const TYPES = 10
const RULES = 30
export const CATEGORIES = ['A', 'B', 'C']

/** The rules as plain numbers, so that the hand-written loops and the program say the same. */
export const rules = Array.from({ length: RULES }, (_, i) => ({
  id: `R${String(i).padStart(2, '0')}`,
  type: i % TYPES,
  category: i % 3,
  least: i % 3 === 0 ? 0 : (i % 5) * 10,
  points: 1 + (i % 4),
  monthly: i < 15 ? 3 + (i % 5) : undefined,
}))
export const QUARTERLY = [120, 140, 160]

/** Returns the program of the world; `change` edits one rule's points. */
export function program(change = {}) {
  return {
    id: 'bench',
    version: 1,
    effectiveFrom: '2021-01-01',
    timeZone: 'Asia/Shanghai',
    decimals: 0,
    subjects: { member: {}, branch: {} },
    trees: { party: ['member', 'branch'] },
    categories: { A: {}, B: {}, C: {} },
    periods: { quarter: { window: 'quarter' } },
    activities: Object.fromEntries(
      Array.from({ length: TYPES }, (_, i) => [
        `act.${i}`,
        { fields: { amount: { type: 'number' }, place: { type: 'text' } } },
      ]),
    ),
    rules: rules.map((rule) => ({
      id: rule.id,
      kind: 'award',
      category: CATEGORIES[rule.category],
      on: [`act.${rule.type}`],
      ...(rule.least > 0 && { when: { gte: [{ field: 'amount' }, rule.least] } }),
      to: { kind: 'member', from: 'subject' },
      points: change[rule.id] ?? rule.points,
    })),
    limits: [
      ...rules.flatMap((rule) =>
        rule.monthly === undefined
          ? []
          : [{ id: `${rule.id}-month`, rules: [rule.id], points: rule.monthly, per: { window: 'month' } }],
      ),
      ...CATEGORIES.map((category, i) => ({
        id: `${category}-quarter`,
        categories: [category],
        points: QUARTERLY[i],
        per: { window: 'quarter' },
      })),
    ],
    populations: [{ id: 'all', kind: 'member', base: 'rows' }],
    scores: [
      {
        id: 'Q',
        kind: 'member',
        period: 'quarter',
        value: { clamp: [{ add: [60, { tally: 'A' }, { tally: 'B' }, { tally: 'C' }] }, 0, 1000] },
      },
    ],
    rankings: [{ id: 'members', score: 'Q', population: 'all' }],
    tiers: [
      { id: 'grade', ranking: 'members', bands: [{ id: 'top', from: 300 }, { id: 'good', from: 200 }, { id: 'rest' }] },
    ],
  }
}

/** Returns `count` events of `members` members over one year, in order of time. */
export function events(count, members = 1700, seed = 20_210_101) {
  const random = randomFrom(seed)
  const list = Array.from({ length: count }, (_, i) => ({
    i,
    at: YEAR_START + Math.floor(random() * YEAR),
    type: Math.floor(random() * TYPES),
    member: Math.floor(random() * random() * members),
    amount: Math.floor(random() * 60),
  })).sort((a, b) => a.at - b.at || a.i - b.i)
  return list.map((one, i) => ({ ...one, i }))
}

/** Returns `count` events over one year as columns, in order of time: a world too large to be objects. */
export function columnsOfWorld(count, members = 1700, seed = 20_210_101) {
  const random = randomFrom(seed)
  const columns = {
    size: count,
    at: new Float64Array(count),
    type: new Uint8Array(count),
    member: new Int32Array(count),
    amount: new Float64Array(count),
  }
  for (let i = 0; i < count; i++) {
    columns.at[i] = YEAR_START + Math.floor(random() * YEAR)
    columns.type[i] = Math.floor(random() * TYPES)
    columns.member[i] = Math.floor(random() * random() * members)
    columns.amount[i] = Math.floor(random() * 60)
  }
  columns.at.sort()
  return columns
}

/** Returns row `i` of such columns as an event that was read: what `readItem` gives. */
export function readEvent({ at, type, member, amount }, i) {
  return {
    kind: 'event',
    id: `e${String(i).padStart(8, '0')}`,
    source: '',
    type: `act.${type[i]}`,
    occurredAt: at[i],
    receivedAt: at[i],
    subject: `m${member[i]}`,
    participants: [],
    attributes: { amount: amount[i] },
  }
}

/** Returns an event as an item of the engine's log. */
export function item(event) {
  return {
    id: `e${String(event.i).padStart(8, '0')}`,
    type: `act.${event.type}`,
    occurredAt: new Date(event.at).toISOString(),
    subject: `m${event.member}`,
    attributes: { amount: event.amount },
  }
}

const SHANGHAI = 8 * 3_600_000
const monthStarts = Array.from({ length: 13 }, (_, m) => Date.UTC(2021, m, 1) - SHANGHAI)

/** Returns the month (0–11) of an instant of the year. */
export function monthOf(at) {
  let month = Math.min(11, Math.floor((at - YEAR_START) / (28 * 86_400_000)))
  while (monthStarts[month] > at) month--
  return month
}

/** Returns the first instant after a month (0–11) of the year. */
export function monthEnd(month) {
  return monthStarts[month + 1]
}
