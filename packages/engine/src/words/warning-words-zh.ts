import type { IssueFacts, IssueWords } from './issue-facts.ts'

const LANGUAGES: Readonly<Record<string, string>> = { 'zh-CN': '中文', en: '英文' }
const BANNED: Readonly<Record<string, string>> = {
  log_in: '登录次数',
  like: '点赞',
  vote: '网络投票',
  forward: '转发',
  study_time: '学习时长',
  install: '安装或下载应用',
  screen_time: '在线或使用时长',
}
const NOT_MONOTONE: Readonly<Record<string, (facts: IssueFacts) => string>> = {
  rolling: () => '按连续天数计，前后会互相影响',
  keeps_highest: () => '分值高的优先，且只给剩余部分',
  unequal_awards: () => '所管的得分大小不一，却按次数限定',
  after_points: (facts) => `排在分值限额“${facts.text('other')}”之后，收到的得分可能不完整`,
  does_not_nest: (facts) => `与限额“${facts.text('other')}”互有交叉，谁也不包含谁`,
}

/** What each warning means, in Chinese. */
export const warningWordsZh: IssueWords = {
  must_not_be_scored: (facts) =>
    `“${facts.text('by')}”把${BANNED[facts.text('what')] ?? facts.text('what')}（“${facts.text('name')}”）作为考核依据，${facts.text('source')}不允许。`,
  ranking_public: (facts) => `排名对外公开。公开个人信息须取得单独同意（${facts.text('source')}）。`,
  ranking_to_all: (facts) => `排名对所有人可见。积分排名不得作为强制功能（${facts.text('source')}），请再斟酌。`,
  names_full: (facts) => `姓名完整显示。公开个人信息须取得单独同意（${facts.text('source')}）。`,
  list_of_credit: (facts) =>
    `榜单“${facts.text('list')}”称作信用名单。信用名单须有法律依据并列入目录（${facts.text('source')}），请换一个名称。`,
  black_list_public: (facts) =>
    `榜单“${facts.text('list')}”把待整改的对象对外公布。对外通报批评属于行政处罚，须有相应职权（${facts.text('source')}）。`,
  black_list_shown_long: (facts) =>
    `榜单“${facts.text('list')}”公布 ${facts.text('days')} 天。轻微事项不公布，或最多公布三个月（${facts.text('source')}）。`,
  rule_never_matches: (facts) => `规则“${facts.text('rule')}”的条件永远不成立，不会产生积分。`,
  rule_gives_nothing: (facts) => `规则“${facts.text('rule')}”的分值总是 0。`,
  measure_never_matches: (facts) => `指标“${facts.text('measure')}”的条件永远不成立，不会计入任何记录。`,
  value_not_declared: (facts) =>
    `“${facts.text('name')}”没有“${facts.text('value')}”这个取值（可选：${facts.list('expected')}）${facts.has('nearest') ? `，是否应为“${facts.text('nearest')}”？` : '。'}`,
  number_out_of_reach: (facts) => {
    const low = facts.has('min') ? `最小 ${facts.text('min')}` : ''
    const high = facts.has('max') ? `最大 ${facts.text('max')}` : ''
    const range = [low, high].filter((one) => one !== '').join('，')
    return `与 ${facts.text('value')} 的比较永远不成立${range === '' ? '' : `（这个值${range}）`}。`
  },
  limit_without_points: (facts) => `限额“${facts.text('limit')}”没有可限的积分：所管规则都不产生这一方向的分值。`,
  limit_repeats: (facts) => `限额“${facts.text('limit')}”与“${facts.text('other')}”相同，是多余的。`,
  limit_weaker: (facts) => `限额“${facts.text('limit')}”比同样范围的“${facts.text('other')}”宽，不起作用。`,
  limit_never_binds: (facts) =>
    `限额“${facts.text('limit')}”永远不会达到：所管规则最多只能有 ${facts.text('most')} ${facts.text('unit') === 'times' ? '次' : '分'}。`,
  limit_not_monotone: (facts) =>
    `在限额“${facts.text('limit')}”下，撤销一条得分可能使另一条得分变少：${NOT_MONOTONE[facts.text('reason')]?.(facts) ?? facts.text('reason')}。`,
  band_out_of_reach: (facts) =>
    `等级“${facts.text('tier')}”的“${facts.text('band')}”无人能及：要求 ${facts.text('value')}，得分值最好只到 ${facts.text('best')}。`,
  band_below_none: (facts) =>
    `等级“${facts.text('tier')}”的“${facts.text('band')}”不会有人：分数线 ${facts.text('value')} 没有比上一档放宽。`,
  quotas_above_all: (facts) => `等级“${facts.text('tier')}”各档比例合计 ${facts.text('percent')}%，超过 100%。`,
  milestone_never_reached: (facts) =>
    `里程碑“${facts.text('rule')}”的 ${facts.text('value')} 这一级永远达不到${facts.has('most') ? `：最多只能到 ${facts.text('most')}` : ''}。`,
  milestone_reached_before: (facts) =>
    `里程碑“${facts.text('rule')}”的 ${facts.text('value')} 这一级一开始就已达到，永远不会再达到。`,
  milestone_not_ascending: (facts) =>
    `里程碑“${facts.text('rule')}”的 ${facts.text('value')} 排在更高的 ${facts.text('before')} 之后，请按从低到高排列。`,
  step_gives_nothing: (facts) =>
    `里程碑“${facts.text('rule')}”的 ${facts.text('value')} 这一级既不给积分，也不授荣誉。`,
  streak_never_completes: (facts) =>
    `规则“${facts.text('rule')}”要求连续 ${facts.text('value')} 天，但按其条件最多只能连续 ${facts.text('most')} 天。`,
  challenge_without_target: (facts) =>
    `共同目标“${facts.text('rule')}”的目标是 ${facts.text('value')}，第一条记录就会达成。`,
  challenge_never_reached: (facts) =>
    `共同目标“${facts.text('rule')}”永远达不成：目标是 ${facts.text('value')}，最多只能到 ${facts.text('most')}。`,
  split_leaves_nothing: (facts) => `规则“${facts.text('rule')}”的积分只够一人：两人以上平分后什么也不剩。`,
  rule_over_before_start: (facts) =>
    `规则“${facts.text('rule')}”在本方案生效（${facts.text('value')}）之前就已结束，不起作用。`,
  multiplier_covers_nothing: (facts) => `倍数“${facts.text('rule')}”不起作用：所管规则都不产生这一方向的分值。`,
  multiplier_changes_nothing: (facts) => `倍数“${facts.text('rule')}”是 1 倍，不改变任何分值。`,
  stacking_without_effect: () => `写明了几个倍数如何叠加，但没有两个倍数会同时作用于一条规则。`,
  expiry_covers_nothing: (facts) => `过期规则“${facts.text('rule')}”不起作用：所管规则都不产生加分。`,
  expiry_never_acts: (facts) =>
    `过期规则“${facts.text('rule')}”不起作用：所管积分已由排在前面的“${facts.text('other')}”管理。`,
  need_without_effect: (facts) =>
    `等级“${facts.text('tier')}”对“${facts.text('band')}”的附加条件不起作用：最后一档不设条件，或条件总是成立。`,
  band_never_given: (facts) => `等级“${facts.text('tier')}”的“${facts.text('band')}”不会有人：其附加条件永远不成立。`,
  moves_without_effect: (facts) =>
    `等级“${facts.text('tier')}”的升降规定不起作用：没有写明任何一项，或其周期没有上一期。`,
  nobody_rises: (facts) => `等级“${facts.text('tier')}”规定不升档：首期之后谁也升不上去。`,
  band_not_entered: (facts) =>
    `等级“${facts.text('tier')}”的“${facts.text('band')}”首期之后升不上去：加上缓冲要求 ${facts.text('value')}，得分值最好只到 ${facts.text('best')}。`,
  unused_honour: (facts) => `荣誉“${facts.text('name')}”没有规则授予。`,
  unused_activity: (facts) => `活动“${facts.text('name')}”没有规则、指标或事项使用。`,
  unused_measure: (facts) => `指标“${facts.text('name')}”没有得分值或排名使用，只供查看。`,
  unused_population: (facts) => `计分范围“${facts.text('name')}”没有得分值或排名使用。`,
  unused_case: (facts) => `事项“${facts.text('name')}”没有规则、指标使用。`,
  rule_without_trace: (facts) => `规则“${facts.text('rule')}”没有注明分值的依据。`,
  labels_missing: (facts) => `方案没有任何${LANGUAGES[facts.text('lang')] ?? facts.text('lang')}名称。`,
  label_missing: (facts) =>
    `${facts.noun('what')}“${facts.text('name')}”缺少${LANGUAGES[facts.text('lang')] ?? facts.text('lang')}名称。`,
}
