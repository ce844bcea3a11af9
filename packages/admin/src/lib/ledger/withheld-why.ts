import type { Account, Step } from '@jixing/api/client'
import type { Program } from '@jixing/engine'
import { limitSentence, periodText } from '@jixing/engine/words'
import type { Lang } from '#lib/words/lang.ts'

/** Why a limit withheld something from an entry: the limit in a sentence, its window, and what had filled it. */
export interface WithheldWhy {
  readonly limit: string
  readonly sentence: string
  readonly window: string
  /** The entries that filled the limit, by `entryKey`. */
  readonly usedBy: readonly string[]
}

/** The name of the event of an entry. */
export function eventKey(event: { readonly source: string; readonly id: string }): string {
  return `${event.source}/${event.id}`
}

/** The name of an entry: one event may give by more than one rule. */
export function entryKey(entry: Pick<Account['entries'][number], 'event' | 'rule'>): string {
  return `${eventKey(entry.event)}/${entry.rule}`
}

/** Returns for each entry that a limit cut why it did, as far as the explanations of the scores say so. */
export function withheldWhy(
  explanations: readonly Step[],
  program: Program,
  lang: Lang,
): Readonly<Record<string, readonly WithheldWhy[]>> {
  const found: Record<string, readonly WithheldWhy[]> = {}
  const walk = (step: Step): void => {
    const { source, id, rule } = step.params
    const cuts = (step.steps ?? []).filter((one) => one.code === 'withheld')
    if (typeof source === 'string' && cuts.length > 0)
      found[`${source}/${id}/${rule}`] = cuts.map(({ params }) => ({
        limit: String(params.limit),
        sentence: limitSentence(program, String(params.limit), lang),
        window: params.window ? periodText(lang, String(params.window)) : '',
        usedBy: (params.usedBy as { source: string; id: string }[]).map(eventKey),
      }))
    for (const one of step.steps ?? []) walk(one)
  }
  for (const step of explanations) walk(step)
  return found
}
