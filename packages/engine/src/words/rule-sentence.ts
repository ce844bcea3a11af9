import type { AwardRule, ExpectationRule, GrantRule, Limit, Program, VetoRule } from '../rules/program.ts'
import { awardGives } from './award-points.ts'
import { challengeClauses, milestoneClauses, placeClauses, streakClauses } from './derived-sentence.ts'
import { speechOf } from './expression-text.ts'
import { type Lang, listed, plural, sentenceOf } from './lang.ts'
import { limitClause } from './limit-sentence.ts'
import { LIMIT_WORDS } from './limit-words.ts'
import { expiryClauses, multiplierClauses } from './multiplier-sentence.ts'
import { counterOf } from './naming.ts'
import { isNegative, numberText, pointsWords, timesWords, withoutSign } from './number-words.ts'
import { RULE_WORDS, windowNoun } from './rule-words.ts'
import type { Speech } from './speech.ts'

/** Returns one rule in a sentence, with the limits that cover this rule alone. */
export function ruleSentence(program: Program, ruleId: string, lang: Lang): string {
  const rule = program.rules.find((one) => one.id === ruleId)
  if (!rule) return ''
  const speech = speechOf(program, lang)
  const clauses = ((): string[] => {
    switch (rule.kind) {
      case 'award':
        return award(speech, rule)
      case 'expectation':
        return expectation(speech, rule)
      case 'grant':
        return [grant(speech, rule)]
      case 'veto':
        return veto(speech, rule)
      case 'milestone':
        return milestoneClauses(speech, rule)
      case 'streak':
        return streakClauses(speech, rule)
      case 'place':
        return placeClauses(speech, rule)
      case 'challenge':
        return challengeClauses(speech, rule)
      case 'multiplier':
        return multiplierClauses(speech, rule)
      case 'expiry':
        return expiryClauses(speech, rule)
    }
  })()
  const limits = ownLimits(program, rule.id).map((limit) => limitClause(speech.naming, limit))
  return sentenceOf(lang, [...clauses, ...limits, rule.off ? RULE_WORDS[lang].off : ''])
}

/** The limits that cover this one rule and nothing else. */
function ownLimits(program: Program, ruleId: string): readonly Limit[] {
  return (program.limits ?? []).filter((limit) => limit.rules?.length === 1 && limit.rules[0] === ruleId)
}

function award(speech: Speech, rule: AwardRule): string[] {
  const { naming } = speech
  const { lang } = naming
  const words = RULE_WORDS[lang]
  const when = rule.when === undefined ? '' : speech.condition(rule.when)
  const occasion = words.occasion(naming.activities(rule.on), when)
  const gives = awardGives(speech, rule)
  const clauses = [lang === 'zh-CN' ? `${occasion}，${gives}` : `${occasion}${gives}`]
  if (rule.round !== undefined && typeof rule.points === 'object') {
    clauses.push(words.rounded(naming.program.decimals, rule.round))
  }
  if (rule.admit) {
    const kind = naming.kind(rule.to.kind)
    const noun = lang === 'zh-CN' ? `${counterOf(kind)}${kind}` : rule.admit.atMost === 1 ? kind : plural(lang, kind)
    const fields = rule.admit.per.fields ?? []
    const same = fields.length === 0 ? '' : LIMIT_WORDS[lang].same(listed(lang, fields.map(naming.same)))
    clauses.push(words.admission(noun, rule.admit.atMost, same, rule.admit.per.window))
  }
  if (rule.unlessOverlaps) clauses.push(words.overlaps(listed(lang, rule.unlessOverlaps.map(naming.rule), 'or')))
  return clauses
}

function expectation(speech: Speech, rule: ExpectationRule): string[] {
  const { naming } = speech
  const { lang } = naming
  const words = RULE_WORDS[lang]
  const window = windowNoun(lang, rule.window)
  const points = pointsWords(lang, withoutSign(rule.points))
  const negative = isNegative(rule.points)
  const outcome =
    rule.pays === 'met' ? (negative ? words.metTakes : words.met) : negative ? words.unmet : words.unmetGives
  return [
    words.expects({
      window,
      kind: naming.kind(rule.to.kind),
      eachKind: naming.eachKind(rule.to.kind),
      tree: rule.to.tree === undefined ? undefined : naming.tree(rule.to.tree),
      object: rule.per === undefined ? undefined : naming.assignment(rule.per),
      activities: naming.activitiesQuoted(rule.expects.on),
      when: rule.expects.when === undefined ? '' : speech.condition(rule.expects.when),
      times: timesWords(lang, rule.expects.atLeast),
    }),
    outcome(points),
    rule.graceDays ? words.grace(rule.graceDays, window) : '',
    rule.excused === 'whole' ? words.excusedWhole(window) : words.excusedOverlap(window),
  ]
}

function grant(speech: Speech, rule: GrantRule): string {
  const { naming } = speech
  const { lang } = naming
  const words = RULE_WORDS[lang]
  const window = windowNoun(lang, rule.window)
  const who = { text: words.grant(window, naming.eachKind(rule.to.kind), naming.tree(rule.to.tree)), several: false }
  const points = pointsWords(lang, withoutSign(rule.points))
  const gives = isNegative(rule.points) ? words.takes(who, points) : words.gives(who, points)
  const how = rule.prorate === 'days' ? words.proratedDays : words.proratedNone(window)
  return `${gives}${lang === 'zh-CN' ? '，' : ', '}${how}`
}

function veto({ naming }: Speech, rule: VetoRule): string[] {
  const { lang } = naming
  const words = RULE_WORDS[lang]
  const effects = rule.effects.map((effect) =>
    'score' in effect
      ? words.vetoScore(
          naming.score(effect.score),
          lang === 'en' ? numberText(lang, effect.value) : pointsWords(lang, effect.value),
        )
      : words.vetoTier(naming.tier(effect.tier), naming.band(effect.tier, effect.atMost)),
  )
  const comma = lang === 'zh-CN' ? '，' : ', '
  const list = lang === 'zh-CN' ? effects.join('，') : listed(lang, effects)
  return [
    `${words.veto(naming.kind(rule.to.kind))}${comma}${list}`,
    rule.aggregate === 'underlying' ? words.vetoUnderlying : words.vetoOverlaid,
  ]
}
