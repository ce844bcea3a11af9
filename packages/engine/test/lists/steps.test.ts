import { describe, expect, it } from 'vitest'
import {
  ACTIONS,
  type Action,
  type ActionParts,
  type Actor,
  LISTING_STATES,
  type ListingState,
  STEPS,
  type Stepped,
  step,
} from '../../src/lists/index.ts'
import { blackIn, on, people, rulesOf } from './lines.ts'

/** Everything an action may need, so that only the state decides. */
const complete: ActionParts = {
  reason: 'seen on site',
  evidence: [{ kind: 'photo', id: 'p1' }],
  publishesAt: on('2021-12-01'),
  into: 'L9',
  why: 'demolished',
  reasons: [{ criterion: 'low', code: 'held', params: { path: '/when' } }],
}

/** Someone whom no check of the action names. */
const takers: Partial<Record<Action, Actor>> = {
  sign: people.signer,
  publish: people.publisher,
  schedule: people.publisher,
  expire: people.time,
}

/**
 * What each action leads to from each state: a state, `.` for the same one, `-` for out of order; a code where the
 * state is right and what the line has been through is not. The lines are black and were reminded (see lines.ts); the
 * instant is after every deadline of the state and before the line expires.
 */
const table = `
              draft      checked    nominated  noticed   approved  signed    scheduled published  rectifying verified  withdrawn expired  revoked  merged   gone     archived
attach        .          -          -          -         -         -         -         -          -          -         -         -        -        -        -        -
remind        already_reminded already_reminded - -      -         -         -         -          -          -         -         -        -        -        -        -
check         checked    -          -          -         -         -         -         -          -          -         -         -        -        -        -        -
confirm       facts_frozen facts_frozen facts_frozen facts_frozen - -        -         -          -          -         -         -        -        -        -        -
nominate      -          nominated  -          -         -         -         -         -          -          -         -         -        -        -        -        -
notify        -          -          noticed    -         -         -         -         -          -          -         -         -        -        -        -        -
agree         no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed - - - - - - - - -
decline       no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed no_consent_needed - - - - - - -
respond       -          -          -          deadline_past -     -         -         -          -          -         -         -        -        -        -        -
object        -          -          -          .         noticed   noticed   noticed   .          .          -         -         -        -        -        -        -
uphold        -          -          -          no_objection -      -         -         no_objection no_objection -     -         -        -        -        -        -
dismiss       -          -          -          no_objection -      -         -         no_objection no_objection -     -         -        -        -        -        -
approve       -          -          -          approved  -         -         -         -          -          -         -         -        -        -        -        -
sign          -          -          -          -         signed    -         -         -          -          -         -         -        -        -        -        -
publish       -          -          -          -         -         published comes_with_time -    -          -         -         -        -        -        -        -
schedule      -          -          -          -         -         scheduled -         -          -          -         -         -        -        -        -        -
rectify       .          .          .          .         noticed   noticed   noticed   rectifying -          -         -         -        -        -        -        -
verify        no_rectification no_rectification no_rectification no_rectification - - - -         verified   -         -         -        -        -        -        -
reject        no_rectification no_rectification no_rectification no_rectification - - - -         published  -         -         -        -        -        -        -
withdraw      -          -          -          -         -         -         -         -          -          withdrawn -         -        -        -        -        -
expire        -          -          -          -         -         -         -         not_due    not_due    -         -         -        -        -        -        -
revoke        revoked    revoked    revoked    revoked   revoked   revoked   revoked   revoked    revoked    -         -         -        -        -        -        -
merge         merged     merged     merged     merged    merged    merged    merged    merged     merged     merged    -         -        -        -        -        -
vanish        gone       gone       gone       gone      gone      gone      gone      gone       gone       gone      -         -        -        -        -        -
archive       -          -          -          -         -         -         -         -          -          -         archived  archived archived archived archived -
`
const [head = '', ...rows] = table.trim().split('\n')
const states = head.trim().split(/\s+/) as ListingState[]
const cells = rows.flatMap((line) => {
  const [action, ...outcomes] = line.trim().split(/\s+/)
  return states.map((state, i) => [state, action as Action, outcomes[i] ?? ''] as const)
})

const late: Partial<Record<ListingState, string>> = { scheduled: '2021-08-23T07:59', archived: '2021-10-10T10:00' }
const instantOf = (state: ListingState): number =>
  on(late[state] ?? (/draft|checked|nominated|noticed/.test(state) ? '2021-08-20T10:00' : '2021-09-20T00:00')) -
  (late[state] || /draft|checked|nominated|noticed/.test(state) ? 0 : 1)

const outcomeOf = (state: ListingState, stepped: Stepped): string => {
  if (!stepped.ok) return stepped.code === 'out_of_order' ? '-' : stepped.code
  return stepped.line.state === state ? '.' : stepped.line.state
}

describe('every action in every state', () => {
  it('stands in the table', () => {
    expect(states).toEqual(LISTING_STATES)
    expect(rows.map((line) => line.trim().split(/\s+/)[0])).toEqual(ACTIONS)
    expect(cells.filter(([, , outcome]) => outcome === '')).toEqual([])
    expect(cells).toHaveLength(LISTING_STATES.length * ACTIONS.length)
  })

  it.each(cells)('%s, %s: %s', (state, action, outcome) => {
    const expired = state === 'expired' ? on('2021-09-21') : instantOf(state)
    const at = state === 'withdrawn' || state === 'verified' ? on('2021-08-25') : expired
    const line = blackIn(state)
    const stepped = step(line, { ...complete, action }, takers[action] ?? { id: 'someone' }, at, rulesOf('attention'))
    expect(outcomeOf(state, stepped)).toBe(outcome)
  })
})

describe('the table of steps', () => {
  it('has one row for a state and an action', () => {
    const pairs = STEPS.flatMap((row) => row.from.map((from) => `${from} ${row.action}`))
    expect(pairs.filter((pair, i) => pairs.indexOf(pair) !== i)).toEqual([])
  })

  it('reaches every state from a draft, and leaves every state but the archive', () => {
    const reached = new Set<string>(['draft'])
    for (let i = 0; i < LISTING_STATES.length; i++) {
      for (const row of STEPS) if (row.to !== 'same' && row.from.some((from) => reached.has(from))) reached.add(row.to)
    }
    expect([...LISTING_STATES].filter((state) => !reached.has(state))).toEqual([])
    const left = new Set<string>(STEPS.filter((row) => row.to !== 'same').flatMap((row) => row.from))
    expect([...LISTING_STATES].filter((state) => !left.has(state))).toEqual(['archived'])
  })

  it('publishes only what was approved and signed', () => {
    const before = (to: string): string[] => [
      ...new Set(STEPS.filter((row) => row.to === to).flatMap((row) => row.from)),
    ]
    expect(before('published').sort()).toEqual(['rectifying', 'scheduled', 'signed'])
    expect(before('scheduled')).toEqual(['signed'])
    expect(before('signed')).toEqual(['approved'])
    expect(before('approved')).toEqual(['noticed'])
  })
})
