import { describe, expect, it } from 'vitest'
import {
  type Action,
  type ActionParts,
  type Actor,
  deadlinesOf,
  draftListing,
  draftStated,
  due,
  type Listing,
  type Stepped,
  settleListing,
  step,
} from '../../src/lists/index.ts'
import { after, blackDraft, blackIn, on, people, redDraft, rulesOf } from './lines.ts'

const { recorder, checker, approver, signer, publisher, judge, subject, time } = people
const attention = rulesOf('attention')
const members = rulesOf('members')
const proof = [{ kind: 'photo', id: 'p1' }] as const

const codeOf = (stepped: Stepped): string => (stepped.ok ? `→ ${stepped.line.state}` : stepped.code)
const tryOn = (
  line: Listing,
  action: Action | (ActionParts & { action: Action }),
  actor: Actor,
  at: string | number,
  rules = attention,
): Stepped => step(line, action, actor, typeof at === 'number' ? at : on(at), rules)
const tried = (...attempt: Parameters<typeof tryOn>): string => codeOf(tryOn(...attempt))

describe('a black line', () => {
  it('needs a reminder and seven unrectified working days before it is nominated', () => {
    const bare = after(blackDraft, attention, [['check', checker, '2021-08-02T10:00']])
    expect(tried(bare, 'nominate', checker, '2021-08-20')).toBe('reminder_missing')
    const reminded = after(bare, attention, [['remind', recorder, '2021-08-02T10:00']])
    expect(deadlinesOf(reminded, attention).reminderEndsAt).toBe(on('2021-08-12'))
    expect(tried(reminded, 'nominate', checker, on('2021-08-12') - 1)).toBe('reminder_running')
    expect(tried(reminded, 'nominate', checker, '2021-08-12')).toBe('→ nominated')
  })

  it('counts those days over 国庆: reminded on 30 September, nominated from 16 October', () => {
    const reminded = after(blackDraft, attention, [
      ['check', checker, '2021-09-30T09:00'],
      ['remind', recorder, '2021-09-30T10:00'],
    ])
    // Worked: 8, 9 (a Saturday, made up), 11, 12, 13, 14, 15 October.
    expect(tried(reminded, 'nominate', checker, on('2021-10-16') - 1)).toBe('reminder_running')
    expect(tried(reminded, 'nominate', checker, '2021-10-16')).toBe('→ nominated')
    // Without the calendar 1 to 7 October would be worked, but for their weekend.
    expect(tried(reminded, 'nominate', checker, '2021-10-12', rulesOf('attention', {}))).toBe('→ nominated')
  })

  it('follows the calendar when it is edited after the deadline began', () => {
    const noticed = after(blackIn('nominated'), attention, [['notify', recorder, '2021-09-30T10:00']])
    expect(deadlinesOf(noticed, attention).noticeEndsAt).toBe(on('2021-10-14'))
    const edited = rulesOf('attention', { holidays: ['2021-10-01', '2021-10-04'] })
    expect(deadlinesOf(noticed, edited).noticeEndsAt).toBe(on('2021-10-12'))
    expect(deadlinesOf(noticed, rulesOf('attention', {})).noticeEndsAt).toBe(on('2021-10-08'))
  })

  it('is not nominated while a proof of rectification waits, and ends unseen when it is verified', () => {
    const mended = after(blackIn('checked'), attention, [
      [{ action: 'rectify', evidence: proof }, subject, '2021-08-10T10:00'],
    ])
    expect(tried(mended, 'nominate', checker, '2021-08-20')).toBe('rectification_pending')
    const refused = after(mended, attention, [
      [{ action: 'reject', reason: 'still dirty' }, checker, '2021-08-11T10:00'],
    ])
    expect(tried(refused, 'nominate', checker, '2021-08-20')).toBe('→ nominated')
    const verified = after(mended, attention, [['verify', checker, '2021-08-11T10:00']])
    expect(tried(verified, 'withdraw', approver, '2021-08-12')).toBe('→ withdrawn')
  })

  it('is not rectified by the one who verifies it', () => {
    const filed = after(blackIn('published'), attention, [
      [{ action: 'rectify', evidence: proof }, checker, '2021-08-23T10:00'],
    ])
    expect(tryOn(filed, 'verify', checker, '2021-08-24')).toMatchObject({
      code: 'same_person',
      params: { as: 'filer' },
    })
    expect(tried(filed, 'verify', judge, '2021-08-24')).toBe('→ verified')
  })

  it('cannot be rectified without proof', () => {
    expect(tried(blackIn('published'), 'rectify', subject, '2021-08-23')).toBe('evidence_missing')
  })
})

describe('people', () => {
  it.each<[string, Listing['state'], Action, Actor, string, string]>([
    ['the recorder does not check', 'draft', 'check', recorder, '2021-08-03', 'recorder'],
    ['the recorder does not approve', 'noticed', 'approve', recorder, '2021-08-20', 'recorder'],
    ['the recorder does not sign', 'approved', 'sign', recorder, '2021-08-20T10:00', 'recorder'],
    ['the approver does not sign', 'approved', 'sign', approver, '2021-08-20T10:00', 'approver'],
    ['the recorder does not publish', 'signed', 'publish', recorder, '2021-08-20T10:00', 'recorder'],
    ['the approver does not publish', 'signed', 'publish', approver, '2021-08-20T10:00', 'approver'],
    ['one person does not publish alone', 'signed', 'publish', signer, '2021-08-20T10:00', 'signer'],
    ['one person does not schedule alone', 'signed', 'schedule', signer, '2021-08-20T10:00', 'signer'],
  ])('%s', (_, state, action, actor, at, as) => {
    const stepped = tryOn(blackIn(state), { action, publishesAt: on('2021-09-01') }, actor, at)
    expect(stepped).toMatchObject({ ok: false, code: 'same_person', params: { as } })
  })

  it('who speak for the subject take no step of the office', () => {
    expect(tried(blackIn('noticed'), 'approve', subject, '2021-08-20')).toBe('not_for_the_subject')
    expect(tried(blackIn('verified'), 'withdraw', subject, '2021-08-25')).toBe('not_for_the_subject')
  })

  it('do not act on a line about themselves, whatever their office', () => {
    expect(tried(redDraft, 'check', { id: 'm1' }, '2021-10-11', members)).toBe('own_line')
    expect(tried(redDraft, 'agree', { id: 'm1', acts: 'subject' }, '2021-10-11', members)).toBe('→ draft')
  })

  it('do not do what only time brings, and time does nothing else', () => {
    expect(tried(blackIn('published'), 'expire', approver, '2021-09-01')).toBe('comes_with_time')
    expect(tried(blackIn('signed'), 'publish', time, '2021-08-20T10:00')).toBe('comes_with_time')
  })
})

describe('an objection', () => {
  const objected = (state: Listing['state'], at: string): Listing =>
    after(blackIn(state), attention, [[{ action: 'object', reason: 'not our yard' }, subject, at]])

  it('stops the approval until a second person has decided it', () => {
    const line = objected('noticed', '2021-08-19T17:00')
    expect(tried(line, 'approve', approver, '2021-08-20')).toBe('objection_pending')
    const dismissed = after(line, attention, [[{ action: 'dismiss', reason: 'it is' }, judge, '2021-08-20T09:00']])
    expect(tried(dismissed, 'approve', approver, '2021-08-20T10:00')).toBe('→ approved')
  })

  it('filed one minute before a scheduled publication stops it', () => {
    const line = objected('scheduled', '2021-08-23T07:59')
    expect(line.state).toBe('noticed')
    expect(settleListing(line, on('2021-08-23T08:00'), attention).state).toBe('noticed')
    expect(line).not.toHaveProperty('publishesAt')
    const dismissed = after(line, attention, [[{ action: 'dismiss', reason: 'it is' }, judge, '2021-08-24T09:00']])
    expect(settleListing(dismissed, on('2021-12-01'), attention).state).toBe('noticed')
    expect(tried(dismissed, 'publish', publisher, '2021-08-24T10:00')).toBe('out_of_order')
    expect(tried(dismissed, 'approve', approver, '2021-08-24T10:00')).toBe('→ approved')
  })

  it('filed one minute after it finds the line published', () => {
    const line = objected('scheduled', '2021-08-23T08:01')
    expect(line.state).toBe('published')
    expect(line.publishedAt).toBe(on('2021-08-23T08:00'))
  })

  it.each(['approved', 'signed', 'scheduled'] as const)('takes a line that is %s back to the notice', (state) => {
    const line = objected(state, '2021-08-20T12:00')
    expect(line.state).toBe('noticed')
    for (const key of ['approvedBy', 'signedBy', 'publishedBy', 'publishesAt']) expect(line).not.toHaveProperty(key)
  })

  it('that is upheld revokes the line', () => {
    const line = objected('published', '2021-08-21T09:00')
    const upheld = tryOn(line, { action: 'uphold', reason: 'wrong yard' }, judge, '2021-08-23')
    const decided = { by: 'judge', at: on('2021-08-23'), upheld: true, reason: 'wrong yard' }
    expect(upheld).toMatchObject({ line: { state: 'revoked', objections: [{ decided }] } })
  })

  it.each<[string, Actor, string]>([
    ['the recorder', recorder, 'recorder'],
    ['the approver', approver, 'approver'],
    ['a signer', signer, 'signer'],
    ['the publisher', publisher, 'publisher'],
  ])('is not decided by %s', (_, actor, as) => {
    const line = objected('published', '2021-08-21T09:00')
    const stepped = tryOn(line, { action: 'dismiss', reason: 'no' }, actor, '2021-08-23')
    expect(stepped).toMatchObject({ code: 'same_person', params: { as } })
  })

  it('is not decided by the one who filed it', () => {
    const line = after(blackIn('published'), attention, [
      [{ action: 'object', reason: 'doubtful' }, judge, '2021-08-21T09:00'],
    ])
    expect(tryOn(line, { action: 'dismiss', reason: 'no' }, judge, '2021-08-23')).toMatchObject({
      code: 'same_person',
      params: { as: 'objector' },
    })
  })

  it('is one of several: each has its own decision', () => {
    const two = after(objected('noticed', '2021-08-17T09:00'), attention, [
      [{ action: 'object', reason: 'and not in July' }, subject, '2021-08-18T09:00'],
      [{ action: 'dismiss', reason: 'no', objection: 1 }, judge, '2021-08-19T09:00'],
    ])
    expect(two.objections.map((one) => one.decided?.upheld)).toEqual([undefined, false])
    expect(tried(two, 'approve', approver, '2021-08-20')).toBe('objection_pending')
    expect(tried(two, { action: 'dismiss', reason: 'no', objection: 1 }, judge, '2021-08-20')).toBe('no_objection')
    expect(tried(two, { action: 'dismiss', reason: 'no', objection: 7 }, judge, '2021-08-20')).toBe('no_objection')
    expect(tried(two, { action: 'dismiss', reason: 'no' }, judge, '2021-08-20')).toBe('→ noticed')
  })

  it('and a decision need a reason', () => {
    expect(tried(blackIn('noticed'), 'object', subject, '2021-08-17')).toBe('reason_missing')
    const line = objected('noticed', '2021-08-17T09:00')
    expect(tried(line, { action: 'uphold', reason: '  ' }, judge, '2021-08-18')).toBe('reason_missing')
  })
})

describe('the notice', () => {
  const noticed = after(blackIn('nominated'), attention, [['notify', recorder, '2021-09-30T10:00']])

  it('runs five working days, over 国庆 until the end of 13 October', () => {
    expect(tried(noticed, 'approve', approver, on('2021-10-14') - 1)).toBe('notice_running')
    expect(tried(noticed, 'approve', approver, '2021-10-14')).toBe('→ approved')
  })

  it('hears a statement of the subject until its last moment and not later', () => {
    const statement = { action: 'respond', reason: 'it was the contractor' } as const
    expect(tried(noticed, statement, subject, on('2021-10-14') - 1)).toBe('→ noticed')
    expect(tried(noticed, statement, subject, '2021-10-14')).toBe('deadline_past')
    const heard = after(noticed, attention, [[statement, subject, '2021-10-08T10:00']])
    const filed = { by: 'owner', filedAt: on('2021-10-08T10:00'), reason: 'it was the contractor' }
    expect(heard.objections).toEqual([{ kind: 'statement', ...filed }])
    const contested = { ...statement, action: 'object' } as const
    expect(after(noticed, attention, [[contested, subject, '2021-10-08T10:00']]).objections[0]?.kind).toBe('objection')
    expect(tried(heard, 'approve', approver, '2021-10-20')).toBe('objection_pending')
  })
})

describe('a publication', () => {
  it('cannot be scheduled for an instant that is over', () => {
    const signed = blackIn('signed')
    const scheduled = (publishesAt: number) => ({ action: 'schedule', publishesAt }) as const
    expect(tried(signed, scheduled(on('2021-08-20T09:59')), publisher, '2021-08-20T10:00')).toBe('deadline_past')
    expect(tried(signed, scheduled(on('2021-08-20T10:00')), publisher, '2021-08-20T10:00')).toBe('deadline_past')
    expect(tried(signed, 'schedule', publisher, '2021-08-20T10:00')).toBe('instant_missing')
    for (const never of [Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(tried(signed, scheduled(never), publisher, '2021-08-20T10:00')).toBe('instant_missing')
    }
  })

  it('comes by itself at its instant', () => {
    const scheduled = blackIn('scheduled')
    expect(settleListing(scheduled, on('2021-08-23T08:00') - 1, attention)).toBe(scheduled)
    const published = settleListing(scheduled, on('2021-08-25'), attention)
    expect(published).toMatchObject({
      state: 'published',
      publishedAt: on('2021-08-23T08:00'),
      publishedBy: 'publisher',
    })
    expect(tryOn(scheduled, 'publish', time, on('2021-08-23T08:00') - 1)).toEqual({
      ok: false,
      code: 'not_due',
      params: { until: on('2021-08-23T08:00') },
    })
    expect(tried(scheduled, 'publish', time, '2021-08-23T08:00')).toBe('→ published')
  })

  it('ends by itself thirty days later', () => {
    const published = blackIn('published')
    expect(deadlinesOf(published, attention).expiresAt).toBe(on('2021-09-20'))
    expect(settleListing(published, on('2021-09-20') - 1, attention).state).toBe('published')
    expect(settleListing(published, on('2021-09-20'), attention).state).toBe('expired')
    expect(tried(published, { action: 'object', reason: 'no' }, subject, '2021-09-20')).toBe('out_of_order')
  })

  it('of reasons that are not frozen waits until they are confirmed', () => {
    const { state: _s, history: _h, objections: _o, ...grounds } = blackDraft
    const draft = draftListing({ ...grounds, provisional: true }, 'L1', recorder, on('2021-08-01'))
    const noticed = after(draft, attention, [
      ['remind', recorder, '2021-08-02T10:00'],
      ['check', checker, '2021-08-02T11:00'],
      ['nominate', checker, '2021-08-12'],
      ['notify', recorder, '2021-08-12T09:00'],
    ])
    expect(tried(noticed, 'approve', approver, '2021-08-20')).toBe('facts_provisional')
    expect(tried(noticed, 'confirm', checker, '2021-08-20')).toBe('reason_missing')
    const reasons = [{ criterion: 'low', code: 'held', params: { path: '/when' } }] as const
    const confirmed = after(noticed, attention, [[{ action: 'confirm', reasons }, checker, '2021-08-20T09:00']])
    expect(confirmed.reasons).toEqual(reasons)
    expect([confirmed.evidence, confirmed.evidenceCount]).toEqual([noticed.evidence, 1])
    const proven = { action: 'confirm', reasons, evidence: proof } as const
    expect(tryOn(noticed, proven, checker, '2021-08-20')).toMatchObject({ line: { evidence: proof, evidenceCount: 1 } })
    expect(tryOn(noticed, { ...proven, evidenceCount: 240 }, checker, '2021-08-20')).toMatchObject({
      line: { evidence: proof, evidenceCount: 240 },
    })
    expect(tried(confirmed, 'approve', approver, '2021-08-20T10:00')).toBe('→ approved')
  })
})

describe('a person', () => {
  it('is on the red side only with recorded consent', () => {
    const noticed = after(redDraft, members, [
      ['check', checker, '2021-10-11T10:00'],
      ['nominate', checker, '2021-10-11T11:00'],
      ['notify', checker, '2021-10-11T12:00'],
    ])
    expect(tried(noticed, 'approve', approver, '2021-10-19', members)).toBe('consent_missing')
    const agreed = after(noticed, members, [['agree', { id: 'm1', acts: 'subject' }, '2021-10-12T10:00']])
    expect(tried(agreed, 'approve', approver, '2021-10-19', members)).toBe('→ approved')
    expect(tried(agreed, 'decline', { id: 'm1', acts: 'subject' }, '2021-10-13', members)).toBe('→ revoked')
  })

  it('is never on the black side of a list that has not settled it', () => {
    const draft = { ...blackIn('draft'), person: true, subject: { kind: 'member', id: 'm1' } }
    expect(tried(draft, 'check', checker, '2021-08-03')).toBe('person_on_black_side')
    const checked = { ...blackIn('checked'), person: true, subject: { kind: 'member', id: 'm1' } }
    expect(tried(checked, 'nominate', checker, '2021-08-20')).toBe('person_on_black_side')
    const noticed = { ...blackIn('noticed'), person: true, subject: { kind: 'member', id: 'm1' } }
    expect(tried(noticed, 'approve', approver, '2021-08-20')).toBe('person_on_black_side')
  })

  it('is asked for consent on the red side alone, and a place never is', () => {
    const block = { ...redDraft, person: false, subject: { kind: 'block', id: 'G1' } }
    const black = { ...blackIn('checked'), person: true, subject: { kind: 'member', id: 'm1' } }
    expect(tried(block, 'agree', recorder, '2021-10-11', members)).toBe('no_consent_needed')
    expect(tried(black, 'agree', recorder, '2021-08-20')).toBe('no_consent_needed')
  })

  it('has nothing to rectify on the red side, and no reminder', () => {
    expect(tried(redDraft, { action: 'rectify', evidence: proof }, subject, '2021-10-11', members)).toBe('red_side')
    expect(tried(redDraft, 'remind', recorder, '2021-10-11', members)).toBe('red_side')
  })
})

describe('a nomination that a person adds', () => {
  const stated = {
    subject: { kind: 'block', id: 'G7' },
    period: { level: 'month', key: '2021-07' },
    reason: 'litter on the stairs',
    evidence: proof,
  }
  const drafted = (change: object, rules = attention, actor: Actor = recorder): Stepped =>
    draftStated(rules, { ...stated, ...change }, 'L5', actor, on('2021-08-01'))

  it('is a line of its list, with its reason and evidence, and goes the same way', () => {
    const draft = drafted({})
    expect(draft).toMatchObject({
      line: {
        list: 'attention',
        side: 'black',
        category: 'hygiene',
        person: false,
        origin: 'stated',
        state: 'draft',
        recordedBy: 'recorder',
        reasons: [{ criterion: '', code: 'stated', params: { text: 'litter on the stairs' } }],
        evidence: proof,
        evidenceCount: 1,
      },
    })
    if (draft.ok) expect(tried(draft.line, 'check', recorder, '2021-08-02')).toBe('same_person')
    if (draft.ok) expect(tried(draft.line, 'check', checker, '2021-08-02')).toBe('→ checked')
  })

  it('may have a ground that only those who answer for the subject see', () => {
    expect(drafted({ sensitive: true })).toMatchObject({ line: { reasons: [{ sensitive: true }] } })
  })

  it.each<[string, object, string]>([
    ['without evidence', { evidence: [] }, 'evidence_missing'],
    ['without a reason', { reason: ' ' }, 'reason_missing'],
    ['of another kind', { subject: { kind: 'shop', id: 'S1' } }, 'other_kind'],
  ])('is refused %s', (_, change, code) => {
    expect(codeOf(drafted(change))).toBe(code)
  })

  it('is refused of a private person on the black side, unless the list has settled it', () => {
    const persons = { legalBasis: 'rule 5', audience: 'unit', expiryDays: 30 } as const
    expect(codeOf(drafted({}, { ...attention, person: true }))).toBe('person_on_black_side')
    const list = { ...attention.list, persons }
    expect(codeOf(drafted({}, { ...attention, person: true, list }))).toBe('→ draft')
    expect(codeOf(drafted({}, { ...attention, person: true, list }, { id: 'G7' }))).toBe('own_line')
  })

  it('can get more evidence while it is a draft', () => {
    const more = after(blackDraft, attention, [[{ action: 'attach', evidence: proof }, recorder, '2021-08-02T10:00']])
    expect(more.evidence).toEqual([...blackDraft.evidence, ...proof])
    expect(more.evidenceCount).toBe(2)
    expect(tried(more, 'attach', recorder, '2021-08-03')).toBe('evidence_missing')
    expect(tried({ ...blackDraft, evidence: [] }, 'check', checker, '2021-08-03')).toBe('evidence_missing')
  })
})

describe('a line that ends otherwise', () => {
  it('goes on in another one, but not in itself', () => {
    expect(tried(blackIn('noticed'), 'merge', recorder, '2021-08-20')).toBe('target_missing')
    expect(tried(blackIn('noticed'), { action: 'merge', into: 'L1' }, recorder, '2021-08-20')).toBe(
      'merges_into_itself',
    )
    const merged = tryOn(blackIn('noticed'), { action: 'merge', into: 'L2' }, recorder, '2021-08-20')
    expect(merged).toMatchObject({ ok: true, line: { state: 'merged', mergedInto: 'L2' } })
  })

  it('is gone with its subject', () => {
    expect(tried(blackIn('published'), 'vanish', recorder, '2021-08-25')).toBe('reason_missing')
    const gone = tryOn(blackIn('published'), { action: 'vanish', why: 'new_owner' }, recorder, '2021-08-25')
    expect(gone).toMatchObject({ ok: true, line: { state: 'gone', goneBecause: 'new_owner' } })
  })
})

describe('time', () => {
  it('does not run backwards', () => {
    expect(tried(blackIn('noticed'), 'revoke', approver, '2021-08-12T08:59')).toBe('before_last_step')
    expect(tried(blackDraft, 'check', checker, on('2021-08-01') - 1)).toBe('before_last_step')
    expect(tried(blackDraft, 'check', checker, '2021-08-01')).toBe('→ checked')
  })

  it('refuses the rules of another list and what is no instant as bugs', () => {
    expect(() => step(blackDraft, 'check', checker, Number.NaN, attention)).toThrow(RangeError)
    expect(() => step(blackDraft, 'check', checker, on('2021-08-03'), members)).toThrow(RangeError)
  })

  it.each<[string, Listing, string, [string, string][]]>([
    ['a reminder that is over', blackIn('checked'), '2021-08-12', [['reminder_over', '2021-08-12']]],
    ['a notice that is over', blackIn('noticed'), '2021-08-20', [['notice_over', '2021-08-20']]],
    ['nothing a moment before', blackIn('noticed'), '2021-08-19', []],
    ['a rectification that is overdue', blackIn('published'), '2021-09-01', [['rectification_overdue', '2021-09-01']]],
    ['a verification that is overdue', blackIn('rectifying'), '2021-08-27', [['verification_overdue', '2021-08-27']]],
    [
      'a publication, a late proof and an expiry',
      blackIn('scheduled'),
      '2021-10-01',
      [
        ['published', '2021-08-23T08:00'],
        ['expired', '2021-09-23'],
      ],
    ],
    ['nothing of a line that is over', blackIn('withdrawn'), '2022-08-01', []],
  ])('brings %s', (_, line, asOf, expected) => {
    expect(due(line, on(asOf), attention)).toEqual(expected.map(([code, at]) => ({ code, at: on(at) })))
  })

  it('brings an answer that is overdue after ten working days', () => {
    const line = after(blackIn('noticed'), attention, [
      [{ action: 'object', reason: 'no' }, subject, '2021-08-16T10:00'],
    ])
    expect(due(line, on('2021-08-31'), attention)).toEqual([
      { code: 'notice_over', at: on('2021-08-20') },
      { code: 'answer_overdue', at: on('2021-08-31') },
    ])
  })
})
