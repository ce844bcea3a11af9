import { describe, expect, it } from 'vitest'
import {
  draftListing,
  type Listing,
  maskLine,
  settleListing,
  step,
  suppressSmallGroups,
} from '../../src/lists/index.ts'
import { after, blackDraft, blackIn, on, people, redDraft, rulesOf } from './lines.ts'

/** The edge cases of lists by their numbers; the others are in test/edge-cases.test.ts. */
describe('edge case', () => {
  const attention = rulesOf('attention')
  const inPublic = { ...attention, audience: 'public' } as const

  it.each(['demolished', 'new_owner'] as const)(
    '25: a subject that is %s ends its line, and a new line starts clean',
    (why) => {
      const gone = after(blackIn('published'), attention, [
        [{ action: 'vanish', why }, people.recorder, '2021-08-25T10:00'],
      ])
      expect(gone.state).toBe('gone')
      expect(maskLine(gone, { name: 'G1' }, 'public', on('2021-08-25T10:00'), inPublic)).toBeUndefined()
      expect(
        step(gone, { action: 'rectify', evidence: [] }, people.subject, on('2021-08-26'), attention),
      ).toMatchObject({
        code: 'out_of_order',
      })
      const fresh = draftListing(blackDraft, 'L2', people.recorder, on('2021-09-01'))
      expect(fresh).not.toHaveProperty('remindedAt')
      const bare = after(fresh, attention, [['check', people.checker, '2021-09-02T10:00']])
      expect(step(bare, 'nominate', people.checker, on('2021-12-01'), attention)).toMatchObject({
        code: 'reminder_missing',
      })
    },
  )

  it('26: an objection one minute before automatic publication stops it', () => {
    const scheduled = blackIn('scheduled')
    const due = scheduled.publishesAt as number
    const objected = step(scheduled, { action: 'object', reason: 'not ours' }, people.subject, due - 60_000, attention)
    if (!objected.ok) throw new Error(objected.code)
    for (const at of [due, due + 1, due + 90 * 86_400_000]) {
      expect(settleListing(objected.line, at, attention).publishedAt).toBeUndefined()
      expect(maskLine(objected.line, { name: 'G1' }, 'public', at, inPublic)).toBeUndefined()
    }
  })

  it('27: a public export after withdrawal does not contain the line', () => {
    const exported = (lines: readonly Listing[], at: number): string =>
      JSON.stringify(lines.flatMap((line) => maskLine(line, { name: '石一街区' }, 'public', at, inPublic) ?? []))
    const [before, later] = [blackIn('rectifying'), blackIn('withdrawn')]
    expect(exported([before], on('2021-08-24'))).toContain('石一街区')
    expect(exported([later], on('2021-08-25'))).toBe('[]')
    expect(exported([blackIn('verified')], on('2021-08-24T09:00'))).toBe('[]')
  })

  it('29: of two 陈* in one branch each knows their own, and nobody else tells them apart', () => {
    const members = rulesOf('members')
    const line = (id: string): Listing => ({
      ...redDraft,
      id: `line-${id === 'm1' ? 1 : 2}`,
      subject: { kind: 'member', id },
      state: 'published',
      noticedAt: on('2021-10-11'),
      publishedAt: on('2021-10-20'),
      consent: { by: id, at: on('2021-10-12') },
    })
    const names = { m1: '陈大文', m2: '陈小明' } as const
    const seenBy = (who: string): unknown[] =>
      (['m1', 'm2'] as const).map((id) => {
        const shown = maskLine(
          line(id),
          { name: names[id], groupSize: 7 },
          who === id ? 'subject' : 'member',
          on('2021-10-21'),
          members,
        )
        return [shown?.name, shown?.own ?? false]
      })
    expect(seenBy('m2')).toEqual([
      ['陈*', false],
      ['陈小明', true],
    ])
    expect(seenBy('m9')).toEqual([
      ['陈*', false],
      ['陈*', false],
    ])
  })

  it('30: a statistic over two people is suppressed, and so is what would give it away', () => {
    const table = {
      rows: ['石一', '石二', '石三'],
      columns: ['先锋', '其他'],
      counts: [
        [2, 9],
        [4, 8],
        [5, 7],
      ],
    }
    const shown = suppressSmallGroups(table, 3)
    expect(shown.counts).toEqual([
      [null, null],
      [null, null],
      [5, 7],
    ])
    expect(shown.total).toBe(35)
  })
})
