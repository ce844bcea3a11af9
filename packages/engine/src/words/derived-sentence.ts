import { formatDay, parseDay } from '../base/civil.ts'
import type { ChallengeRule, MilestoneRule, PlaceRule, StreakRule } from '../rules/derived-rules.ts'
import { DERIVED_WORDS } from './derived-words.ts'
import { type Lang, listed } from './lang.ts'
import type { Naming } from './naming.ts'
import { isNegative, numberText, pointsWords, withoutSign } from './number-words.ts'
import { periodText } from './period-text.ts'
import { recipientsText, type Who } from './recipient-words.ts'
import { RULE_WORDS } from './rule-words.ts'
import { type Speech, TIGHTNESS } from './speech.ts'

const comma = (lang: Lang): string => (lang === 'zh-CN' ? '，' : ', ')
const colon = (lang: Lang): string => (lang === 'zh-CN' ? '：' : ': ')
/** So many places are said one by one; of more, the first ones and the last. */
const PLACES_SAID = 10

/** Returns the clauses of a milestone: whose value, which steps, and whether they count again. */
export function milestoneClauses(speech: Speech, rule: MilestoneRule): string[] {
  const { naming, words } = speech
  const { lang } = naming
  const own = DERIVED_WORDS[lang]
  const window = rule.window ?? 'ever'
  const names = rule.of && ('categories' in rule.of ? rule.of.categories : rule.of.rules)
  const of = rule.of && 'categories' in rule.of ? 'category' : 'rule'
  const value = names
    ? words.value.tally(listed(lang, names.map(naming[of])), false, of)
    : naming.measure(rule.measure ?? '')
  const steps = (rule.steps ?? []).map(({ at, points, honour }) =>
    own.step(numberText(lang, at), gain(naming, points, honour)),
  )
  const { every } = rule
  if (every) {
    const upTo = every.upTo === undefined ? undefined : numberText(lang, every.upTo)
    steps.push(own.every(numberText(lang, every.of), gain(naming, every.points, every.honour), upTo))
  }
  const head = own.milestone(naming.eachKind(rule.to.kind), value, window)
  return [
    `${head}${lang === 'zh-CN' && window === 'ever' ? '' : colon(lang)}${steps.join(comma(lang))}`,
    rule.again ? own.eachStepAgain : own.eachStepOnce(window),
  ]
}

/** Returns the clauses of a streak: what is done in how many windows in a row, who gets what, and what breaks it. */
export function streakClauses(speech: Speech, rule: StreakRule): string[] {
  const { naming } = speech
  const own = DERIVED_WORDS[naming.lang]
  const when = rule.when === undefined ? '' : speech.condition(rule.when)
  const head = own.streak(naming.activitiesQuoted(rule.on), when, rule.atLeast, rule.window, rule.length)
  const separator = naming.lang === 'zh-CN' ? '，' : ': '
  const exempt = rule.exempt === 'break' ? own.breaks : rule.excused === 'whole' ? own.skipsWhole : own.skipsOverlap
  return [
    `${head}${separator}${gives(naming, recipientsText(naming, rule.to), rule.points, rule.honour)}`,
    own.run[rule.run](rule.window, rule.length),
    exempt(rule.window),
  ]
}

/** Returns the clauses of points by place: of whom, by what, how much for each place, and when it counts. */
export function placeClauses({ naming }: Speech, rule: PlaceRule): string[] {
  const { lang, program } = naming
  const own = DERIVED_WORDS[lang]
  const kind = naming.kind(program.measures?.find((one) => one.id === rule.measure)?.to.kind ?? '')
  const period = naming.period(rule.period)
  const count = Math.max(rule.points.length, rule.honours?.length ?? 0)
  const place = (i: number): string => own.placeGives(i + 1, gain(naming, rule.points[i] ?? 0, rule.honours?.[i]))
  const all = Array.from({ length: count }, (_, i) => i)
  const said = count <= PLACES_SAID ? all.map(place) : [place(0), place(1), place(2), own.andSoOn, place(count - 1)]
  const declared = program.periods[rule.period]
  const running = declared === undefined || 'fields' in declared
  return [
    `${own.place(period, kind, naming.measure(rule.measure), rule.order !== 'asc')}${colon(lang)}${said.join(comma(lang))}`,
    own.ties[rule.ties ?? 'skipped'],
    rule.closed ? own.whenClosed : running ? own.asItStands : own.whenOver(period),
  ]
}

/** Returns the clauses of a challenge: between which days, who reaches what, and what those who took part get. */
export function challengeClauses(speech: Speech, rule: ChallengeRule): string[] {
  const { naming } = speech
  const { lang } = naming
  const own = DERIVED_WORDS[lang]
  const unit = recipientsText(naming, rule.unit).text
  const kind = naming.kind(rule.to.kind)
  const head = own.challenge(spanText(lang, rule.from, rule.until), unit, reached(speech, rule))
  const who: Who = {
    text: rule.to.kind === rule.unit.kind ? own.theUnit(kind) : own.tookPart(kind, naming.eachKind(rule.to.kind)),
    several: false,
  }
  const split = rule.share === 'split' && rule.to.kind !== rule.unit.kind
  const points = pointsWords(lang, rule.points)
  const honour = rule.honour === undefined ? '' : own.honour(naming.honour(rule.honour))
  const given = split
    ? [own.splitAmong(naming.manyOfKind(rule.to.kind), points), honour === '' ? '' : own.gain('', honour)]
    : [gives(naming, who, rule.points, rule.honour)]
  const separator = lang === 'zh-CN' ? '，' : ': '
  return [
    `${head}${separator}${given.filter((part) => part !== '').join(lang === 'zh-CN' ? '，并' : ' with ')}`,
    rule.when === undefined ? '' : own.only(speech.condition(rule.when)),
  ]
}

/** What the unit of a challenge must reach. */
function reached(speech: Speech, rule: ChallengeRule): string {
  const { naming } = speech
  const { lang } = naming
  const own = DERIVED_WORDS[lang]
  const activities = naming.activitiesQuoted(rule.on)
  if (typeof rule.target === 'object') {
    return own.assigned(naming.assignment(rule.target.assigned), activities)
  }
  const target = numberText(lang, rule.target)
  if (rule.field !== undefined) return own.distinct(target, naming.same(rule.field), activities)
  if (rule.value !== undefined) return own.sum(target, speech.value(rule.value, TIGHTNESS.atom), activities)
  return own.count(target, activities)
}

/** Returns the days from `from` to the last one before `until`, in words. */
export function spanText(lang: Lang, from: string, until: string): string {
  return DERIVED_WORDS[lang].span(periodText(lang, from), periodText(lang, dayBefore(until)))
}

/** Returns the civil date before a date. */
export function dayBefore(date: string): string {
  const day = parseDay(date)
  return day === undefined ? date : formatDay(day - 1)
}

/** Points and an honour as what is gained: `得 2 分、授予荣誉“百访”`. */
function gain(naming: Naming, points: number | string, honour: string | undefined): string {
  const { lang } = naming
  const own = DERIVED_WORDS[lang]
  const amount = pointsWords(lang, withoutSign(points))
  const rule = RULE_WORDS[lang]
  const given = Number(points) === 0 ? '' : isNegative(points) ? rule.minus(amount) : rule.points(amount)
  return own.gain(given, honour === undefined ? '' : own.honour(naming.honour(honour)))
}

/** Who gets how much and which honour. */
function gives(naming: Naming, who: Who, points: number | string, honour: string | undefined): string {
  const { lang } = naming
  const words = RULE_WORDS[lang]
  const distinction = honour === undefined ? '' : DERIVED_WORDS[lang].honour(naming.honour(honour))
  const amount = pointsWords(lang, withoutSign(points))
  if (Number(points) === 0) {
    return distinction === '' ? words.givesNothing(who) : words.givesHonour(who, distinction)
  }
  const text = isNegative(points) ? words.takes(who, amount) : words.gives(who, amount)
  return distinction === '' ? text : `${text}${lang === 'zh-CN' ? '并' : ' and '}${distinction}`
}
