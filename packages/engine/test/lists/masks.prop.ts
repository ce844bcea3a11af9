import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACTIONS,
  type ActionParts,
  type Actor,
  draftListing,
  LISTING_STATES,
  type Listing,
  type ListRules,
  maskLine,
  maskName,
  NAME_LEVELS,
  type NameLevel,
  type ShownLine,
  type SubjectDetails,
  seesAtLeast,
  settleListing,
  step,
  VIEWERS,
  type Viewer,
  visible,
} from '../../src/lists/index.ts'
import { law } from '../laws/law.ts'
import { blackDraft, on, redDraft, rulesOf } from './lines.ts'

const START = on('2021-08-01')
const HOUR = 3_600_000

/** Rules of every audience and way of naming, for both sides, with and without leave to name persons. */
const someRules = fc
  .record({
    black: fc.boolean(),
    audience: fc.constantFrom('office', 'unit', 'organisation', 'public' as const),
    names: fc.constantFrom('full', 'masked', 'withheld' as const),
    persons: fc.boolean(),
  })
  .map(({ black, audience, names, persons }): ListRules => {
    const rules = rulesOf(black ? 'attention' : 'members')
    const leave = { legalBasis: 'rule 5', audience: 'unit', expiryDays: 30 } as const
    return { ...rules, audience, names, list: { ...rules.list, ...(persons && { persons: leave }) } }
  })

const names = fc.oneof(
  fc.constantFrom(
    '陈大文',
    '陈明',
    '欧阳修',
    '欧阳',
    'Chen Dawen',
    '阿依古丽·买买提',
    '陈',
    '',
    '*',
    '𠮷野家',
    '3号住户',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)

const details: fc.Arbitrary<SubjectDetails> = fc.record(
  {
    name: names,
    groupSize: fc.integer({ min: 1, max: 10 }),
    place: fc.constant('place-of-it'),
    address: fc.constant('address-of-it'),
    owner: fc.constant('owner-of-it'),
    contact: fc.constant('contact-of-it'),
  },
  { requiredKeys: ['name'] },
)

const actors = fc.constantFrom<Actor>(
  { id: 'recorder' },
  { id: 'p1' },
  { id: 'p2' },
  { id: 'p3' },
  { id: 'p4' },
  { id: 'm1', acts: 'subject' },
  { id: '', acts: 'time' },
)
const deeds = fc.array(
  fc.record({
    action: fc.constantFrom(...ACTIONS),
    actor: actors,
    hours: fc.oneof(fc.nat({ max: 30 }), fc.integer({ min: 24 * 6, max: 24 * 15 })),
  }),
  { maxLength: 40 },
)

const parts = (at: number): ActionParts => ({
  reason: 'reason-given',
  evidence: [{ kind: 'photo', id: 'photo-of-it' }],
  publishesAt: at + 30 * HOUR,
  into: 'L9',
  why: 'new_owner',
  reasons: [
    { criterion: 'a', code: 'held', params: { path: '/when' } },
    { criterion: 'b', code: 'stated', params: { text: 'ground-of-illness' }, sensitive: true },
  ],
})

/** A line after everything that was tried on it; what was refused left no trace. */
function lived(
  rules: ListRules,
  person: boolean,
  provisional: boolean,
  tries: typeof deeds extends fc.Arbitrary<infer T> ? T : never,
): {
  readonly line: Listing
  readonly at: number
} {
  const draft = rules.list.side === 'black' ? blackDraft : redDraft
  const start = {
    ...draft,
    person,
    provisional,
    subject: { kind: draft.subject.kind, id: 'm1' },
    reasons: parts(0).reasons ?? [],
  }
  let line = draftListing(start, 'L1', { id: 'recorder' }, START)
  let at = START
  for (const { action, actor, hours } of tries) {
    at += hours * HOUR
    const stepped = step(line, { ...parts(at), action }, actor, at, rules)
    if (stepped.ok) line = stepped.line
  }
  return { line, at }
}

/** Usual ways of a line with a few things tried on the way, so that lines get far: who does it, and after how many hours. */
const toApproval = [
  ['remind', 'recorder', 24],
  ['check', 'p1', 24],
  ['nominate', 'p1', 24 * 15],
  ['notify', 'p1', 24],
  ['agree', 'p1', 24],
  ['approve', 'p2', 24 * 12],
  ['sign', 'p3', 24],
] as const
const onwards = [
  [['schedule', 'p4', 1]],
  [
    ['publish', 'p4', 1],
    ['rectify', 'p5', 24],
    ['verify', 'p6', 24],
    ['withdraw', 'p6', 1],
    ['archive', 'p6', 24],
  ],
] as const
const ways = fc
  .record({
    tries: deeds,
    far: fc.boolean(),
    ending: fc.constantFrom(...onwards),
    until: fc.integer({ min: 4, max: 12 }),
  })
  .map(({ tries, far, ending, until }) => {
    if (!far) return tries
    const along = [...toApproval, ...ending].slice(0, until)
    return [...along.map(([action, id, hours]) => ({ action, actor: { id } as Actor, hours })), ...tries.slice(0, 3)]
  })

const cases = fc.record({
  rules: someRules,
  person: fc.boolean(),
  provisional: fc.boolean(),
  details,
  tries: ways,
  later: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 60 * 24 })),
})

const rankOf = (level: NameLevel): number => NAME_LEVELS.indexOf(level)
/** How much of a name is shown in a line, by what is there to see. */
const levelSeen = (shown: string | undefined, name: string): NameLevel =>
  shown === undefined ? 'withheld' : shown === name ? 'full' : 'masked'

/** What a lesser view has that a greater one has not; the name may be a mask of the greater one's. */
function more(lesser: ShownLine, greater: ShownLine, name: string): string[] {
  const wrong = Object.entries(lesser).filter(([key, value]) => {
    const other = (greater as unknown as Record<string, unknown>)[key]
    if (key === 'name') return rankOf(levelSeen(lesser.name, name)) > rankOf(levelSeen(greater.name, name))
    if (Array.isArray(value)) {
      const all = new Set((other as unknown[] | undefined)?.map((one) => JSON.stringify(one)))
      return value.some((one) => !all.has(JSON.stringify(one)))
    }
    return JSON.stringify(value) !== JSON.stringify(other)
  })
  return wrong.map(([key]) => key)
}

const pairs = VIEWERS.flatMap((lesser) =>
  VIEWERS.filter((greater) => seesAtLeast(greater, lesser)).map((greater): [Viewer, Viewer] => [lesser, greater]),
)

law('a mask never shows more to a lesser viewer', cases, (one) => {
  const { line, at } = lived(one.rules, one.person, one.provisional, one.tries)
  const asOf = at + one.later * HOUR
  const seen = new Map(VIEWERS.map((viewer) => [viewer, maskLine(line, one.details, viewer, asOf, one.rules)]))
  for (const [lesser, greater] of pairs) {
    const [less, great] = [seen.get(lesser), seen.get(greater)]
    if (!less) continue
    expect(great, `${greater} sees what ${lesser} sees`).toBeDefined()
    // Seeing that it is one's own is for the subject alone, and that it must be logged is for the office alone.
    const { own: _own, ...comparable } = less
    expect(more(comparable, great as ShownLine, one.details.name), `${lesser} sees more than ${greater}`).toEqual([])
  }
})

law('what is seen is what is visible', cases, (one) => {
  const { line, at } = lived(one.rules, one.person, one.provisional, one.tries)
  const asOf = at + one.later * HOUR
  for (const viewer of VIEWERS) {
    const shown = maskLine(line, one.details, viewer, asOf, one.rules)
    expect(shown !== undefined).toBe(visible(line, viewer, asOf, one.rules))
  }
})

law('the public sees of a line only what is for everyone', cases, (one) => {
  const { line, at } = lived(one.rules, one.person, one.provisional, one.tries)
  const asOf = at + one.later * HOUR
  const shown = maskLine(line, one.details, 'public', asOf, one.rules)
  if (!shown) return
  const now = settleListing(line, asOf, one.rules)
  expect(['published', 'rectifying']).toContain(now.state)
  expect(now.objections.filter((each) => !each.decided)).toEqual([])
  expect(now.person && now.side === 'black').toBe(false)
  if (now.person) expect(now.consent).toBeDefined()
  const text = JSON.stringify(shown)
  for (const secret of [
    'owner-of-it',
    'contact-of-it',
    'address-of-it',
    'photo-of-it',
    'ground-of-illness',
    'recorder',
    'reason-given',
  ])
    expect(text).not.toContain(secret)
})

law('a line in public was recorded, approved and published by different people', cases, (one) => {
  const { line, at } = lived(one.rules, one.person, one.provisional, one.tries)
  const now = settleListing(line, at + one.later * HOUR, one.rules)
  if (now.publishedAt === undefined) return
  const hands = [now.recordedBy, now.approvedBy, now.signedBy, now.publishedBy]
  expect(hands).not.toContain(undefined)
  expect(new Set(hands).size).toBe(4)
  expect(now.provisional).toBe(false)
  const before = now.history.slice(
    0,
    now.history.findIndex((each) => each.to === 'published'),
  )
  const last = (...actions: string[]): number => before.findLastIndex((each) => actions.includes(each.action))
  expect(last('approve')).toBeGreaterThan(last('notify', 'respond', 'object', 'rectify', 'confirm'))
})

law('a line is what its history says: taking the steps again gives the same', cases, (one) => {
  const { line } = lived(one.rules, one.person, one.provisional, one.tries)
  const { history: _h, ...grounds } = line
  const first = draftListing(
    {
      ...grounds,
      evidence: blackDraft.evidence,
      evidenceCount: 1,
      provisional: one.provisional,
      reasons: parts(0).reasons ?? [],
    },
    'L1',
    { id: 'recorder' },
    START,
  )
  const again = line.history.reduce((now, { action, actor, at, from: _f, to: _t, ...given }) => {
    const stepped = step(now, { ...given, action: action as (typeof ACTIONS)[number] }, actor, at, one.rules)
    if (!stepped.ok) throw new Error(JSON.stringify(stepped))
    return stepped.line
  }, first)
  expect(again).toEqual(line)
})

law('time alone: a step is taken on the line as time has left it', cases, (one) => {
  const { line, at } = lived(one.rules, one.person, one.provisional, one.tries)
  const asOf = at + one.later * HOUR
  const settled = settleListing(line, asOf, one.rules)
  expect(settleListing(settled, asOf, one.rules)).toBe(settled)
  for (const action of ACTIONS.filter((each) => each !== 'publish' && each !== 'expire')) {
    const deed = { ...parts(asOf), action }
    expect(step(settled, deed, { id: 'p9' }, asOf, one.rules)).toEqual(step(line, deed, { id: 'p9' }, asOf, one.rules))
  }
})

it('the lines of these laws come to every state, on both sides, of persons and of places', () => {
  const seen = new Set<string>()
  for (const one of fc.sample(cases, { numRuns: 1500, seed: 7 })) {
    const { line, at } = lived(one.rules, one.person, one.provisional, one.tries)
    const { state, side, person } = settleListing(line, at + one.later * HOUR, one.rules)
    seen.add(state).add(`${side} ${person} ${line.publishedAt !== undefined}`)
  }
  const published = ['red true', 'red false', 'black true', 'black false'].map((kind) => `${kind} true`)
  expect([...LISTING_STATES, ...published].filter((each) => !seen.has(each))).toEqual([])
})

describe('the mask of a name', () => {
  it.each<[string, string]>([
    ['陈大文', '陈*'],
    ['陈明', '陈*'],
    ['陈', '*'],
    ['欧阳修', '欧阳*'],
    ['欧阳', '欧*'],
    ['阿依古丽·买买提', '阿*'],
    ['Chen Dawen', 'C*'],
    ['𠮷野家', '𠮷*'],
    ['  陈大文 ', '陈*'],
    ['3号住户', '*'],
    ['', ''],
  ])('%s is %s', (name, mask) => {
    expect(maskName(name, 'masked')).toBe(mask)
  })
})

law('the mask of a name does not tell its length, and is its own mask', names, (name) => {
  const mask = maskName(name, 'masked')
  expect(maskName(mask, 'masked')).toBe(mask)
  expect([...mask].length).toBeLessThanOrEqual(3)
  expect(maskName(name, 'withheld')).toBe('')
  expect(maskName(name, 'full')).toBe(name)
  if ([...name.trim()].length > 3) expect(mask.endsWith('*')).toBe(true)
})
