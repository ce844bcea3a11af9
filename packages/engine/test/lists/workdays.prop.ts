import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, formatDay, parseDay } from '../../src/base/civil.ts'
import { addWorkdays, type HolidayCalendar, workdaysBetween, workdaysOf } from '../../src/base/workdays.ts'
import { dayAt, startOfDay, type Zone, zoneNamed } from '../../src/base/zone.ts'
import { law } from '../laws/law.ts'
import { district } from './district.ts'

const zone = (name: string): Zone => zoneNamed(name) as Zone
const shanghai = zone('Asia/Shanghai')
const guoqing = workdaysOf(district.calendar as HolidayCalendar, shanghai)
const at = (text: string): number => Date.parse(`${text}+08:00`)

describe('working days', () => {
  it.each<[string, string, number, string]>([
    ['a plain week', '2021-08-02T10:00:00', 5, '2021-08-10T00:00:00'],
    ['from a Friday', '2021-08-06T23:59:59', 1, '2021-08-10T00:00:00'],
    ['from a Saturday', '2021-08-07T00:00:00', 1, '2021-08-10T00:00:00'],
    ['over 国庆', '2021-09-30T09:00:00', 5, '2021-10-14T00:00:00'],
    ['the first working day after 国庆', '2021-09-30T09:00:00', 1, '2021-10-09T00:00:00'],
    ['the make-up Saturday counts', '2021-10-08T09:00:00', 1, '2021-10-10T00:00:00'],
    ['a day inside the holiday', '2021-10-03T12:00:00', 2, '2021-10-10T00:00:00'],
    ['over 中秋, whose eve is worked', '2021-09-17T09:00:00', 2, '2021-09-23T00:00:00'],
    ['none', '2021-10-03T12:00:00', 0, '2021-10-03T12:00:00'],
  ])('%s', (_, from, count, until) => {
    expect(new Date(addWorkdays(guoqing, at(from), count)).toISOString()).toBe(new Date(at(until)).toISOString())
  })

  it('follow the calendar when it is edited', () => {
    const edited = workdaysOf({ holidays: ['2021-08-03'] }, shanghai)
    expect(addWorkdays(edited, at('2021-08-02T10:00:00'), 1)).toBe(at('2021-08-05T00:00:00'))
    expect(addWorkdays(workdaysOf({}, shanghai), at('2021-08-02T10:00:00'), 1)).toBe(at('2021-08-04T00:00:00'))
  })

  it('end at midnight of the zone, where clocks change too', () => {
    const berlin = workdaysOf({}, zone('Europe/Berlin'))
    expect(new Date(addWorkdays(berlin, Date.parse('2021-03-26T12:00:00Z'), 1)).toISOString()).toBe(
      '2021-03-29T22:00:00.000Z',
    )
  })
})

const days = fc.integer({ min: parseDay('2020-01-01') as number, max: parseDay('2024-01-01') as number })
const calendars = fc
  .record({ off: fc.uniqueArray(days, { maxLength: 200 }), on: fc.uniqueArray(days, { maxLength: 200 }) })
  .map(
    ({ off, on }): HolidayCalendar => ({
      holidays: off.filter((day) => !on.includes(day)).map(formatDay),
      workdays: on.map(formatDay),
    }),
  )
const cases = fc.record({
  calendar: calendars,
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'UTC'),
  day: days,
  within: fc.nat({ max: DAY - 1 }),
  more: fc.nat({ max: 40 * DAY }),
  a: fc.integer({ min: 1, max: 30 }),
  b: fc.integer({ min: 1, max: 30 }),
})

const worked = (calendar: HolidayCalendar, day: number): boolean => {
  const weekday = new Date(day * DAY).getUTCDay()
  if (calendar.workdays?.includes(formatDay(day))) return true
  return weekday !== 0 && weekday !== 6 && !calendar.holidays?.includes(formatDay(day))
}

law('a deadline in working days is the end of the last of them', cases, (one) => {
  const here = zone(one.zone)
  const start = startOfDay(here, one.day) + one.within
  const end = addWorkdays(workdaysOf(one.calendar, here), start, one.a)
  const last = dayAt(here, end) - 1
  const between: number[] = []
  for (let day = dayAt(here, start) + 1; day <= last; day++) if (worked(one.calendar, day)) between.push(day)
  expect(between).toHaveLength(one.a)
  expect(worked(one.calendar, last)).toBe(true)
  expect(startOfDay(here, dayAt(here, end))).toBe(end)
})

law('working days add up', cases, (one) => {
  const here = workdaysOf(one.calendar, zone(one.zone))
  const start = startOfDay(here.zone, one.day) + one.within
  const first = addWorkdays(here, start, one.a)
  expect(addWorkdays(here, first - 1, one.b)).toBe(addWorkdays(here, start, one.a + one.b))
})

law('working days between are those that a deadline counts', cases, (one) => {
  const here = workdaysOf(one.calendar, zone(one.zone))
  const start = startOfDay(here.zone, one.day) + one.within
  const end = start + one.more
  const count = workdaysBetween(here, start, end)
  expect(workdaysBetween(here, start, addWorkdays(here, start, one.a))).toBe(one.a)
  expect(addWorkdays(here, start, count)).toBeLessThanOrEqual(end)
  expect(addWorkdays(here, start, count + 1)).toBeGreaterThan(end)
})

law('a later start or one more day never brings a deadline nearer', cases, (one) => {
  const here = workdaysOf(one.calendar, zone(one.zone))
  const start = startOfDay(here.zone, one.day) + one.within
  expect(addWorkdays(here, start + one.more, one.a)).toBeGreaterThanOrEqual(addWorkdays(here, start, one.a))
  expect(addWorkdays(here, start, one.a + 1)).toBeGreaterThan(addWorkdays(here, start, one.a))
})
