import { describe, expect, it } from 'vitest'
import { compile, createLog, formatInstant, score, type Zone } from '../src/index.ts'
import { compiled, small } from './small-program.ts'

const asuncion = { ...small, timeZone: 'America/Asuncion', effectiveFrom: '2024-01-01' }
const HOUR = 3_600_000

/** What Paraguay's clocks were to do by the data of before October 2024, when it gave up changing them: back in March. */
function olderData(zone: Zone): Zone {
  const back = Date.parse('2025-03-23T03:00:00Z')
  const forth = Date.parse('2025-10-05T04:00:00Z')
  const starts = [...zone.starts.filter((start) => start < back), back, forth]
  return { ...zone, starts, offsets: [...zone.offsets.slice(0, starts.length - 2), -4 * HOUR, -3 * HOUR] }
}

/** Points by month of one visit, half an hour after midnight on the first of July by a clock three hours behind. */
function months(zone?: unknown): (number | undefined)[] {
  const plan = compile(asuncion, zone === undefined ? {} : { zone: zone as Zone })
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  const log = createLog(plan.value)
  log.add({ id: '1', type: 'visit.done', occurredAt: '2025-07-01T03:30:00Z', subject: 'zhu' })
  const result = score(plan.value, log)
  return ['2025-06', '2025-07'].map((key) => result.tally({ kind: 'member', id: 'zhu' }, { level: 'month', key }))
}

describe('the zone of a plan', () => {
  it('is plain data and survives JSON', () => {
    const { zone } = compiled(asuncion)
    expect(JSON.parse(JSON.stringify(zone))).toEqual(zone)
    expect(zone.starts.slice(1).map(formatInstant)).toContain('2024-10-06T04:00:00.000Z')
  })

  it('gives a machine with other time-zone data the same months', () => {
    const { zone } = compiled(asuncion)
    const other = olderData(zone)
    expect(months(other)).toEqual([20, 0])
    expect(months(zone)).toEqual([0, 20])
    // The other machine is given the zone of the first.
    expect(months(JSON.parse(JSON.stringify(zone)))).toEqual([0, 20])
  })

  it.each<[string, (zone: Zone) => unknown]>([
    ['of another name', (zone) => ({ ...zone, name: 'Asia/Shanghai' })],
    ['that is none', () => 'America/Asuncion'],
    ['that is null', () => null],
    ['without a beginning', (zone) => ({ ...zone, starts: zone.starts.with(0, 0) })],
    ['out of order', (zone) => ({ ...zone, starts: [...zone.starts].reverse() })],
    ['with an offset too few', (zone) => ({ ...zone, offsets: zone.offsets.slice(1) })],
    ['with a text among the offsets', (zone) => ({ ...zone, offsets: [...zone.offsets.slice(1), '0'] })],
    ['further from Greenwich than any place', (zone) => ({ ...zone, offsets: zone.offsets.map(() => 27 * HOUR) })],
    ['with half a millisecond', (zone) => ({ ...zone, offsets: zone.offsets.map((offset) => offset + 0.5) })],
    ['with nothing in it', (zone) => ({ name: zone.name, starts: [], offsets: [] })],
  ])('is refused: a table %s', (_, change) => {
    const compiling = compile(asuncion, { zone: change(compiled(asuncion).zone) as Zone })
    expect(compiling).toEqual({
      ok: false,
      issues: [{ code: 'wrong_zone', path: '/0/timeZone', params: { name: 'America/Asuncion' } }],
    })
  })
})
