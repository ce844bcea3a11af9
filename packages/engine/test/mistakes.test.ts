import { createLog, type Issue, parseProgram } from '@jixing/engine'
import { describe, expect, it } from 'vitest'
import { compiled, small, visited } from './small-program.ts'

/** A program of a hundred rules and limits; the wrong one misspells a name in each. */
function hundred(wrong: boolean): unknown {
  const numbers = Array.from({ length: 100 }, (_, i) => i)
  return {
    ...small,
    rules: numbers.map((i) => ({ ...visited, id: `rule-${i}` })),
    limits: numbers.map((i) => ({ id: `limit-${i}`, rules: [wrong ? `rul-${i}` : `rule-${i}`], times: 1 })),
  }
}

/** An event with a hundred fields; the wrong one has a text in each place of a number. */
function event(wrong: boolean): unknown {
  const attributes = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`n${i}`, wrong ? 'many' : i]))
  return { id: 'e', type: 'count.done', occurredAt: '2026-03-02', subject: 'zhu', attributes }
}

const plan = compiled({
  ...small,
  activities: {
    ...small.activities,
    'count.done': {
      fields: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`n${i}`, { type: 'number' }])),
    },
  },
})

/** The shortest of several runs, in milliseconds. */
function shortest(run: () => unknown): number {
  const times = Array.from({ length: 15 }, () => {
    const start = performance.now()
    run()
    return performance.now() - start
  })
  return Math.min(...times)
}

const issuesOf = (json: unknown): readonly Issue[] => {
  const parsed = parseProgram(json)
  return parsed.ok ? [] : parsed.issues
}

describe('a hundred mistakes', () => {
  it('in a program come back as a hundred issues, each with its place and the nearest name', () => {
    const issues = issuesOf(hundred(true))
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual(
      Array.from({ length: 100 }, (_, i) => ['unknown_rule', `/limits/${i}/rules/0`]),
    )
    expect(issues.map((issue) => issue.params.nearest)).toEqual(Array.from({ length: 100 }, (_, i) => `rule-${i}`))
  })

  it('in an event come back as a hundred issues, each with its place', () => {
    const { outcome, issues } = createLog(plan).add(event(true))
    expect(outcome).toBe('refused')
    expect(issues.map((issue) => issue.path)).toEqual(Array.from({ length: 100 }, (_, i) => `/attributes/n${i}`))
  })

  it('cost a few times what none costs: a program, nearest names included', () => {
    const good = shortest(() => expect(issuesOf(hundred(false))).toEqual([]))
    const bad = shortest(() => expect(issuesOf(hundred(true))).toHaveLength(100))
    expect(bad / good).toBeLessThan(12)
    expect(bad).toBeLessThan(100)
  })

  it('cost a few times what none costs: an event', () => {
    const good = shortest(() => createLog(plan).add(event(false)))
    const bad = shortest(() => createLog(plan).add(event(true)))
    expect(bad / good).toBeLessThan(6)
  })
})
