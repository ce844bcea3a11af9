import { describe, expect, it } from 'vitest'
import type { List } from '../../src/index.ts'
import { lint } from '../../src/lint/index.ts'
import { issueSentence } from '../../src/words/index.ts'
import { district } from '../lists/district.ts'

const warned = (change: Partial<List>): string[] => {
  const [, attention] = district.lists ?? []
  return lint({ ...district, lists: [{ ...(attention as List), ...change }] })
    .map((one) => one.code)
    .filter((code) => code.includes('list'))
}

describe('a list', () => {
  it.each<[string, Partial<List>, string[]]>([
    ['for the organisation', {}, []],
    ['for the office', { audience: 'office' }, []],
    ['in public', { audience: 'public' }, ['black_list_public']],
    ['that praises, in public', { side: 'red', audience: 'public' }, []],
    ['for three months', { expiryDays: 92 }, []],
    ['for longer', { expiryDays: 93 }, ['black_list_shown_long']],
    [
      'for a year, of persons',
      { persons: { legalBasis: 'x', audience: 'unit', expiryDays: 366 } },
      ['black_list_shown_long'],
    ],
    ['that calls itself one of credit', { label: { 'zh-CN': '失信提醒榜' } }, ['list_of_credit']],
    ['that calls its side so', { wording: { side: { en: 'Credit list' } } }, ['list_of_credit']],
  ])('%s is warned of as %j', (_, change, codes) => {
    expect(warned(change)).toEqual(codes)
  })

  it('uses the population and measures that it names', () => {
    const codes = lint({ ...district, rankings: [], scores: [], lists: (district.lists ?? []).slice(2) })
      .filter((one) => one.code.startsWith('unused'))
      .map((one) => one.params.name)
    expect(codes).not.toContain('inParty')
    expect(codes).not.toContain('faults')
    expect(codes).toContain('blocks')
  })

  it('without a label is warned of, and so is a criterion', () => {
    const paths = lint(district)
      .filter((one) => one.code === 'label_missing' && one.params.lang === 'en')
      .map((one) => one.path)
    expect(paths).toContain('/lists/1/criteria/0')
    expect(paths).not.toContain('/lists/1')
  })

  it('is called by its label in a warning', () => {
    const [warning] = lint({ ...district, lists: (district.lists ?? []).slice(3) }).filter(
      (one) => one.code === 'black_list_public',
    )
    expect(warning && issueSentence(warning, 'zh-CN', district)).toBe(
      '榜单“门前三包待改进”把待整改的对象对外公布。对外通报批评属于行政处罚，须有相应职权（行政处罚法第九条）。',
    )
  })
})
