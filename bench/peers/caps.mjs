/**
 * The limits of the benchmark's world for engines that know none: our code, the same for each of them, and what the
 * hand-written loop over columns does. It keeps what each award asked for, what it was granted and which limit withheld how
 * much, so that all that are compared give the same.
 */
import { monthOf, QUARTERLY, rules } from '../world.mjs'

const MONTHLY = rules.map((rule) => rule.monthly ?? Number.POSITIVE_INFINITY)

/** Returns limits in which nothing is used yet, with room for three awards for each of `count` events. */
export function createCaps(count, members) {
  const monthly = new Float64Array(members * rules.length * 12)
  const quarterly = new Float64Array(members * QUARTERLY.length * 4)
  const room = count * 3
  const row = new Int32Array(room)
  const rule = new Uint8Array(room)
  const requested = new Float64Array(room)
  const granted = new Float64Array(room)
  const byMonth = new Float64Array(room)
  const byQuarter = new Float64Array(room)
  let size = 0
  let now = 0
  let who = 0
  let month = 0
  return {
    /** Begins an event; the awards that follow are its own. */
    begin(event) {
      now = event.i
      who = event.member
      month = monthOf(event.at)
    },
    /** Grants of what a rule asks for the part that fits. */
    award(by, asked) {
      if (asked === 0) return
      const m = (who * rules.length + by) * 12 + month
      const afterMonth = Math.min(asked, Math.max(0, MONTHLY[by] - monthly[m]))
      monthly[m] += afterMonth
      const { category } = rules[by]
      const q = (who * QUARTERLY.length + category) * 4 + ((month / 3) | 0)
      const fits = Math.min(afterMonth, Math.max(0, QUARTERLY[category] - quarterly[q]))
      quarterly[q] += fits
      row[size] = now
      rule[size] = by
      requested[size] = asked
      granted[size] = fits
      byMonth[size] = asked - afterMonth
      byQuarter[size] = afterMonth - fits
      size++
    },
    /** The awards so far. */
    get awards() {
      return { size, row, rule, requested, granted, byMonth, byQuarter }
    },
  }
}

/** Returns a checksum of awards in any order: how many, and sums that tell events, rules and points apart. */
export function checksum({ size, row, rule, requested, granted }) {
  const sums = [size, 0, 0, 0]
  for (let i = 0; i < size; i++) {
    const key = ((row[i] % 9973) + 1) * (rule[i] + 1)
    sums[1] += granted[i]
    sums[2] += key * requested[i]
    sums[3] += key * granted[i]
  }
  return sums.join(' ')
}
