import type { IssueFacts, IssueWords } from './issue-facts.ts'

const LANGUAGES: Readonly<Record<string, string>> = { 'zh-CN': 'Chinese', en: 'English' }
const SOURCES: Readonly<Record<string, string>> = {
  '国办函〔2026〕12号': 'State Council General Office letter [2026] no. 12',
  个人信息保护法第二十五条: 'Personal Information Protection Law, article 25',
}
const BANNED: Readonly<Record<string, string>> = {
  log_in: 'log-ins',
  like: 'likes',
  vote: 'online votes',
  forward: 'forwards',
  study_time: 'study time',
  install: 'installs or downloads',
  screen_time: 'time online',
}
const NOT_MONOTONE: Readonly<Record<string, (facts: IssueFacts) => string>> = {
  rolling: () => 'it counts over a rolling number of days, so awards push each other along',
  keeps_highest: () => 'it serves the highest first and grants the part that fits',
  unequal_awards: () => 'it counts times, but its awards are not all equal',
  after_points: (facts) => `it comes after the points limit “${facts.text('other')}”, which may grant a part only`,
  does_not_nest: (facts) => `it crosses the limit “${facts.text('other')}”: neither lies inside the other`,
}
const sourceOf = (facts: IssueFacts): string => SOURCES[facts.text('source')] ?? facts.text('source')

/** What each warning means, in English. */
export const warningWordsEn: IssueWords = {
  must_not_be_scored: (facts) =>
    `“${facts.text('by')}” scores ${BANNED[facts.text('what')] ?? facts.text('what')} (“${facts.text('name')}”), which may not be a basis of assessment (${sourceOf(facts)}).`,
  ranking_public: (facts) =>
    `Rankings are public. Publishing personal information needs separate consent (${sourceOf(facts)}).`,
  ranking_to_all: (facts) =>
    `Everyone sees the rankings. A points ranking may not be a compulsory function (${sourceOf(facts)}); think again.`,
  names_full: (facts) =>
    `Names are shown in full. Publishing personal information needs separate consent (${sourceOf(facts)}).`,
  list_of_credit: (facts) =>
    `The list “${facts.text('list')}” calls itself one of credit. Those need a legal basis and a place in the catalogue (${facts.text('source')}); call it otherwise.`,
  black_list_public: (facts) =>
    `The list “${facts.text('list')}” shows in public what must be put right. Public criticism is a penalty and needs the power to impose it (${facts.text('source')}).`,
  black_list_shown_long: (facts) =>
    `The list “${facts.text('list')}” is shown for ${facts.text('days')} days. Minor matters are not shown, or for three months at most (${facts.text('source')}).`,
  rule_never_matches: (facts) =>
    `The condition of the rule “${facts.text('rule')}” never holds, so it gives no points.`,
  rule_gives_nothing: (facts) => `The rule “${facts.text('rule')}” always gives 0 points.`,
  measure_never_matches: (facts) =>
    `The condition of the measure “${facts.text('measure')}” never holds, so it counts nothing.`,
  value_not_declared: (facts) =>
    `“${facts.text('name')}” is never “${facts.text('value')}”; it may be ${facts.list('expected')}${facts.has('nearest') ? `. Did you mean “${facts.text('nearest')}”?` : '.'}`,
  number_out_of_reach: (facts) => {
    const low = facts.has('min') ? `at least ${facts.text('min')}` : ''
    const high = facts.has('max') ? `at most ${facts.text('max')}` : ''
    const range = [low, high].filter((one) => one !== '').join(' and ')
    return `The comparison with ${facts.text('value')} never holds${range === '' ? '' : `: the value is ${range}`}.`
  },
  limit_without_points: (facts) =>
    `The limit “${facts.text('limit')}” has nothing to limit: no rule it covers gives points on its side.`,
  limit_repeats: (facts) => `The limit “${facts.text('limit')}” says the same as “${facts.text('other')}”.`,
  limit_weaker: (facts) =>
    `The limit “${facts.text('limit')}” allows more than “${facts.text('other')}” over the same awards, so it does nothing.`,
  limit_never_binds: (facts) =>
    `The limit “${facts.text('limit')}” is never reached: its rules come to at most ${facts.text('most')} ${facts.text('unit')}.`,
  limit_not_monotone: (facts) =>
    `Under the limit “${facts.text('limit')}”, taking an award back may lower another one: ${NOT_MONOTONE[facts.text('reason')]?.(facts) ?? facts.text('reason')}.`,
  band_out_of_reach: (facts) =>
    `Nobody can reach “${facts.text('band')}” of “${facts.text('tier')}”: it asks for ${facts.text('value')}, and the best possible score is ${facts.text('best')}.`,
  band_below_none: (facts) =>
    `“${facts.text('band')}” of “${facts.text('tier')}” stays empty: its threshold ${facts.text('value')} asks no less than the band above.`,
  quotas_above_all: (facts) =>
    `The quotas of “${facts.text('tier')}” come to ${facts.text('percent')}%, more than 100%.`,
  milestone_never_reached: (facts) =>
    `The step ${facts.text('value')} of the milestone “${facts.text('rule')}” is never reached${facts.has('most') ? `: the most is ${facts.text('most')}` : ''}.`,
  milestone_reached_before: (facts) =>
    `The step ${facts.text('value')} of the milestone “${facts.text('rule')}” is reached from the beginning, so it never comes.`,
  milestone_not_ascending: (facts) =>
    `The step ${facts.text('value')} of the milestone “${facts.text('rule')}” stands after the higher step ${facts.text('before')}.`,
  step_gives_nothing: (facts) =>
    `The step ${facts.text('value')} of the milestone “${facts.text('rule')}” gives neither points nor an honour.`,
  streak_never_completes: (facts) =>
    `The rule “${facts.text('rule')}” asks for ${facts.text('value')} days in a row, but its condition leaves at most ${facts.text('most')}.`,
  challenge_without_target: (facts) =>
    `The target of the challenge “${facts.text('rule')}” is ${facts.text('value')}: the first record reaches it.`,
  challenge_never_reached: (facts) =>
    `The challenge “${facts.text('rule')}” is never reached: it asks for ${facts.text('value')}, and the most is ${facts.text('most')}.`,
  split_leaves_nothing: (facts) =>
    `The points of the rule “${facts.text('rule')}” are enough for one only: split among more, nothing is left.`,
  rule_over_before_start: (facts) =>
    `The rule “${facts.text('rule')}” is over before this program takes effect (${facts.text('value')}), so it does nothing.`,
  multiplier_covers_nothing: (facts) =>
    `The multiplier “${facts.text('rule')}” does nothing: no rule it covers gives points on its side.`,
  multiplier_changes_nothing: (facts) =>
    `The multiplier “${facts.text('rule')}” has the factor 1, so it changes nothing.`,
  stacking_without_effect: () => `How several multipliers stack is stated, but no two of them ever meet on one rule.`,
  expiry_covers_nothing: (facts) => `The expiry “${facts.text('rule')}” does nothing: no rule it covers gives points.`,
  expiry_never_acts: (facts) =>
    `The expiry “${facts.text('rule')}” does nothing: “${facts.text('other')}”, declared before it, already covers its points.`,
  need_without_effect: (facts) =>
    `What “${facts.text('band')}” of “${facts.text('tier')}” needs does nothing: the last band takes everyone, or the condition always holds.`,
  band_never_given: (facts) =>
    `“${facts.text('band')}” of “${facts.text('tier')}” stays empty: what it needs never holds.`,
  moves_without_effect: (facts) =>
    `The moves of “${facts.text('tier')}” do nothing: they name no bound, or there is no period before.`,
  nobody_rises: (facts) => `“${facts.text('tier')}” allows no move up: after the first period nobody rises.`,
  band_not_entered: (facts) =>
    `After the first period nobody rises to “${facts.text('band')}” of “${facts.text('tier')}”: with the buffer it asks for ${facts.text('value')}, and the best possible score is ${facts.text('best')}.`,
  unused_honour: (facts) => `No rule gives the honour “${facts.text('name')}”.`,
  unused_activity: (facts) => `No rule, measure or case uses the activity “${facts.text('name')}”.`,
  unused_measure: (facts) => `No score or ranking uses the measure “${facts.text('name')}”; it is only shown.`,
  unused_population: (facts) => `No score or ranking uses the population “${facts.text('name')}”.`,
  unused_case: (facts) => `No rule or measure uses the case “${facts.text('name')}”.`,
  rule_without_trace: (facts) => `The rule “${facts.text('rule')}” does not say where its points come from.`,
  labels_missing: (facts) => `The program has no ${LANGUAGES[facts.text('lang')] ?? facts.text('lang')} labels.`,
  label_missing: (facts) =>
    `The ${facts.noun('what')} “${facts.text('name')}” has no ${LANGUAGES[facts.text('lang')] ?? facts.text('lang')} label.`,
}
