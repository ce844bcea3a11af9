import { describe, expect, it } from 'vitest'
import { bandCounts, matching, moveOf, nextOrder, ordered, type Place } from './arrange-places.ts'

function place(id: string, more: Partial<Place> = {}): Place {
  const subject = { kind: 'member', id, label: { 'zh-CN': `党员${id}`, en: `Member ${id}` } }
  return { rank: 1, tied: false, subject, value: '60.00', tiers: {}, ...more }
}

const nameOf = (one: { id: string; label?: Place['subject']['label'] } | undefined): string => one?.label?.en ?? ''
const idsOf = (places: readonly Place[]): string[] => places.map((one) => one.subject.id)

describe('places', () => {
  const places = [
    place('a', { rank: 1, value: '9.50', previousRank: 3 }),
    place('b', {
      rank: 2,
      value: '9.00',
      previousRank: 1,
      unit: { kind: 'branch', id: 'b1', label: { en: 'Branch 10' } },
    }),
    place('c', {
      rank: 3,
      value: '10.00',
      previousRank: null,
      unit: { kind: 'branch', id: 'b2', label: { en: 'Branch 2' } },
    }),
  ]

  it('are found by their name in either language, their unit, their id, or because the server found them', () => {
    expect(idsOf(matching(places, '党员b'))).toEqual(['b'])
    expect(idsOf(matching(places, ' branch 2 '))).toEqual(['c'])
    expect(idsOf(matching(places, 'nobody', new Set(['a'])))).toEqual(['a'])
    expect(idsOf(matching(places, ''))).toEqual(['a', 'b', 'c'])
  })

  // Would catch: scores compared as texts, so that 10 stands below 9.
  it('are ordered by score as numbers, and by name as people count', () => {
    expect(idsOf(ordered(places, { by: 'value', descending: true }, nameOf, 'en'))).toEqual(['c', 'a', 'b'])
    expect(idsOf(ordered(places, { by: 'unit', descending: false }, nameOf, 'en'))).toEqual(['a', 'c', 'b'])
  })

  it('without an earlier place have not moved, and come last where the most risen come first', () => {
    expect(places.map(moveOf)).toEqual([2, -1, undefined])
    expect(idsOf(ordered(places, { by: 'move', descending: true }, nameOf, 'en'))).toEqual(['a', 'b', 'c'])
  })

  it('turn their order at a second click', () => {
    const first = nextOrder({ by: 'rank', descending: false }, 'value')
    expect(first).toEqual({ by: 'value', descending: true })
    expect(nextOrder(first, 'value')).toEqual({ by: 'value', descending: false })
  })

  it('are counted by band', () => {
    const counts = bandCounts(
      [place('a', { tiers: { star: '5' } }), place('b', { tiers: { star: '5' } }), place('c')],
      'star',
    )
    expect([...counts]).toEqual([['5', 2]])
  })
})
