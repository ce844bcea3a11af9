import type { IssueFacts, IssueWords } from './issue-facts.ts'

const perhaps = (facts: IssueFacts): string => (facts.has('nearest') ? `，是否应为“${facts.text('nearest')}”？` : '。')
const between = (facts: IssueFacts): string => {
  if (!facts.has('max')) return `不得小于 ${facts.text('min')}`
  return facts.has('min') ? `应在 ${facts.text('min')} 到 ${facts.text('max')} 之间` : `不得大于 ${facts.text('max')}`
}

/** What each issue of a program or record means, in Chinese. */
export const issueWordsZh: IssueWords = {
  wrong_type: (facts) => `这里应为${facts.term('expected')}，现为${facts.term('found')}。`,
  wrong_value_type: (facts) => `公式的这一部分应得出${facts.term('expected')}，现得出${facts.term('found')}。`,
  wrong_format: (facts) => `“${facts.text('value')}”的写法不对，应为${facts.term('expected')}。`,
  out_of_range: (facts) => `数值${between(facts)}${facts.has('value') ? `，现为 ${facts.text('value')}` : ''}。`,
  not_exact: (facts) => `“${facts.text('value')}”不是可以精确记录的数。`,
  too_many_decimals: (facts) =>
    facts.number('max') === 0
      ? `${facts.text('value')} 应为整数。`
      : `${facts.text('value')} 的小数位过多，最多 ${facts.text('max')} 位。`,
  wrong_length: (facts) => {
    const found = facts.has('length') ? `，现有 ${facts.text('length')} 项` : ''
    const fixed = facts.has('min') && facts.text('min') === facts.text('max')
    return fixed ? `应有 ${facts.text('min')} 项${found}。` : `项数${between(facts)}${found}。`
  },
  wrong_name: (facts) => `“${facts.text('name')}”不能用作名称。`,
  unknown_key: (facts) => `不认识“${facts.text('name')}”这一项${perhaps(facts)}`,
  missing_key: (facts) => `缺少“${facts.text('name')}”。`,
  needs_one_of: (facts) =>
    `${facts.list('expected')}应写且只写其中一项，现${facts.has('found') ? `写有${facts.list('found')}` : '都没有写'}。`,
  not_one_of: (facts) => `“${facts.text('value')}”不在可选值中（可选：${facts.list('expected')}）${perhaps(facts)}`,
  text_too_long: (facts) => `文字过长，共 ${facts.text('length')} 字，最多 ${facts.text('max')} 字。`,
  empty_text: () => '不能为空。',
  control_character: () => '文字中含有不可见的控制字符。',
  unknown: (facts) => `没有名为“${facts.text('name')}”的${facts.noun('what')}${perhaps(facts)}`,
  unknown_operator: (facts) => `公式中不认识“${facts.text('name')}”${perhaps(facts)}`,
  wrong_zone: (facts) => `给出的时区表不是“${facts.text('name')}”的时区表。`,
  unknown_time_zone: (facts) => `不认识时区“${facts.text('name')}”${perhaps(facts)}`,
  one_operator: (facts) =>
    `公式的每一部分应写且只写一个运算，现${facts.has('found') ? `写有${facts.list('found')}` : '没有写'}。`,
  expression_too_deep: (facts) => `公式嵌套过深，最多 ${facts.text('max')} 层。`,
  expression_too_large: (facts) => `公式过长，最多 ${facts.text('max')} 个部分。`,
  too_deep: (facts) => `内容嵌套过深，最多 ${facts.text('max')} 层。`,
  too_large: (facts) => `内容过多，最多读取 ${facts.text('max')} 个部分。`,
  duplicate_id: (facts) => `编号“${facts.text('name')}”重复。`,
  field_type_differs: (facts) =>
    facts.text('expected') === facts.text('found')
      ? `字段“${facts.text('name')}”在别处的小数位数或空缺含义与这里不同；同名字段应一致。`
      : `字段“${facts.text('name')}”在别处为${facts.term('expected')}，在这里为${facts.term('found')}；同名字段的类型应一致。`,
  kind_differs: (facts) => `这里应为“${facts.text('expected')}”的计分范围，现为“${facts.text('found')}”的。`,
  unit_not_above: (facts) =>
    `在组织树“${facts.text('tree')}”中，“${facts.text('unit')}”不在“${facts.text('kind')}”之上。`,
  except_of_other_kind: (facts) =>
    `除外的对象应与其他对象一样为“${facts.text('expected')}”，不能是“${facts.text('found')}”。`,
  kind_not_in_tree: (facts) => `“${facts.text('kind')}”不在组织树“${facts.text('tree')}”中。`,
  score_elsewhere: (facts) => `得分值“${facts.text('name')}”属于别的积分对象或周期，这里不能用。`,
  tier_elsewhere: (facts) => `等级“${facts.text('name')}”属于别的积分对象或周期，这里不能用。`,
  measure_without_value: (facts) => `指标“${facts.text('name')}”没有数值，不能用来分先后。`,
  milestone_shares_limit: (facts) =>
    `里程碑“${facts.text('name')}”所统计的积分又受它自己影响${facts.has('limit') ? `（限额“${facts.text('limit')}”涵盖了它）` : ''}，无法先后结算。`,
  category_not_earlier: (facts) =>
    `类别“${facts.text('category')}”的里程碑只能统计排在它前面的类别的积分，“${facts.text('name')}”不在其前。`,
  measure_kind_differs: (facts) => `这里应为“${facts.text('expected')}”的指标，现为“${facts.text('found')}”的。`,
  measure_only_falls: (facts) => `指标“${facts.text('name')}”取最小值，只会变小，达不到任何一级。`,
  duplicate_step: (facts) => `${facts.text('value')} 这一级重复。`,
  not_positive: (facts) => `数值应大于 0，现为 ${facts.text('value')}。`,
  too_many_steps: (facts) => `级数过多，最多 ${facts.text('max')} 级。`,
  gives_no_points: (facts) => `规则“${facts.text('name')}”自身不给积分。`,
  not_multiplied: (facts) => `规则“${facts.text('name')}”不是得分规则，不能加倍。`,
  overlap_of_overlap: (facts) => `规则“${facts.text('name')}”自身也按时间重叠排除，不能再被别的规则引用。`,
  rolling_keeps_earliest: () => '按连续天数计的限额只能先发生的优先，不能取最高。',
  last_band_takes_rest: () => '最后一档收纳其余各名，不能设分数线、比例或最低分。',
  day_twice: (facts) => `“${facts.text('name')}”在日历中写了两次。`,
  list_needs_calendar: (facts) => `周期“${facts.text('name')}”没有起止日期，不能结账冻结，红黑榜不能用。`,
  within_needs_tree: (facts) => `按“${facts.text('name')}”分别计数，计分范围须写明组织树。`,
  person_not_stated: (facts) => `红黑榜要用到“${facts.text('name')}”，须写明它是不是自然人（person）。`,
  person_on_black_side: (facts) =>
    `“${facts.text('name')}”是自然人，不能列入黑榜；确有法律依据的，须写明依据、知悉范围和期限（persons）。`,
  no_persons_on_black: () => '只有把自然人列入黑榜才需要这一项。',
  audience_of_persons: () => '列入自然人的黑榜，知悉范围写在 persons 中，不能再写在这里。',
  expiry_of_persons: () => '列入自然人的黑榜，期限写在 persons 中，不能再写在这里。',
  ranking_elsewhere: (facts) => `排名“${facts.text('name')}”属于别的积分对象或周期，这里不能用。`,
  most_needs_order: () => '写了名额，就要写明先取谁：用一项排名作条件，或用 by 写明依据。',
  end_before_start: () => '结束时间早于开始时间。',
  no_version: () => '没有给出任何方案版本。',
  frame_differs: (facts) => `第 ${facts.text('version')} 版的“${facts.text('part')}”与第一版不同；各版本必须一致。`,
  same_effective_date: (facts) => `第 ${facts.text('version')} 版的生效日没有晚于前一版。`,
}
