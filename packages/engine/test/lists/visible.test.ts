import { describe, expect, it } from 'vitest'
import { parseDay } from '../../src/index.ts'
import {
  hiddenBecause,
  LISTING_STATES,
  type Listing,
  type ListingState,
  type ListRules,
  listRules,
  maskLine,
  nameLevel,
  type SubjectDetails,
  VIEWERS,
  type Viewer,
} from '../../src/lists/index.ts'
import { compiled } from '../small-program.ts'
import { district } from './district.ts'
import { after, blackIn, on, people, redDraft, rulesOf } from './lines.ts'

const attention = rulesOf('attention')
const asOf = (state: ListingState): number => on(/archived/.test(state) ? '2021-10-01' : '2021-08-20T12:00')

describe('who sees a black line about a place', () => {
  /** By state: y sees it, otherwise why not. */
  it.each<[ListingState, string]>([
    ['draft', 'not_published not_published not_published y not_noticed y'],
    ['checked', 'not_published not_published not_published y not_noticed y'],
    ['nominated', 'not_published not_published not_published y not_noticed y'],
    ['noticed', 'not_published not_published not_published y y y'],
    ['approved', 'not_published not_published not_published y y y'],
    ['signed', 'not_published not_published not_published y y y'],
    ['scheduled', 'not_published not_published not_published y y y'],
    ['published', 'audience y y y y y'],
    ['rectifying', 'audience y y y y y'],
    ['verified', 'ended ended ended y y y'],
    ['withdrawn', 'ended ended ended y y y'],
    ['expired', 'ended ended ended y y y'],
    ['revoked', 'ended ended ended y y y'],
    ['merged', 'ended ended ended y y y'],
    ['gone', 'ended ended ended y y y'],
    ['archived', 'archived archived archived archived archived y'],
  ])('%s: %s', (state, expected) => {
    const told = VIEWERS.map((viewer) => hiddenBecause(blackIn(state), viewer, asOf(state), attention) ?? 'y')
    expect(told.join(' ')).toBe(expected)
  })

  it('is said for every state', () => {
    expect(LISTING_STATES).toHaveLength(16)
  })

  it.each<[ListRules['audience'], Viewer[]]>([
    ['public', ['public', 'member', 'colleague', 'lead', 'subject', 'office']],
    ['organisation', ['member', 'colleague', 'lead', 'subject', 'office']],
    ['unit', ['colleague', 'lead', 'subject', 'office']],
    ['office', ['subject', 'office']],
  ])('published to the audience %s: %s', (audience, expected) => {
    const line = blackIn('published')
    const rules = { ...attention, audience }
    expect(VIEWERS.filter((viewer) => !hiddenBecause(line, viewer, asOf('published'), rules))).toEqual(expected)
  })

  it('hides it while an objection waits, from all but the subject and those who answer for it', () => {
    const line = after(blackIn('published'), attention, [
      [{ action: 'object', reason: 'not ours' }, people.subject, '2021-08-21T09:00'],
    ])
    const told = VIEWERS.map((viewer) => hiddenBecause(line, viewer, on('2021-08-21T10:00'), attention) ?? 'y')
    expect(told).toEqual(['objection_pending', 'objection_pending', 'objection_pending', 'y', 'y', 'y'])
    expect(maskLine(line, { name: 'G1' }, 'lead', on('2021-08-21T10:00'), attention)?.contested).toBe(true)
    const dismissed = after(line, attention, [
      [{ action: 'dismiss', reason: 'yours' }, people.judge, '2021-08-22T09:00'],
    ])
    expect(hiddenBecause(dismissed, 'member', on('2021-08-22T10:00'), attention)).toBeUndefined()
  })

  it('takes it down by itself when it expires', () => {
    expect(hiddenBecause(blackIn('published'), 'member', on('2021-09-20') - 1, attention)).toBeUndefined()
    expect(hiddenBecause(blackIn('published'), 'member', on('2021-09-20'), attention)).toBe('ended')
  })

  it('shows it by itself when its publication is due', () => {
    expect(hiddenBecause(blackIn('scheduled'), 'member', on('2021-08-23T08:00') - 1, attention)).toBe('not_published')
    expect(hiddenBecause(blackIn('scheduled'), 'member', on('2021-08-23T08:00'), attention)).toBeUndefined()
  })

  it('leaves nothing of a withdrawn line in a public export', () => {
    const rules = { ...attention, audience: 'public' } as const
    const lines = [blackIn('published'), { ...blackIn('withdrawn'), id: 'L7' }]
    const exported = lines.map((line) => maskLine(line, { name: 'G1' }, 'public', on('2021-09-01'), rules))
    expect(exported.filter((line) => line !== undefined).map((line) => line.id)).toEqual(['L1'])
  })
})

const person = (line: Listing): Listing => ({ ...line, person: true, subject: { kind: 'member', id: 'm1' } })
const published = person(blackIn('published'))
const leave = { legalBasis: 'rule 5', audience: 'organisation', expiryDays: 30 } as const
const settled: ListRules = { ...attention, list: { ...attention.list, persons: leave } }
const at = on('2021-08-21')

describe('a private person on the black side', () => {
  it('is seen by nobody but the office where the organisation has not settled it', () => {
    const told = VIEWERS.filter((viewer) => !hiddenBecause(published, viewer, at, { ...attention, audience: 'public' }))
    expect(told).toEqual(['office'])
  })

  it('is never seen in public, whatever the audience says', () => {
    expect(hiddenBecause(published, 'public', at, { ...settled, audience: 'public' })).toBe('person_on_black_side')
    expect(hiddenBecause(published, 'member', at, settled)).toBeUndefined()
  })

  it('is not named in full to others', () => {
    const levels = VIEWERS.map((viewer) =>
      nameLevel(published, { name: '陈大文' }, viewer, { ...settled, names: 'full' }),
    )
    expect(levels).toEqual(['masked', 'masked', 'masked', 'full', 'full', 'full'])
  })
})

describe('a person on the red side', () => {
  const agreed: Listing = {
    ...redDraft,
    state: 'published',
    publishedAt: on('2021-10-12'),
    consent: { by: 'm1', at: 0 },
    noticedAt: 0,
  }
  const { consent: _consent, ...silent } = agreed
  const members = rulesOf('members')
  const now = on('2021-10-13')

  it('is not shown without recorded consent', () => {
    expect(hiddenBecause(silent, 'public', now, members)).toBe('consent_missing')
    expect(hiddenBecause(agreed, 'public', now, members)).toBeUndefined()
  })

  it('is named in full to others only with consent', () => {
    const level = (line: Listing): string =>
      nameLevel(line, { name: '陈大文' }, 'public', { ...members, names: 'full' })
    expect([level(agreed), level(silent)]).toEqual(['full', 'masked'])
    expect(level({ ...agreed, side: 'black' })).toBe('masked')
  })

  it.each<[ListRules['names'], string[]]>([
    ['full', ['陈大文', '陈大文', '陈大文']],
    ['masked', ['陈*', '陈*', '陈大文']],
    ['withheld', ['-', '-', '陈大文']],
  ])('is named as the list says (%s): public, member, colleague', (names, expected) => {
    const viewers = ['public', 'member', 'colleague'] as const
    const shown = viewers.map(
      (viewer) => maskLine(agreed, { name: '陈大文' }, viewer, now, { ...members, names })?.name ?? '-',
    )
    expect(shown).toEqual(expected)
  })

  it('is not told by a mask where the unit has fewer than three', () => {
    const nameIn = (groupSize: number): string | undefined =>
      maskLine(agreed, { name: '陈大文', groupSize }, 'public', now, members)?.name
    expect([nameIn(2), nameIn(3)]).toEqual([undefined, '陈*'])
  })

  it('knows their own of two 陈*, and nobody else does', () => {
    const two = [agreed, { ...agreed, id: 'L3', subject: { kind: 'member', id: 'm2' } }]
    const seen = (viewer: (line: Listing) => Viewer) =>
      two.map((line) => maskLine(line, { name: '陈大文' }, viewer(line), now, members))
    const byOther = seen(() => 'member').map((line) => [line?.name, line?.own, line?.subject])
    expect(byOther).toEqual([
      ['陈*', undefined, undefined],
      ['陈*', undefined, undefined],
    ])
    expect(seen((line) => (line.subject.id === 'm2' ? 'subject' : 'member')).map((line) => line?.own)).toEqual([
      undefined,
      true,
    ])
  })
})

describe('what a line shows of its subject', () => {
  const details: SubjectDetails = {
    name: '福来小吃店',
    place: '石一街区 3 栋',
    address: '3 层 301',
    owner: '陈大文',
    contact: '13800000000',
  }
  const line: Listing = {
    ...blackIn('published'),
    reasons: [...blackIn('published').reasons, { criterion: 'ill', code: 'held', params: {}, sensitive: true }],
  }
  const rules: ListRules = { ...attention, audience: 'public' }
  const keys = ['name', 'place', 'address', 'owner', 'contact', 'evidence', 'objections', 'record', 'own', 'logged']

  it.each<[Viewer, string]>([
    ['public', 'name place'],
    ['member', 'name place'],
    ['colleague', 'name place owner contact'],
    ['lead', 'name place address owner contact evidence objections'],
    ['subject', 'name place address owner contact evidence objections own'],
    ['office', 'name place address owner contact evidence objections record logged'],
  ])('to %s: %s', (viewer, expected) => {
    const shown = maskLine(line, details, viewer, on('2021-08-21'), rules)
    expect(keys.filter((key) => shown && key in shown).join(' ')).toBe(expected)
    expect(shown?.reasons).toHaveLength(/lead|subject|office/.test(viewer) ? 2 : 1)
    expect(shown?.evidenceCount).toBe(1)
  })

  it('to the public: this and nothing else', () => {
    expect(maskLine(line, details, 'public', on('2021-08-21'), rules)).toEqual({
      id: 'L1',
      list: 'attention',
      side: 'black',
      category: 'hygiene',
      kind: 'block',
      period: { level: 'month', key: '2021-07' },
      state: 'published',
      reasons: blackIn('published').reasons,
      evidenceCount: 1,
      publishedAt: on('2021-08-20T10:00'),
      expiresAt: on('2021-09-20'),
      name: '福来小吃店',
      place: '石一街区 3 栋',
      subject: 'G1',
    })
  })

  it('to the subject before publication: no date of what has not happened, and no category where there is none', () => {
    const { category: _category, ...bare } = blackIn('noticed')
    const shown = maskLine(bare, { name: 'G1' }, 'subject', on('2021-08-16'), rules)
    expect(Object.keys(shown ?? {}).sort()).toEqual(
      [
        'id',
        'list',
        'side',
        'kind',
        'period',
        'state',
        'reasons',
        'evidenceCount',
        'name',
        'subject',
        'evidence',
        'objections',
        'own',
      ].sort(),
    )
  })

  it('to the office: logged where it names a person or holds a sensitive ground, and else not', () => {
    const logged = (one: Listing): boolean | undefined =>
      maskLine(one, details, 'office', on('2021-08-21'), rules)?.logged
    expect([logged(line), logged(person(blackIn('published'))), logged(blackIn('published'))]).toEqual([
      true,
      true,
      undefined,
    ])
  })
})

describe('the rules of a list', () => {
  const plan = compiled(district)

  it('are its own, with the usual where it says nothing', () => {
    expect(listRules(plan, 'members', '2021-Q3')).toMatchObject({
      person: true,
      deadlines: { reminder: 7, notice: 5, answer: 10, rectify: 7, verify: 3 },
      expiryDays: 30,
      audience: 'public',
      names: 'masked',
      smallestGroup: 3,
    })
    expect(listRules(plan, 'shops', '2021-07')).toMatchObject({ person: false, names: 'full', audience: 'public' })
  })

  it.each([
    ['no-such-list', '2021-07'],
    ['attention', '2021-Q3'],
    ['attention', '2021-13'],
    ['members', '2021-07'],
    ['attention', ''],
  ])('are not there for %s in %s', (list, key) => {
    expect(listRules(plan, list, key)).toBeUndefined()
  })

  it('are those of the version that the period began under, with the calendar of the newest', () => {
    const [first, attention, ...rest] = district.lists ?? []
    const second = {
      ...district,
      version: 2,
      effectiveFrom: '2021-08-01',
      calendar: { holidays: ['2021-08-03'] },
      lists: [first, { ...attention, expiryDays: 10 }, ...rest],
    }
    const two = compiled(district, second)
    expect(listRules(two, 'attention', '2021-07')?.expiryDays).toBe(30)
    expect(listRules(two, 'attention', '2021-08')?.expiryDays).toBe(10)
    const isWorkday = (key: string, day: string) =>
      listRules(two, 'attention', key)?.workdays.isWorkday(parseDay(day) ?? 0)
    expect([isWorkday('2021-07', '2021-08-03'), isWorkday('2021-07', '2021-10-01')]).toEqual([false, true])
  })

  it('are not there for a period that began before the list', () => {
    const none = { ...district, lists: [] }
    const two = compiled(none, { ...district, version: 2, effectiveFrom: '2021-08-01' })
    expect(listRules(two, 'attention', '2021-07')).toBeUndefined()
    expect(listRules(two, 'attention', '2021-08')).toBeDefined()
  })
})
