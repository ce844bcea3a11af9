import type { IssueFacts, IssueWords } from './issue-facts.ts'

const perhaps = (facts: IssueFacts): string =>
  facts.has('nearest') ? `; did you mean “${facts.text('nearest')}”?` : '.'
const between = (facts: IssueFacts): string => {
  if (!facts.has('max')) return `at least ${facts.text('min')}`
  return facts.has('min') ? `between ${facts.text('min')} and ${facts.text('max')}` : `at most ${facts.text('max')}`
}

/** What each issue of a program or record means, in English. */
export const issueWordsEn: IssueWords = {
  wrong_type: (facts) => `This must be ${facts.term('expected')} and is ${facts.term('found')}.`,
  wrong_value_type: (facts) =>
    `This part of the formula must give ${facts.term('expected')} and gives ${facts.term('found')}.`,
  wrong_format: (facts) => `“${facts.text('value')}” is not ${facts.term('expected')}.`,
  out_of_range: (facts) =>
    `The number must be ${between(facts)}${facts.has('value') ? ` and is ${facts.text('value')}` : ''}.`,
  not_exact: (facts) => `“${facts.text('value')}” is not a number that can be kept exactly.`,
  too_many_decimals: (facts) =>
    facts.number('max') === 0
      ? `${facts.text('value')} must be a whole number.`
      : `${facts.text('value')} has too many decimals; at most ${facts.text('max')} are kept.`,
  wrong_length: (facts) => {
    const found = facts.has('length') ? ` and has ${facts.text('length')}` : ''
    const fixed = facts.has('min') && facts.text('min') === facts.text('max')
    return `This must have ${fixed ? `exactly ${facts.text('min')}` : between(facts)} parts${found}.`
  },
  wrong_name: (facts) => `“${facts.text('name')}” cannot be a name.`,
  unknown_key: (facts) => `“${facts.text('name')}” is not known here${perhaps(facts)}`,
  missing_key: (facts) => `“${facts.text('name')}” is missing.`,
  needs_one_of: (facts) =>
    `Exactly one of ${facts.list('expected')} must be given; ${facts.has('found') ? `${facts.list('found')} is` : 'none is'}.`,
  not_one_of: (facts) => `“${facts.text('value')}” is not one of ${facts.list('expected')}${perhaps(facts)}`,
  text_too_long: (facts) =>
    `The text has ${facts.text('length')} characters; at most ${facts.text('max')} are allowed.`,
  empty_text: () => 'This must not be empty.',
  control_character: () => 'The text has an invisible control character.',
  unknown: (facts) => `There is no ${facts.noun('what')} called “${facts.text('name')}”${perhaps(facts)}`,
  unknown_operator: (facts) => `Formulas do not know “${facts.text('name')}”${perhaps(facts)}`,
  wrong_zone: (facts) => `The given table of a time zone is none of “${facts.text('name')}”.`,
  unknown_time_zone: (facts) => `The time zone “${facts.text('name')}” is not known${perhaps(facts)}`,
  one_operator: (facts) =>
    `Each part of a formula has exactly one operator; this one has ${facts.has('found') ? `${facts.list('found')}` : 'none'}.`,
  expression_too_deep: (facts) => `The formula nests too deep; at most ${facts.text('max')} levels are allowed.`,
  expression_too_large: (facts) => `The formula is too long; at most ${facts.text('max')} parts are allowed.`,
  too_deep: (facts) => `The value nests too deep; at most ${facts.text('max')} levels are allowed.`,
  too_large: (facts) => `The value has too many parts; at most ${facts.text('max')} are read.`,
  duplicate_id: (facts) => `The id “${facts.text('name')}” is used twice.`,
  field_type_differs: (facts) =>
    facts.text('expected') === facts.text('found')
      ? `The field “${facts.text('name')}” keeps other decimals or means something else when absent elsewhere; a name has one type.`
      : `The field “${facts.text('name')}” is ${facts.term('expected')} elsewhere and ${facts.term('found')} here; a name has one type.`,
  kind_differs: (facts) =>
    `A population of “${facts.text('expected')}” is needed; this one is of “${facts.text('found')}”.`,
  unit_not_above: (facts) =>
    `In the tree “${facts.text('tree')}”, “${facts.text('unit')}” does not stand above “${facts.text('kind')}”.`,
  except_of_other_kind: (facts) =>
    `Those left out must be of the kind “${facts.text('expected')}” like the others, not “${facts.text('found')}”.`,
  kind_not_in_tree: (facts) => `“${facts.text('kind')}” does not belong to the tree “${facts.text('tree')}”.`,
  score_elsewhere: (facts) =>
    `The score “${facts.text('name')}” belongs to another kind or period and cannot be used here.`,
  tier_elsewhere: (facts) =>
    `The tier “${facts.text('name')}” belongs to another kind or period and cannot be used here.`,
  measure_without_value: (facts) =>
    `The measure “${facts.text('name')}” has no value that could decide between equals.`,
  milestone_shares_limit: (facts) =>
    `The points that the milestone “${facts.text('name')}” counts depend on it in turn${facts.has('limit') ? ` (the limit “${facts.text('limit')}” covers it)` : ''}, so neither can be settled first.`,
  category_not_earlier: (facts) =>
    `A milestone of the category “${facts.text('category')}” can count only points of categories declared before it; “${facts.text('name')}” is not.`,
  measure_kind_differs: (facts) =>
    `A measure of “${facts.text('expected')}” is needed; this one is of “${facts.text('found')}”.`,
  measure_only_falls: (facts) =>
    `The measure “${facts.text('name')}” is a least value, which can only fall, so it reaches no step.`,
  duplicate_step: (facts) => `The step at ${facts.text('value')} is given twice.`,
  not_positive: (facts) => `The number must be greater than 0 and is ${facts.text('value')}.`,
  too_many_steps: (facts) => `These would be more than ${facts.text('max')} steps; at most that many are set.`,
  gives_no_points: (facts) => `The rule “${facts.text('name')}” gives no points of its own.`,
  not_multiplied: (facts) => `The rule “${facts.text('name')}” is no award rule, and only those are multiplied.`,
  overlap_of_overlap: (facts) =>
    `The rule “${facts.text('name')}” gives way to overlaps itself, so another rule cannot give way to it.`,
  rolling_keeps_earliest: () =>
    'A limit over a rolling number of days serves the earliest first; it cannot keep the highest.',
  last_band_takes_rest: () => 'The last band takes the rest; it has no threshold, share or floor.',
  day_twice: (facts) => `“${facts.text('name')}” stands in the calendar twice.`,
  list_needs_calendar: (facts) =>
    `The period “${facts.text('name')}” has no dates of its own and cannot be frozen, so a list cannot use it.`,
  within_needs_tree: (facts) => `To count within each “${facts.text('name')}”, the population must name a tree.`,
  person_not_stated: (facts) =>
    `A list names “${facts.text('name')}”, so the program must say whether that is a private person (person).`,
  person_on_black_side: (facts) =>
    `“${facts.text('name')}” is a private person and cannot be put on a black list without a legal basis, an audience and an expiry (persons).`,
  no_persons_on_black: () => 'This is only needed where private persons are put on a black list.',
  audience_of_persons: () => 'Where a black list names private persons, its audience stands in persons and not here.',
  expiry_of_persons: () => 'Where a black list names private persons, its expiry stands in persons and not here.',
  ranking_elsewhere: (facts) =>
    `The ranking “${facts.text('name')}” belongs to another kind or period and cannot be used here.`,
  most_needs_order: () =>
    'A list that can be full must say whom it takes first: use a ranking as a criterion, or say it in by.',
  end_before_start: () => 'The end is before the start.',
  no_version: () => 'There is no version of the program.',
  frame_differs: (facts) =>
    `In version ${facts.text('version')}, “${facts.text('part')}” differs from the first version; it must be equal in all.`,
  same_effective_date: (facts) =>
    `Version ${facts.text('version')} does not take effect later than the version before it.`,
}
