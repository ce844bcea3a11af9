import { formatInstant, type Plan, type Result } from '@jixing/engine'
import { type Actor, draftListing, type Listing, listRules, maskLine, nominate, step } from '@jixing/engine/lists'
import { LANGS, listingSentence } from '@jixing/engine/words'
import { beforeAll, describe, expect, it } from 'vitest'
import { demonstrationYear } from '../../src/demo/demonstration-year.ts'
import { logOf, planOf, preset, stateOf } from './scored-year.ts'

const QUARTERS = ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']
const at = (text: string): number => Date.parse(`${text}:00+08:00`)

describe('the lists of the demonstration year', () => {
  const program = preset()
  let plan: Plan
  let result: Result
  beforeAll(() => {
    plan = planOf(program)
    result = stateOf(plan, logOf(plan, demonstrationYear()))
  })

  it.each(QUARTERS)('praise the blocks that answered every appeal of %s, each with its evidence', (key) => {
    const found = nominate(result, 'appeals-red', key)
    if (!found.ok) throw new Error(found.code)
    expect(found.provisional).toBe(false)
    expect(found.lines.length).toBeGreaterThanOrEqual(5)
    if (found.lines.length > 5) expect(found.edges.map((one) => [one.cut, one.in])).toEqual([['most', true]])
    for (const { subject, reasons, evidenceCount } of found.lines) {
      const period = { level: 'quarter', key }
      expect(reasons).toHaveLength(2)
      expect(evidenceCount).toBe(result.measure('appealsReceived.block', subject.id, period))
      expect(result.measure('appealsClosed.block', subject.id, period)).toBe(evidenceCount)
    }
  })

  it.each(QUARTERS)(
    'praise the first blocks and teams of %s as they are ranked, with the events behind the ranks',
    (key) => {
      for (const [list, ranking] of [
        ['blocks-red', 'blocks'],
        ['teams-red', 'teams'],
      ] as const) {
        const found = nominate(result, list, key)
        if (!found.ok) throw new Error(found.code)
        const first = result.standings(ranking, key).filter((one) => one.rank !== null && one.rank <= 5)
        expect(found.lines.map((line) => line.subject.id)).toEqual(first.map((one) => one.subject))
        for (const line of found.lines) {
          expect(line.evidenceCount).toBeGreaterThan(0)
          expect(line.evidence).toHaveLength(Math.min(100, line.evidenceCount))
        }
      }
    },
  )

  it('leave what people see to people: nobody is computed onto those lists', () => {
    const stated = (program.lists ?? []).filter((list) => list.criteria.length === 0)
    expect(stated.map((list) => list.id)).toContain('members-red')
    for (const list of stated.filter((one) => one.period === 'quarter')) {
      expect(nominate(result, list.id, '2021-Q1')).toMatchObject({ ok: true, lines: [], leftOut: [] })
    }
  })

  it('put no private person on the black side', () => {
    const black = (program.lists ?? []).filter((list) => list.side === 'black')
    expect(black.length).toBeGreaterThan(0)
    expect(black.filter((list) => program.subjects[list.kind]?.person !== false)).toEqual([])
    expect(black.filter((list) => list.audience === 'public')).toEqual([])
  })

  it('take a block from its nomination to the public page, in both languages, and off it in time', () => {
    const found = nominate(result, 'appeals-red', '2021-Q3')
    const rules = listRules(plan, 'appeals-red', '2021-Q3')
    const nomination = found.ok ? found.lines[0] : undefined
    if (!rules || !nomination) throw new Error('nobody was nominated')
    const [recorder, checker, approver, first, second] = ['a', 'b', 'c', 'd', 'e'].map((id): Actor => ({ id }))
    // Noticed on the last day before 国庆: five working days end on 13 October.
    const way = [
      ['check', checker, '2021-09-30T09:00'],
      ['nominate', checker, '2021-09-30T09:10'],
      ['notify', recorder, '2021-09-30T09:20'],
      ['approve', approver, '2021-10-14T00:00'],
      ['sign', first, '2021-10-14T09:00'],
      ['publish', second, '2021-10-14T09:30'],
    ] as const
    const draft = draftListing(nomination, 'line-1', recorder as Actor, at('2021-09-30T08:00'))
    const line = way.reduce<Listing>((now, [action, actor, when]) => {
      const stepped = step(now, action, actor as Actor, at(when), rules)
      if (!stepped.ok) throw new Error(`${action}: ${stepped.code}`)
      return stepped.line
    }, draft)
    const shown = maskLine(line, { name: '石三街区' }, 'public', at('2021-10-14T10:00'), rules)
    expect(shown).toMatchObject({ name: '石三街区', state: 'published', evidenceCount: nomination.evidenceCount })
    expect(JSON.stringify(shown)).not.toMatch(/recordedBy|history/)
    const [zh, en] = LANGS.map((lang) => listingSentence(program, line, lang === 'en' ? 'Block 3' : '石三街区', lang))
    expect(zh).toMatch(/^石三街区 2021 年第三季度列入“诉求办理红榜”：“收集诉求.*不低于 5（实为 \d+）.*。$/)
    expect(en).toMatch(/^Block 3 is on “Appeals well handled” for quarter 3 of 2021: .*\.$/)
    expect(formatInstant(shown?.expiresAt ?? 0)).toBe('2022-01-14T16:00:00.000Z')
    expect(maskLine(line, { name: '石三街区' }, 'public', shown?.expiresAt ?? 0, rules)).toBeUndefined()
  })
})
