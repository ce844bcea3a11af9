import type { Standings } from '@jixing/api/client'

/** One place of a ranking. */
export type Place = Standings['items'][number]

/** What a table of places may be ordered by. */
export type PlaceKey = 'rank' | 'name' | 'unit' | 'move' | 'value'

/** An order of places. */
export interface PlaceOrder {
  readonly by: PlaceKey
  readonly descending: boolean
}

/** Says the name of a subject in the language of the page. */
export type NameOf = (one: { readonly id: string; readonly label?: Place['subject']['label'] } | undefined) => string

/** Returns the order after a click on a head: the other way round, or the way that is useful first. */
export function nextOrder(order: PlaceOrder, by: PlaceKey): PlaceOrder {
  if (order.by === by) return { by, descending: !order.descending }
  return { by, descending: by === 'value' || by === 'move' }
}

/** Returns how many places someone rose, or undefined where there is no earlier place. */
export function moveOf(place: Place): number | undefined {
  const { rank, previousRank } = place
  return rank === null || previousRank === null || previousRank === undefined ? undefined : previousRank - rank
}

/** Returns the places whose name, unit or id has the text in it; `found` adds those the server found. */
export function matching(places: readonly Place[], text: string, found: ReadonlySet<string> = new Set()): Place[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return [...places]
  return places.filter(
    ({ subject, unit }) =>
      [subject.id, subject.label?.['zh-CN'], subject.label?.en, unit?.label?.['zh-CN'], unit?.label?.en].some((name) =>
        name?.toLowerCase().includes(wanted),
      ) || found.has(subject.id),
  )
}

/** Returns the places in an order; equals stay as they were. */
export function ordered(places: readonly Place[], order: PlaceOrder, nameOf: NameOf, lang: string): Place[] {
  if (order.by === 'rank' && !order.descending) return [...places]
  const collator = new Intl.Collator(lang, { numeric: true })
  const compare: Record<PlaceKey, (a: Place, b: Place) => number> = {
    rank: (a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY),
    name: (a, b) => collator.compare(nameOf(a.subject), nameOf(b.subject)),
    unit: (a, b) => collator.compare(nameOf(a.unit), nameOf(b.unit)),
    move: (a, b) => (moveOf(a) ?? Number.NEGATIVE_INFINITY) - (moveOf(b) ?? Number.NEGATIVE_INFINITY),
    value: (a, b) => Number(a.value ?? 0) - Number(b.value ?? 0),
  }
  const sign = order.descending ? -1 : 1
  return places.toSorted((a, b) => sign * compare[order.by](a, b) || 0)
}

/** Returns how many places are in each band of a tier. */
export function bandCounts(places: readonly Place[], tier: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { tiers } of places) {
    const band = tiers[tier]
    if (band !== undefined) counts.set(band, (counts.get(band) ?? 0) + 1)
  }
  return counts
}
