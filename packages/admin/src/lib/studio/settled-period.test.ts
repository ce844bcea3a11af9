import { describe, expect, test } from 'vitest'
import { nextQuarterDay, settledPeriod } from './settled-period.ts'

const quarter = (key: string) => ({ level: 'quarter', key })
const all = [quarter('2021-Q3'), quarter('2021-Q4'), quarter('2022-Q1'), { level: 'year', key: '2021' }]

describe('the period that is looked at first', () => {
  test('is the last quarter of the last year that is over', () => {
    expect(settledPeriod(all, '2022-05-20T16:00:00Z')).toEqual(quarter('2021-Q4'))
  })

  test('is the newest quarter while the first year runs', () => {
    expect(settledPeriod(all.slice(0, 2), '2021-12-01T00:00:00Z')).toEqual(quarter('2021-Q4'))
  })

  test('is none without periods', () => {
    expect(settledPeriod([], '2021-12-01T00:00:00Z')).toBeUndefined()
  })
})

test.each([
  ['2022-05-20T16:00:00Z', '2021-01-01', '2022-07-01'],
  ['2022-05-20T16:00:00Z', '2022-07-01', '2022-07-02'],
  ['2021-11-30T16:00:00Z', '2021-01-01', '2022-01-01'],
])('with data to %s and a version from %s, %s is offered', (asOf, after, expected) => {
  expect(nextQuarterDay(asOf, after)).toBe(expected)
})
