import { describe, expect, it } from 'vitest'
import { ACTIONS, LISTING_STATES } from '../../src/lists/index.ts'
import * as words from '../../src/words/index.ts'
import { LISTING_WORDS } from '../../src/words/listing-sentence.ts'
import { refusalCodes, sourceCodes } from '../lists/codes.ts'
import { district } from '../lists/district.ts'

const { LANGS } = words
const keys = (lang: words.Lang, part: keyof (typeof LISTING_WORDS)['en']): string[] =>
  Object.keys(LISTING_WORDS[lang][part]).sort()

describe('the words of a line', () => {
  it.each(LANGS)('are there for every state and action in %s, and for nothing else', (lang) => {
    expect(keys(lang, 'states')).toEqual([...LISTING_STATES].sort())
    expect(keys(lang, 'actions')).toEqual([...ACTIONS].sort())
  })

  it.each(LANGS)('are there for every refusal in %s, and for nothing else', (lang) => {
    expect(refusalCodes().length).toBeGreaterThan(20)
    expect(keys(lang, 'refusals')).toEqual(refusalCodes())
  })

  it.each(LANGS)('are there in %s for all that time brings, that hides a line or keeps a subject from it', (lang) => {
    expect(keys(lang, 'due')).toEqual(sourceCodes('fall-due.ts', 'FallenDue'))
    expect(keys(lang, 'hidden')).toEqual(sourceCodes('visible.ts', 'HiddenBecause'))
    expect(keys(lang, 'nominations')).toEqual(
      [...new Set([...sourceCodes('nominate.ts', 'LeftOut'), ...sourceCodes('nominate.ts', 'Nominations')])].sort(),
    )
  })

  const facts = {
    code: '',
    at: Date.parse('2021-10-13T16:00:00Z'),
    params: {
      state: 'noticed',
      action: 'publish',
      as: 'recorder',
      workdays: 7,
      until: Date.parse('2021-10-13T16:00:00Z'),
      since: Date.parse('2021-10-08T02:00:00Z'),
    },
  }
  const all = (lang: words.Lang): string[] => [
    ...LISTING_STATES.map((state) => words.listingStateSentence(state, lang)),
    ...ACTIONS.map((action) => words.listingActionSentence(action, lang)),
    ...keys(lang, 'refusals').map((code) => words.listingRefusalSentence({ ...facts, code }, district, lang)),
    ...keys(lang, 'due').map((code) => words.listingDueSentence({ ...facts, code }, district, lang)),
    ...keys(lang, 'hidden').map((code) => words.listingHiddenSentence(code, district, lang)),
    ...keys(lang, 'nominations').map((code) => words.nominationSentence(code, district, lang)),
    ...(district.lists ?? []).map((list) => words.listSentence(district, list.id, lang)),
    ...(district.lists ?? []).flatMap((list) =>
      list.criteria.map((one) => words.criterionText(district, list.id, one.id, lang)),
    ),
  ]

  it('read as Chinese, without an English word', () => {
    expect(all('zh-CN').filter((text) => /[A-Za-z]{2,}|[,;]|undefined/.test(text) || !text.endsWith('。'))).toEqual([])
  })

  it('read as English, without a Chinese word', () => {
    const wrong = all('en').filter(
      (text) => /\p{Script=Han}|[，；：（）。]|undefined| {2}/u.test(text) || !/^[“A-Z].*\.$/u.test(text),
    )
    expect(wrong).toEqual([])
  })

  it('say an unforeseen code as it is', () => {
    expect(words.listingRefusalSentence({ code: 'x_y' }, district, 'en')).toBe('This happened: “x_y”.')
    expect(words.listingStateText('x', 'zh-CN')).toBe('x')
  })

  it.each<[string, object, string, string]>([
    [
      'notice_running',
      { until: facts.params.until },
      '告知期到 2021 年 10 月 13 日为止，还没有满。',
      'The notice runs until the end of 13 October 2021.',
    ],
    [
      'same_person',
      { as: 'approver' },
      '这一步须由另一人办理：该条目由同一人批准。',
      'This needs another person: the same one approved the line.',
    ],
    [
      'out_of_order',
      { state: 'draft', action: 'publish' },
      '条目现在是“草稿”，不能“第二人签发并公布”。',
      'The line is “draft”, so it is not the time to “sign as the second and publish”.',
    ],
    [
      'reminder_missing',
      { workdays: 7 },
      '还没有书面提醒：须提醒满 7 个工作日仍未整改，方可提名。',
      'There was no written reminder: a nomination needs one and 7 working days without rectification.',
    ],
  ])('refuse with %s', (code, params, zh, en) => {
    const refusal = { code, params: params as Record<string, string | number> }
    expect(LANGS.map((lang) => words.listingRefusalSentence(refusal, district, lang))).toEqual([zh, en])
  })
})

describe('the sentence of a list', () => {
  it.each<[string, string, string]>([
    [
      'cleanest',
      '“环境卫生红榜”（红榜）：每月评一次，对象为街区；须“检查均分”不低于 95，且在“街区检查排名”中排在前 3 名；最多 3 个；名额末位相同的一并列入；提名后告知本人 5 个工作日；陈述和异议在 10 个工作日内由另一人答复；公布 30 天后自动撤下，对外公布，写全名。',
      '“Cleanest blocks” (red list): blocks, once each month; where “Inspection mean” is at least 95 and it is among the first 3 of “Blocks”; at most 3 blocks; those equal with the last one in are in; then the subject has notice for 5 working days; a second person decides statements and objections within 10 working days; taken down 30 days after publication; shown in public, with full names.',
    ],
    [
      'attention',
      '“环境卫生提醒榜”（提醒榜）：每月评一次，对象为街区；有一项即可：“检查均分”低于 60，或“隐患”高于 0；最多 2 个；先比“检查均分”（低者在前）；名额末位相同的一并列入；书面提醒满 7 个工作日仍未整改的，方可提名；提名后告知本人 5 个工作日；陈述和异议在 10 个工作日内由另一人答复；公布后 7 个工作日内整改，整改材料在 3 个工作日内核实；公布 30 天后自动撤下，内部公布，写全名。',
      '“Blocks that need attention” (Attention list): blocks, once each month; where “Inspection mean” is less than 60 or “Hazards” is more than 0; at most 2 blocks; first by lower “Inspection mean”; those equal with the last one in are in; nominated only 7 working days after a written reminder that brought no rectification; then the subject has notice for 5 working days; a second person decides statements and objections within 10 working days; rectification is due within 7 working days of publication and is verified within 3 working days; taken down 30 days after publication; shown within the organisation, with full names.',
    ],
  ])('%s', (id, zh, en) => {
    expect(LANGS.map((lang) => words.listSentence(district, id, lang))).toEqual([zh, en])
  })
})

describe('the sentence of a line', () => {
  const low = {
    criterion: 'low',
    code: 'compared',
    params: { path: '/when', test: 'lt', left: '167/3', right: '60', negated: false },
  }
  const last = {
    criterion: 'first',
    code: 'ranked',
    params: { ranking: 'blocks', end: 'bottom', places: 2, rank: 4, among: 5, value: '50', tied: false, atEdge: false },
  }
  const line = {
    list: 'attention',
    period: { key: '2021-07' },
    reasons: [low],
    expiresAt: Date.parse('2021-09-19T16:00:00Z'),
  }

  it('is in the wording of its list', () => {
    expect(
      LANGS.map((lang) => words.listingSentence(district, line, lang === 'en' ? 'Block 1' : '石一街区', lang)),
    ).toEqual([
      '石一街区 2021 年 7 月“检查均分”低于 60（实为约 55.67），列入提醒榜，至 2021 年 9 月 19 日。',
      'Block 1 is on the Attention list for July 2021 until 19 September 2021: “Inspection mean” is less than 60 (it is about 55.67).',
    ])
  })

  it('is a plain one where the list has no wording', () => {
    const plain = {
      ...line,
      list: 'cleanest',
      reasons: [
        { ...low, criterion: 'clean' },
        { ...last, params: { ...last.params, end: 'top' } },
      ],
    }
    expect(words.listingSentence(district, plain, 'Block 1', 'en')).toBe(
      'Block 1 is on “Cleanest blocks” for July 2021: “Inspection mean” is at least 95 (it is about 55.67), it is in place 4 of 5 in “Blocks”.',
    )
  })

  it.each<[string, words.StatedReason, string, string]>([
    [
      'a rank from the end',
      last,
      '在“街区检查排名”中排第 4 名（共 5 个，取末尾）',
      'it is in place 4 of 5 in “Blocks”, counted from the end',
    ],
    ['what a person stated', { criterion: '', code: 'stated', params: { text: '巡查发现' } }, '巡查发现', '巡查发现'],
    [
      'a negated comparison',
      { ...low, params: { ...low.params, negated: true } },
      '“检查均分”不低于 60（实为约 55.67）',
      '“Inspection mean” is at least 60 (it is about 55.67)',
    ],
    ['a criterion that is no longer there', { ...low, criterion: 'gone' }, 'gone', 'gone'],
  ])('gives the reason of %s', (_, reason, zh, en) => {
    expect(LANGS.map((lang) => words.reasonText(district, 'attention', reason, lang))).toEqual([zh, en])
  })
})
