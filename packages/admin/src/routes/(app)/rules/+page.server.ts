import type { Limit, Program, Rule } from '@jixing/engine'
import { limitSentence, rankingSentence, ruleSentence, scoreSentence, tierSentence } from '@jixing/engine/words'
import { readVersion, readVersions } from '#lib/rules/load-programs.ts'
import type { Lang } from '#lib/words/lang.ts'
import type { PageServerLoad } from './$types'

/** Returns the number that stands big on a rule's card, when its points are one number. */
function headline(rule: Rule): number | undefined {
  if (rule.kind === 'veto') return undefined
  const points = Number(rule.points)
  return typeof rule.points === 'object' || Number.isNaN(points) ? undefined : points
}

function limitsOf(program: Program, rule: Rule): readonly Limit[] {
  return (program.limits ?? []).filter((limit) => limit.rules?.includes(rule.id))
}

function cards(program: Program, lang: Lang) {
  return program.rules.map((rule) => ({
    id: rule.id,
    kind: rule.kind,
    category: rule.kind === 'veto' ? '' : rule.category,
    label: rule.label,
    sentence: ruleSentence(program, rule.id, lang),
    points: headline(rule),
    trace: rule.trace,
    limits: limitsOf(program, rule).map((limit) => ({ id: limit.id, label: limit.label })),
  }))
}

/** The rules in force, each as a card with its sentence. */
export const load: PageServerLoad = async ({ fetch, locals: { lang } }) => {
  const versions = await readVersions(fetch)
  const current = versions.findLast((one) => one.current) ?? versions[versions.length - 1]
  const { program, ...version } = await readVersion(fetch, current?.version ?? 1)
  const parts = {
    limits: (program.limits ?? []).filter((one) => one.categories).map((one) => ({ id: one.id, label: one.label, trace: one.trace, sentence: limitSentence(program, one.id, lang) })),
    scores: (program.scores ?? []).map((one) => ({ id: one.id, label: one.label, trace: one.trace, sentence: scoreSentence(program, one.id, lang) })),
    tiers: (program.tiers ?? []).map((one) => ({ id: one.id, label: one.label, trace: one.trace, sentence: tierSentence(program, one.id, lang) })),
    rankings: (program.rankings ?? []).map((one) => ({ id: one.id, label: one.label, trace: one.trace, sentence: rankingSentence(program, one.id, lang) })),
  }
  const categories = Object.entries(program.categories ?? {}).map(([id, one]) => ({ id, label: one.label }))
  return { version, cards: cards(program, lang), categories, parts }
}
