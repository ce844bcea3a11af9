import { type Expression, parseProgram } from '@jixing/engine'
import { caseSentence, expressionText, LANGS, populationSentence, ruleSentence } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from './village.ts'

const bare = (): ReturnType<typeof village> => {
  const { names: _, ...program } = village()
  return program
}

const formulas: readonly (readonly [string, Expression, [zh: string, en: string], [zh: string, en: string]])[] = [
  [
    'an attribute and its text',
    { eq: [{ attribute: 'status' }, 'probationary'] },
    ['党员身份为预备党员', 'member status is probationary'],
    ['status为probationary', 'status is probationary'],
  ],
  [
    'a mark',
    { mark: 'appraisal' },
    ['民主评议评分', 'the democratic appraisal mark'],
    ['appraisal评分', 'the appraisal mark'],
  ],
  [
    'a tree',
    { days: 'party' },
    ['在党组织中的在册天数', 'the days present in the party organisation'],
    ['在party中的在册天数', 'the days present in the party'],
  ],
]

describe('names of what a program only mentions', () => {
  it.each(formulas)('say %s, and its id where they are missing', (_, formula, named, plain) => {
    expect(LANGS.map((lang) => expressionText(village(), formula, lang))).toEqual(named)
    expect(LANGS.map((lang) => expressionText(bare(), formula, lang))).toEqual(plain)
  })

  it('say an assignment', () => {
    const rule = {
      id: 'x',
      kind: 'expectation',
      category: 'N',
      window: 'month',
      to: { kind: 'member' },
      per: 'keyHousehold',
      expects: { on: ['visit.done'], to: { kind: 'member', from: 'all' }, field: 'household', atLeast: 1 },
      points: -1,
    } as const
    const program = village({ rules: [...village().rules, rule] })
    expect(ruleSentence(program, 'x', 'zh-CN')).toContain('每名党员对所负责的每个重点联系户应')
    expect(ruleSentence(program, 'x', 'en')).toContain('to each key household assigned')
  })

  it('say the states of cases instead of the records that lead to them', () => {
    const program = village({ names: { states: { fulfilled: { label: { 'zh-CN': '已圆梦', en: 'Granted' } } } } })
    expect(caseSentence(program, 'wish', 'zh-CN')).toContain('没有“已圆梦”的，为超期')
    expect(caseSentence(program, 'wish', 'en')).toContain('overdue without “Granted” within 30 days of “Wish claimed”')
  })

  it('fall back to the other language', () => {
    const program = village({ names: { trees: { party: { label: { 'zh-CN': '党组织' } } } } })
    expect(populationSentence(program, 'counted', 'en')).toContain('present in the 党组织')
  })

  it.each([
    [{ trees: { prty: {} } }, 'unknown_tree', '/names/trees/prty'],
    [{ states: { done: {} } }, 'unknown_state', '/names/states/done'],
    [{ attributes: { status: { labels: { full: 1 } } } }, 'wrong_type', '/names/attributes/status/labels/full'],
    [{ badges: {} }, 'unknown_key', '/names/badges'],
  ])('are refused as %j', (names, code, path) => {
    const parsed = parseProgram({ ...village(), names })
    expect(parsed.ok ? [] : parsed.issues).toEqual([expect.objectContaining({ code, path })])
  })
})
