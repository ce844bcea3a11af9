import { readVersion, readVersions } from '#lib/rules/load-programs.ts'
import { categoryLimits, resultCards, ruleCards } from '#lib/rules/rule-cards.ts'
import { tunables } from '#lib/studio/tunables.ts'
import type { PageServerLoad } from './$types'

/** The rules in force, each as a card with its sentence. */
export const load: PageServerLoad = async ({ fetch, locals: { lang } }) => {
  const versions = await readVersions(fetch)
  const current = versions.findLast((one) => one.current) ?? versions.at(-1)
  const { program, ...version } = await readVersion(fetch, current?.version ?? 1)
  const categories = Object.entries(program.categories ?? {}).map(([id, one]) => ({
    id,
    label: one.label,
    limits: categoryLimits(program, id, lang),
  }))
  const tunable = [...new Set(tunables(program).map((one) => one.owner))]
  return { version, categories, tunable, cards: ruleCards(program, lang), results: resultCards(program, lang) }
}
