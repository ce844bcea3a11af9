import type { Ranking, Rule, Tier } from '@jixing/engine'
import { LANGS, rankingSentence, ruleSentence, tierSentence } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from './village.ts'

type Parts = Omit<Rule, 'id'> & Readonly<Record<string, unknown>>

const branch = { kind: 'branch', unitOf: { kind: 'member', from: 'subject' }, tree: 'party' } as const
const all = { kind: 'member', from: 'all' } as const
const honours = { h: { label: { 'zh-CN': '百访', en: 'Hundred visits' } } }

/** A rule and what it says in Chinese and English. */
const rules: readonly (readonly [what: string, rule: object, zh: string, en: string])[] = [
  [
    'a milestone',
    {
      kind: 'milestone',
      category: 'B',
      to: { kind: 'member' },
      measure: 'visits',
      steps: [
        { at: 100, points: 1, honour: 'h' },
        { at: 300, points: 0, honour: 'h' },
        { at: 500, points: -2 },
      ],
    },
    '每名党员的“走访次数”累计达到 100 得 1 分并获荣誉“百访”，达到 300 获荣誉“百访”，达到 500 扣 2 分；每级只计一次。',
    'For each member, “Visits” in all: 1 point and the honour “Hundred visits” at 100, the honour “Hundred visits” at 300, minus 2 points at 500; each step once.',
  ],
  [
    'a milestone over points, in steps without end',
    {
      kind: 'milestone',
      category: 'N',
      to: { kind: 'member' },
      of: { categories: ['B'] },
      window: 'quarter',
      every: { of: 10, points: 0.5 },
      again: true,
    },
    '每季度，每名党员的“联户服务”类积分：每满 10 得 0.5 分；降下来后再次达到的再计。',
    'For each member, “Household service” points of each quarter: 0.5 points for every 10; a step counts again each time it is reached again.',
  ],
  [
    'a milestone over rules, up to an end',
    {
      kind: 'milestone',
      category: 'N',
      to: { kind: 'member' },
      of: { rules: ['visit', 'duty'] },
      window: 'year',
      every: { of: 10, points: 1, upTo: 100 },
    },
    '每年，每名党员的“走访”和“值勤”积分：每满 10 得 1 分（到 100 为止）；每年每级只计一次。',
    'For each member, “Visit” and “Duty” points of each year: 1 point for every 10 (up to 100); each step once a year.',
  ],
  [
    'a streak',
    {
      kind: 'streak',
      category: 'B',
      on: ['visit.done'],
      to: all,
      window: 'month',
      length: 3,
      atLeast: 1,
      run: 'tumbling',
      points: 3,
      honour: 'h',
    },
    '“联户走访”每月至少 1 次、连续 3 个月的，该党员及参加的每名党员各得 3 分并获荣誉“百访”；每满 3 个月计一次；没有做到但当月有免评、请假或暂停的，跳过，不算中断。',
    '“Household visit” at least once a month, 3 months in a row: the member and each member taking part each earn 3 points and the honour “Hundred visits”; given again after every 3 months of the run; a month without it in which an exemption falls is passed over and breaks nothing.',
  ],
  [
    'a streak that slides and that exemptions break',
    {
      kind: 'streak',
      category: 'B',
      on: ['visit.done', 'duty.done'],
      when: { field: 'need' },
      to: { kind: 'member', from: 'subject' },
      window: 'week',
      length: 2,
      atLeast: 2,
      run: 'sliding',
      points: 0,
      honour: 'h',
      exempt: 'break',
    },
    '“联户走访”或“值勤”（注明“发现需求”）每周至少 2 次、连续 2 周的，该党员获荣誉“百访”；自满 2 周起每周计一次；没有做到的，即使当周免评、请假或暂停也算中断。',
    '“Household visit” or “Team duty” (when it is marked “a need was found”) at least twice a week, 2 weeks in a row: the member earns the honour “Hundred visits”; given in every week of the run from the 2nd on; a week without it breaks the run, exempt or not.',
  ],
  [
    'a streak once in each run',
    {
      kind: 'streak',
      category: 'B',
      on: ['visit.done'],
      to: { kind: 'member', from: 'participants' },
      window: 'day',
      length: 11,
      atLeast: 3,
      run: 'once',
      points: 1,
      excused: 'whole',
    },
    '“联户走访”每日至少 3 次、连续 11 天的，参加的每名党员得 1 分；每次连续只计一次；没有做到但全天都免评、请假或暂停的，跳过，不算中断。',
    '“Household visit” at least 3 times a day, 11 days in a row: each member taking part earns 1 point; given once in each run; a day without it that is exempt as a whole is passed over and breaks nothing.',
  ],
  [
    'places',
    { kind: 'place', category: 'B', period: 'quarter', measure: 'visits', points: [3, 2], honours: ['h'] },
    '每季度，党员按“走访次数”从高到低排名：第 1 名得 3 分并获荣誉“百访”，第 2 名得 2 分；并列的都得该名次的积分，后面的名次空出；季度结束后计。',
    'Each quarter, every member by “Visits”, highest first: 3 points and the honour “Hundred visits” for place 1, 2 points for place 2; those equal all have the place and its points, and the places after it stay empty; counted when the quarter is over.',
  ],
  [
    'many places of a round',
    {
      kind: 'place',
      category: 'B',
      period: 'season',
      measure: 'visits',
      order: 'asc',
      ties: 'shared',
      points: [25, 18, 15, 12, 10, 8, 6, 4, 3, 2, 1],
    },
    '每赛季，党员按“走访次数”从低到高排名：第 1 名得 25 分，第 2 名得 18 分，第 3 名得 15 分，依次类推，第 11 名得 1 分；并列的都得该名次的积分，后面的名次不空出；随时计。',
    'Each season, every member by “Visits”, lowest first: 25 points for place 1, 18 points for place 2, 15 points for place 3, and so on, 1 point for place 11; those equal all have the place and its points, and no place stays empty; counted as it stands.',
  ],
  [
    'places that count once the period is closed',
    { kind: 'place', category: 'B', period: 'year', measure: 'visits', ties: 'split', points: [0, 1], closed: true },
    '每年度，党员按“走访次数”从高到低排名：第 1 名不计分，第 2 名得 1 分；并列的平分所占名次的积分；公示或冻结后计。',
    'Each year, every member by “Visits”, highest first: nothing for place 1, 1 point for place 2; those equal split the points of the places they take; counted once the period is closed or frozen.',
  ],
  [
    'a challenge',
    {
      kind: 'challenge',
      category: 'B',
      from: '2021-03-01',
      until: '2021-06-01',
      unit: branch,
      on: ['visit.done'],
      target: 50,
      to: all,
      points: 2,
      honour: 'h',
    },
    '2021 年 3 月 1 日至 2021 年 5 月 31 日，该党员所在的党支部的“联户走访”满 50 次的，达成前参加的每名党员得 2 分并获荣誉“百访”。',
    'From 1 March 2021 to 31 May 2021, when the branch of the member reaches 50 records of “Household visit”: each member who took part until then earns 2 points and the honour “Hundred visits”.',
  ],
  [
    'a challenge over everything assigned, split',
    {
      kind: 'challenge',
      category: 'B',
      from: '2021-03-01',
      until: '2021-06-01',
      unit: branch,
      on: ['visit.done'],
      when: { eq: [{ field: 'class' }, 'key'] },
      field: 'household',
      target: { assigned: 'keyHousehold', tree: 'party' },
      to: all,
      points: 20,
      share: 'split',
      honour: 'h',
    },
    '2021 年 3 月 1 日至 2021 年 5 月 31 日，该党员所在的党支部的“联户走访”覆盖所负责的全部重点联系户的，达成前参加的党员平分 20 分，并获荣誉“百访”；只计关心类别为重点关心的。',
    'From 1 March 2021 to 31 May 2021, when the branch of the member reaches every key household assigned to it, by “Household visit”: the members who took part until then split 20 points with the honour “Hundred visits”; only where care class is key care.',
  ],
  [
    'a challenge over a sum, for the unit',
    {
      kind: 'challenge',
      category: 'B',
      from: '2021-01-01',
      until: '2021-03-01',
      unit: branch,
      on: ['visit.done'],
      value: { field: 'people' },
      target: 1000,
      to: branch,
      points: 5,
    },
    '2021 年 1 月 1 日至 2021 年 2 月 28 日，该党员所在的党支部的“联户走访”的联系人数合计满 1000 的，该党支部得 5 分。',
    'From 1 January 2021 to 28 February 2021, when the branch of the member reaches 1,000 in the sum of people met over “Household visit”: the branch earns 5 points.',
  ],
  [
    'a challenge over different values',
    {
      kind: 'challenge',
      category: 'B',
      from: '2021-01-01',
      until: '2021-01-02',
      unit: branch,
      on: ['visit.done'],
      field: 'household',
      target: 30,
      to: all,
      points: 0,
    },
    '2021 年 1 月 1 日至 2021 年 1 月 1 日，该党员所在的党支部的“联户走访”涉及的不同住户满 30 个的，达成前参加的每名党员不计分。',
    'From 1 January 2021 to 1 January 2021, when the branch of the member reaches 30 different household values in “Household visit”: each member who took part until then earns nothing.',
  ],
  [
    'a multiplier between two days',
    {
      kind: 'multiplier',
      rules: ['visit'],
      factor: 2,
      from: '2021-03-01',
      until: '2021-03-08',
      when: { isSubject: true },
    },
    '2021 年 3 月 1 日至 2021 年 3 月 7 日，“走访”应得积分按 2 倍计；只计本人为记录主体的。',
    'From 1 March 2021 to 7 March 2021, points asked for by “Visit” count 2 times; only where they are the subject of the record.',
  ],
  [
    'a multiplier of deductions from a day on',
    { kind: 'multiplier', categories: ['N'], factor: '0.5', from: '2021-03-01', side: 'deductions' },
    '自 2021 年 3 月 1 日起，“扣分”类应扣积分按 0.5 倍计。',
    'From 1 March 2021 on, deductions in “Deductions” count 0.5 times.',
  ],
  [
    'a multiplier until a day',
    { kind: 'multiplier', categories: ['B'], factor: 3, until: '2021-03-01' },
    '至 2021 年 2 月 28 日止，“联户服务”类应得积分按 3 倍计。',
    'Until 28 February 2021, points asked for in “Household service” count 3 times.',
  ],
  [
    'a multiplier at all times, switched off',
    { kind: 'multiplier', categories: ['B'], factor: 3, off: true },
    '“联户服务”类应得积分按 3 倍计；本规则已停用，不再产生积分。',
    'Points asked for in “Household service” count 3 times; this rule is switched off and gives no more points.',
  ],
  [
    'an expiry after months',
    { kind: 'expiry', categories: ['B'], months: 12, deductions: 'consume' },
    '“联户服务”类积分自取得之日起满 12 个月过期；扣分先用掉最早过期的积分。',
    'Points in “Household service” expire 12 months after they were earned; deductions use up first what expires first.',
  ],
  [
    'an expiry after a day',
    { kind: 'expiry', rules: ['visit', 'duty'], days: 1 },
    '“走访”和“值勤”积分自取得之日起满 1 天过期；扣分不影响积分过期。',
    'Points by “Visit” and “Duty” expire 1 day after they were earned; deductions leave them as they are.',
  ],
  [
    'points that are split',
    { kind: 'award', category: 'B', on: ['visit.done'], to: all, points: 2, share: 'split' },
    '联户走访，该党员及参加的每名党员平分 2 分。',
    'Household visit: 2 points are split equally between the member and each member taking part.',
  ],
  [
    'a scale that is split',
    {
      kind: 'award',
      category: 'B',
      on: ['duty.done'],
      to: { kind: 'member', from: 'participants' },
      points: { perUnit: { of: { field: 'hours' }, rate: 1, step: 0.5 } },
      share: 'split',
    },
    '值勤，参加的每名党员每小时得 1 分，按 0.5 小时计，由各方平分。',
    'Team duty: each member taking part earns 1 point for each hour, counted in steps of 0.5 hours, split equally between them.',
  ],
  [
    'a loss that is split among everyone of a unit except some',
    {
      kind: 'award',
      category: 'B',
      on: ['visit.done'],
      to: { kind: 'member', membersOf: branch, tree: 'party', except: { kind: 'member', from: 'subject' } },
      points: -2,
      share: 'split',
    },
    '联户走访，该党员所在的党支部的每名党员（免评的和该党员除外）共扣 2 分，平均分担。',
    'Household visit: a loss of 2 points is split equally between each member of the branch of the member (except those exempt and the member).',
  ],
  [
    'everyone of a unit, exempt or not',
    {
      kind: 'award',
      category: 'B',
      on: ['visit.done'],
      to: { kind: 'member', membersOf: branch, tree: 'party', withExempt: true },
      points: 1,
    },
    '联户走访，该党员所在的党支部的每名党员得 1 分。',
    'Household visit: each member of the branch of the member earns 1 point.',
  ],
]

describe('the sentence of a rule', () => {
  it.each(rules)('says %s', (_, rule, zh, en) => {
    const program = village({ honours, rules: [...village().rules, { id: 'x', ...rule } as unknown as Rule] })
    expect(LANGS.map((lang) => ruleSentence(program, 'x', lang))).toEqual([zh, en])
  })

  it.each([
    ['multiply', '同时有几个倍数时，各倍数相乘。', 'several factors at once are multiplied.'],
    ['highest', '同时有几个倍数时，取最高的一个。', 'of several factors at once the highest counts.'],
    [
      'add',
      '同时有几个倍数时，各倍数超出 1 的部分相加。',
      'of several factors at once, what each has above 1 is added.',
    ],
  ] as const)('says how several multipliers go together: %s', (stacking, zh, en) => {
    const multiplier = (id: string): Rule => ({ id, kind: 'multiplier', categories: ['B'], factor: 2 })
    const program = village({ stacking, rules: [...village().rules, multiplier('m'), multiplier('n')] })
    expect(ruleSentence(program, 'm', 'zh-CN').endsWith(zh)).toBe(true)
    expect(ruleSentence(program, 'm', 'en').endsWith(en)).toBe(true)
  })

  it('says the limit of a milestone with it', () => {
    const rule: Parts = {
      kind: 'milestone',
      category: 'B',
      to: { kind: 'member' },
      measure: 'visits',
      steps: [{ at: 10, points: 2 }],
    } as never
    const limits = [{ id: 'L', rules: ['x'], times: 1, per: { window: 'year' } }] as const
    const program = village({ rules: [...village().rules, { id: 'x', ...rule } as Rule], limits })
    expect(ruleSentence(program, 'x', 'zh-CN')).toMatch(/每级只计一次；每年最多 1 次。$/)
  })
})

describe('the sentence of a standing', () => {
  const say = (ranking: Partial<Ranking>, tier: Partial<Tier>, by: 'ranking' | 'tier'): string[] => {
    const [members] = village().rankings as [Ranking]
    const [grade] = village().tiers as [Tier]
    const program = village({
      rankings: [{ ...members, ...ranking }],
      tiers: [{ ...grade, ...tier }],
    })
    return LANGS.map((lang) =>
      by === 'ranking' ? rankingSentence(program, 'members', lang) : tierSentence(program, 'grade', lang),
    )
  }

  it('says a mini-league', () => {
    const tieBreakers = [{ miniLeague: ['visits'], opponent: 'team', again: true }] as const
    expect(say({ tieBreakers }, {}, 'ranking').map((one) => one.split(/；(?=同分时)|; (?=between)/)[1])).toEqual([
      '同分时依次比较彼此之间的“走访次数”（只计互为对手的记录，对手记在“服务队”中；依次比较，高者在前；仍相同的再单独比较）。',
      'between equal scores decides the higher “Visits” against each other (only records that name one of the equals as “team”; those still equal begin again among themselves).',
    ])
  })

  it.each<[string, Partial<Ranking>, Partial<Tier>, string, string]>([
    [
      'what a band needs',
      {},
      { needs: [{ band: 'good', when: { gte: [{ mark: 'appraisal' }, 60] } }] },
      '评为“良好”还须民主评议评分不低于 60；不符合的列入其后符合条件的一档。',
      '“Good” also needs that the democratic appraisal mark is at least 60; who does not fulfil this falls to the next band whose needs are fulfilled.',
    ],
    [
      'promotion and demotion with a buffer',
      {},
      { moves: { up: 1, down: 0, buffer: 2 } },
      '与上期相比最多升 1 档，不降档；升档须比该档的线高 2 分，比原档的线低 2 分以上才降档。',
      'against the period before at most 1 band up and never down; up only when 2 points above the mark of the band, down only when more than 2 points below the mark of its own band.',
    ],
    [
      'a buffer where less is better',
      { order: 'asc' },
      { moves: { buffer: '0.5' } },
      '升档须比该档的线低 0.5 分，比原档的线高出 0.5 分以上才降档。',
      'up only when 0.5 points below the mark of the band, down only when more than 0.5 points above the mark of its own band.',
    ],
    [
      'two bands down',
      {},
      { moves: { down: 2 } },
      '与上期相比最多降 2 档。',
      'against the period before at most 2 bands down.',
    ],
  ])('says %s', (_, ranking, tier, zh, en) => {
    const [chinese = '', english = ''] = say(ranking, tier, 'tier')
    expect(chinese.slice(-zh.length)).toBe(zh)
    expect(english.slice(-en.length)).toBe(en)
  })
})
