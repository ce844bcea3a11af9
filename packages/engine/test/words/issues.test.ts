import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile, createLog, type Issue, type Outcome, parseProgram } from '@jixing/engine'
import { issueSentence, LANGS, outcomeSentence } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { ISSUE_WORDS } from '../../src/words/issue-sentence.ts'
import { NOUNS } from '../../src/words/terms.ts'
import { village } from './village.ts'

const src = fileURLToPath(new URL('../../src', import.meta.url))
const source = (pattern: string): string =>
  globSync(pattern, { cwd: src })
    .filter((path) => !path.includes('testing') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(`${src}/${path}`, 'utf8'))
    .join('\n')

const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, code]) => code ?? '')),
]

/** The codes of issues that the engine can give: every `code: '…'` and `fail('…'` before the results. */
const early = source('{base,subjects,event,rules}/**/*.ts')
const codes = [...found(early, /code: '(\w+)'/g), ...found(early, /fail\('(\w+)'/g)]
/** What may be undeclared: the word for it goes into `unknown_…`. */
const undeclared = [
  ...found(early, /unknownName\(\s*[\w.]+,\s*(?:at\([^)]*\)|[^,(]+),\s*'(\w+)'/g),
  ...found(early, /(?:known|allKnown)\([^']*?, '(\w+)'/g),
  ...found(early, /among\([^']*?, '(\w+)'/g),
  ...found(early, /each\((?:argument|value)[.\w]*, [.\w]+, '(\w+)'/g),
]
const warnings = found(source('lint/*.ts'), /warn\(\s*'(\w+)'/g)

const params: Issue['params'] = {
  name: 'x',
  nearest: 'y',
  min: 1,
  max: 2,
  value: '3',
  expected: ['a', 'b'],
  found: ['c'],
}

describe('the sentence of an issue', () => {
  it('is there for every code', () => {
    const all = [...codes.filter((code) => !code.startsWith('unknown_')), ...warnings]
    expect(all.length).toBeGreaterThan(50)
    for (const lang of LANGS) expect(all.filter((code) => !ISSUE_WORDS[lang][code])).toEqual([])
  })

  it('is there for every kind of undeclared name', () => {
    expect(undeclared.length).toBeGreaterThan(10)
    for (const lang of LANGS) {
      expect(undeclared.filter((what) => !NOUNS[lang][what])).toEqual([])
      for (const what of undeclared) {
        expect(issueSentence({ code: `unknown_${what}`, path: '', params }, lang)).not.toContain('unknown')
      }
    }
  })

  it('has the same codes in both languages and no word for what is never said', () => {
    expect(Object.keys(ISSUE_WORDS.en).sort()).toEqual(Object.keys(ISSUE_WORDS['zh-CN']).sort())
    const said = new Set([...codes, ...warnings, 'unknown'])
    expect(Object.keys(ISSUE_WORDS.en).filter((code) => !said.has(code))).toEqual([])
  })

  it.each(LANGS)('ends with a full stop or a question mark in %s, whatever is known', (lang) => {
    const wrong = Object.keys(ISSUE_WORDS[lang])
      .flatMap((code) => [params, {}].map((facts) => issueSentence({ code, path: '', params: facts }, lang)))
      .filter((text) => !(lang === 'en' ? /[.?]$/ : /[。？]$/).test(text) || /undefined|NaN|\[object/.test(text))
    expect(wrong).toEqual([])
  })

  it.each<[Issue['code'], Issue['params'], string, string]>([
    [
      'wrong_type',
      { expected: 'number', found: 'string' },
      '这里应为数字，现为文本。',
      'This must be a number and is a text.',
    ],
    [
      'unknown_key',
      { name: 'pionts', nearest: 'points' },
      '不认识“pionts”这一项，是否应为“points”？',
      '“pionts” is not known here; did you mean “points”?',
    ],
    [
      'unknown_rule',
      { name: 'B1', nearest: 'B01' },
      '没有名为“B1”的规则，是否应为“B01”？',
      'There is no rule called “B1”; did you mean “B01”?',
    ],
    ['unknown_operator', { name: 'plus', nearest: '' }, '公式中不认识“plus”。', 'Formulas do not know “plus”.'],
    [
      'out_of_range',
      { min: 0, max: 4, value: 9 },
      '数值应在 0 到 4 之间，现为 9。',
      'The number must be between 0 and 4 and is 9.',
    ],
    ['out_of_range', { min: 0, value: '-1' }, '数值不得小于 0，现为 -1。', 'The number must be at least 0 and is -1.'],
    [
      'wrong_length',
      { min: 2, max: 2, length: 3 },
      '应有 2 项，现有 3 项。',
      'This must have exactly 2 parts and has 3.',
    ],
    [
      'needs_one_of',
      { expected: ['points', 'times'], found: [] },
      '“points”或“times”应写且只写其中一项，现都没有写。',
      'Exactly one of “points” or “times” must be given; none is.',
    ],
    [
      'too_many_decimals',
      { max: 1, value: '0.25' },
      '0.25 的小数位过多，最多 1 位。',
      '0.25 has too many decimals; at most 1 are kept.',
    ],
    [
      'wrong_format',
      { expected: 'YYYY-MM-DD', value: '1.3.' },
      '“1.3.”的写法不对，应为日期，如 2021-03-31。',
      '“1.3.” is not a date such as 2021-03-31.',
    ],
    ['made_up', {}, '出现问题“made_up”。', 'There is a problem: “made_up”.'],
  ])('says %s with its facts', (code, facts, zh, en) => {
    expect(LANGS.map((lang) => issueSentence({ code, path: '', params: facts }, lang))).toEqual([zh, en])
  })

  it('calls things by their labels when the program is given', () => {
    const issue = { code: 'rule_without_trace', path: '/rules/0', params: { rule: 'visit' } }
    expect(issueSentence(issue, 'zh-CN', village())).toBe('规则“走访”没有注明分值的依据。')
    expect(issueSentence(issue, 'en', village())).toBe('The rule “Visit” does not say where its points come from.')
  })

  it('covers all mistakes of a broken program', () => {
    const parsed = parseProgram({ ...village(), decimals: 9, timeZone: 'Mars', limits: [{ id: 'l', rules: ['vist'] }] })
    const issues = parsed.ok ? [] : parsed.issues
    expect(issues.map((issue) => issueSentence(issue, 'zh-CN'))).toEqual([
      '数值应在 0 到 4 之间，现为 9。',
      '不认识时区“Mars”。',
      '没有名为“vist”的规则，是否应为“visit”？',
      '“points”或“times”应写且只写其中一项，现都没有写。',
    ])
  })
})

describe('the sentence of an outcome', () => {
  it.each<[Outcome, string, string]>([
    [{ outcome: 'created', issues: [] }, '已记录。', 'Recorded.'],
    [
      { outcome: 'exists', issues: [] },
      '这条记录已经有了，没有重复计入。',
      'This record is already there and counts once.',
    ],
    [
      { outcome: 'exists_with_different_occurred_at', issues: [] },
      '已有编号相同而“发生时间”不同的记录，以先到的为准。',
      'A record with the same id and another “time of occurrence” is already there; the first one stands.',
    ],
    [
      {
        outcome: 'refused',
        issues: [
          { code: 'missing_key', path: '/id', params: { name: 'id' } },
          { code: 'empty_text', path: '/type', params: {} },
        ],
      },
      '未予记录：缺少“id”。另有 1 处问题。',
      'Not recorded. “id” is missing. There is 1 more problem.',
    ],
  ])('%j', (outcome, zh, en) => {
    expect(LANGS.map((lang) => outcomeSentence(outcome, lang))).toEqual([zh, en])
  })

  it('is there for what the log answers', () => {
    const compiled = compile([village()])
    const log = createLog(compiled.ok ? compiled.value : expect.unreachable())
    const visit = {
      id: 'a',
      type: 'visit.done',
      occurredAt: '2021-03-02',
      subject: 'm1',
      attributes: { household: 'H1' },
    }
    const records = [visit, visit, { ...visit, attributes: { household: 'H2' } }, { ...visit, type: 'visit.dnoe' }]
    expect(records.map((record) => outcomeSentence(log.add(record), 'zh-CN', village()))).toEqual([
      '已记录。',
      '这条记录已经有了，没有重复计入。',
      '已有编号相同而“住户编号”不同的记录，以先到的为准。',
      '未予记录：没有名为“visit.dnoe”的活动，是否应为“visit.done”？',
    ])
  })
})
