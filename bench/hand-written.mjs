/**
 * The limit that the engine is measured against: loops written by hand for the benchmark's one rule set. They do what
 * the engine does – every award keeps what it asked for, what it was granted and which limit withheld how much.
 */
import { monthEnd, monthOf, QUARTERLY, rules } from './world.mjs'

const MONTHLY = rules.map((rule) => rule.monthly ?? Number.POSITIVE_INFINITY)
const byType = Array.from({ length: 10 }, (_, type) => rules.flatMap((rule, i) => (rule.type === type ? [i] : [])))

/** Returns events as columns. */
export function columnsOf(events) {
  const columns = {
    size: events.length,
    at: new Float64Array(events.length),
    type: new Uint8Array(events.length),
    member: new Int32Array(events.length),
    amount: new Float64Array(events.length),
  }
  for (const [i, one] of events.entries()) {
    columns.at[i] = one.at
    columns.type[i] = one.type
    columns.member[i] = one.member
    columns.amount[i] = one.amount
  }
  return columns
}

/**
 * Scores a whole log of columns in order of time; `points` are the rules' points. Returns the awards and the sums per
 * quarter.
 */
export function scoreColumns(columns, members, points) {
  const { size, at, type, member, amount } = columns
  const room = size * 3
  const row = new Int32Array(room)
  const rule = new Uint8Array(room)
  const requested = new Float64Array(room)
  const granted = new Float64Array(room)
  const byMonth = new Float64Array(room)
  const byQuarter = new Float64Array(room)
  const least = Float64Array.from(rules, (one) => one.least)
  const categories = Uint8Array.from(rules, (one) => one.category)
  const asks = Float64Array.from(points)
  const most = Float64Array.from(MONTHLY)
  // What this month has granted: a month that is over is never asked for again.
  const monthly = new Float64Array(members * rules.length)
  const quarterly = new Float64Array(members * 3 * 4)
  let month = -1
  let end = Number.NEGATIVE_INFINITY
  let quarter = 0
  let n = 0
  for (let i = 0; i < size; i++) {
    if (at[i] >= end) {
      month = monthOf(at[i])
      end = monthEnd(month)
      quarter = (month / 3) | 0
      monthly.fill(0)
    }
    const who = member[i]
    const much = amount[i]
    const own = byType[type[i]]
    for (let k = 0; k < own.length; k++) {
      const r = own[k]
      if (much < least[r]) continue
      const asked = asks[r]
      const m = who * rules.length + r
      const left = most[r] - monthly[m]
      const afterMonth = asked <= left ? asked : left > 0 ? left : 0
      monthly[m] += afterMonth
      const category = categories[r]
      const q = (who * 3 + category) * 4 + quarter
      const leftQ = QUARTERLY[category] - quarterly[q]
      const give = afterMonth <= leftQ ? afterMonth : leftQ > 0 ? leftQ : 0
      quarterly[q] += give
      row[n] = i
      rule[n] = r
      requested[n] = asked
      granted[n] = give
      byMonth[n] = asked - afterMonth
      byQuarter[n] = afterMonth - give
      n++
    }
  }
  return { awards: { size: n, row, rule, requested, granted, byMonth, byQuarter }, quarterly }
}

/** Returns the Q of every member and quarter, ranked within each quarter. */
export function rankQuarters({ quarterly }, members) {
  return [0, 1, 2, 3].map((quarter) => {
    const scores = Array.from({ length: members }, (_, member) => {
      let sum = 60
      for (let category = 0; category < 3; category++) sum += quarterly[(member * 3 + category) * 4 + quarter]
      return { member, score: Math.min(1000, Math.max(0, sum)) }
    })
    scores.sort((a, b) => b.score - a.score || a.member - b.member)
    let rank = 0
    for (const [i, one] of scores.entries()) {
      if (i === 0 || scores[i - 1].score !== one.score) rank = i + 1
      one.rank = rank
    }
    return scores
  })
}

/** Takes events one by one as objects, in order, and books an entry for each award granted. */
export function createObjectBook() {
  const monthly = new Map()
  const quarterly = new Map()
  const entries = []
  const seen = new Set()
  return {
    entries,
    record(event) {
      if (seen.has(event.id)) return 0
      seen.add(event.id)
      const at = Date.parse(event.occurredAt)
      const month = monthOf(at)
      const quarter = Math.floor(month / 3)
      let sum = 0
      for (const r of byType[Number(event.type.slice(4))]) {
        const rule = rules[r]
        if (event.attributes.amount < rule.least) continue
        const m = `${event.subject} ${r} ${month}`
        const usedMonth = monthly.get(m) ?? 0
        const afterMonth = Math.min(rule.points, Math.max(0, MONTHLY[r] - usedMonth))
        monthly.set(m, usedMonth + afterMonth)
        const q = `${event.subject} ${rule.category} ${quarter}`
        const usedQuarter = quarterly.get(q) ?? 0
        const granted = Math.min(afterMonth, Math.max(0, QUARTERLY[rule.category] - usedQuarter))
        quarterly.set(q, usedQuarter + granted)
        if (granted > 0)
          entries.push({ subject: event.subject, rule: rule.id, event: event.id, points: granted, occurredAt: at })
        sum += granted
      }
      return sum
    },
  }
}
