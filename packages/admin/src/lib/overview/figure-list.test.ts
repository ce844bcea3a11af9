import { describe, expect, it } from 'vitest'
import { COUNTED, type Counts, livelyMonths } from './figure-list.ts'

const nothing: Counts = {
  meetings: 0,
  issues: { raised: 0, handled: 0, tracked: 0 },
  keyContacts: 0,
  appeals: { received: 0, answeredOrResolved: 0 },
  wishesClaimed: 0,
  deeds: 0,
  membersDiscovered: 0,
  teams: 0,
  outreach: 0,
}

describe('lively months', () => {
  it('end with the last month in which anything was counted', () => {
    const months = [nothing, { ...nothing, deeds: 1 }, nothing, { ...nothing, outreach: 5 }, nothing, nothing]
    expect(livelyMonths(months)).toHaveLength(4)
  })

  it('are none when nothing was counted at all', () => {
    expect(livelyMonths([nothing, nothing])).toEqual([])
  })
})

describe('the counted figures', () => {
  it('have keys of their own', () => {
    expect(new Set(COUNTED.map((one) => one.key)).size).toBe(COUNTED.length)
  })

  it('say how many issues are still followed up', () => {
    const issues = COUNTED.find((one) => one.key === 'issuesRaised')
    expect(issues?.open?.({ ...nothing, issues: { raised: 5, handled: 3, tracked: 2 } })).toBe(2)
  })
})
