import type { Step, SubjectPage } from '@jixing/api/client'
import type { Lang } from '#lib/words/lang.ts'

const MOST_PAGES = 4

/** Returns the names of the subjects that explanations go across, as far as the reader may see them. */
export async function namesIn(
  fetch: typeof globalThis.fetch,
  explanations: readonly Step[],
  lang: Lang,
): Promise<ReadonlyMap<string, string>> {
  const kinds = new Set<string>()
  const walk = (step: Step): void => {
    if ((step.code === 'member' || step.code === 'counted') && typeof step.params.kind === 'string')
      kinds.add(step.params.kind)
    for (const one of step.steps ?? []) walk(one)
  }
  for (const step of explanations) walk(step)
  const names = new Map<string, string>()
  await Promise.all(
    [...kinds].map(async (kind) => {
      let cursor: string | null = ''
      for (let page = 0; page < MOST_PAGES && cursor !== null; page++) {
        const asked = new URLSearchParams({ kind, limit: '200', ...(cursor && { cursor }) })
        const answer = await fetch(`/v1/subjects?${asked}`)
        if (!answer.ok) return
        const { items, next } = (await answer.json()) as SubjectPage
        for (const { id, label } of items) names.set(`${kind}/${id}`, label?.[lang] ?? label?.['zh-CN'] ?? id)
        cursor = next
      }
    }),
  )
  return names
}
