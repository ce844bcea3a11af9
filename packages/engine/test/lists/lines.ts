import { parseInstant } from '../../src/base/civil.ts'
import type { Plan } from '../../src/index.ts'
import {
  type Action,
  type ActionParts,
  type Actor,
  draftListing,
  type LineGrounds,
  type Listing,
  type ListingState,
  type ListRules,
  listRules,
  step,
} from '../../src/lists/index.ts'
import { compiled } from '../small-program.ts'
import { district } from './district.ts'

/** An instant in Shanghai: `2021-09-01` is its start, `2021-09-01T10:00` a minute of it. */
export function on(text: string): number {
  return parseInstant(`${text.length === 10 ? `${text}T00:00` : text}:00+08:00`) as number
}

const plans = new Map<string, Plan>()

/** The rules of one of the district's lists for July 2021 or its quarter, on the calendar given. */
export function rulesOf(list: string, calendar: object | undefined = district.calendar): ListRules {
  const key = JSON.stringify(calendar)
  const plan = plans.get(key) ?? compiled({ ...district, calendar })
  plans.set(key, plan)
  return listRules(plan, list, list === 'members' ? '2021-Q3' : '2021-07') as ListRules
}

/** The people who act on a line. */
export const people = {
  recorder: { id: 'recorder' },
  checker: { id: 'checker' },
  approver: { id: 'approver' },
  signer: { id: 'signer' },
  publisher: { id: 'publisher' },
  judge: { id: 'judge' },
  subject: { id: 'owner', acts: 'subject' },
  time: { id: '', acts: 'time' },
} as const satisfies Record<string, Actor>

const proof = [{ kind: 'document', id: 'inspection-1' }] as const

const attention: LineGrounds = {
  list: 'attention',
  side: 'black',
  category: 'hygiene',
  subject: { kind: 'block', id: 'G1' },
  person: false,
  period: { level: 'month', key: '2021-07' },
  provisional: false,
  reasons: [
    {
      criterion: 'low',
      code: 'compared',
      params: { path: '/when', test: 'lt', left: '55', right: '60', negated: false },
    },
  ],
  evidence: proof,
}

const praise: LineGrounds = {
  ...attention,
  list: 'members',
  side: 'red',
  subject: { kind: 'member', id: 'm1' },
  person: true,
  period: { level: 'quarter', key: '2021-Q3' },
}

/** A draft of a black line about a block. */
export const blackDraft = draftListing(attention, 'L1', people.recorder, on('2021-08-01'))

/** A draft of a red line about a member. */
export const redDraft = draftListing(praise, 'L2', people.recorder, on('2021-10-10'))

type Deed = [Action | (ActionParts & { readonly action: Action }), Actor, string]

/** What is done to a line, one after the other; throws the refusal where there is one. */
export function after(line: Listing, rules: ListRules, deeds: readonly Deed[]): Listing {
  return deeds.reduce((now, [action, actor, at]) => {
    const stepped = step(now, action, actor, on(at), rules)
    if (!stepped.ok) throw new Error(`${JSON.stringify(action)} at ${at}: ${JSON.stringify(stepped)}`)
    return stepped.line
  }, line)
}

const { recorder, checker, approver, signer, publisher, subject } = people
/** The way of a black line: reminded on Monday 2 August, nominated when seven working days are over, and so on. */
const way: readonly [ListingState, Deed][] = [
  ['draft', ['remind', recorder, '2021-08-02T10:00']],
  ['checked', ['check', checker, '2021-08-02T11:00']],
  ['nominated', ['nominate', checker, '2021-08-12T00:00']],
  ['noticed', ['notify', recorder, '2021-08-12T09:00']],
  ['approved', ['approve', approver, '2021-08-20T00:00']],
  ['signed', ['sign', signer, '2021-08-20T09:00']],
  ['published', ['publish', publisher, '2021-08-20T10:00']],
  ['rectifying', [{ action: 'rectify', evidence: proof }, subject, '2021-08-23T09:00']],
  ['verified', ['verify', checker, '2021-08-24T09:00']],
  ['withdrawn', ['withdraw', approver, '2021-08-24T10:00']],
  ['archived', ['archive', recorder, '2021-09-30T10:00']],
]

/** Other ends and ways, from a state of the usual way. */
const aside: Partial<Record<ListingState, [ListingState, Deed]>> = {
  scheduled: ['signed', [{ action: 'schedule', publishesAt: on('2021-08-23T08:00') }, publisher, '2021-08-20T10:00']],
  expired: ['published', ['expire', people.time, '2021-09-20T00:00']],
  revoked: ['published', [{ action: 'revoke', reason: 'wrong address' }, approver, '2021-08-20T11:00']],
  merged: ['published', [{ action: 'merge', into: 'L9' }, recorder, '2021-08-20T11:00']],
  gone: ['published', [{ action: 'vanish', why: 'demolished' }, recorder, '2021-08-20T11:00']],
}

/** A black line in a state, come to it by the usual way; in draft it was reminded already. */
export function blackIn(state: ListingState): Listing {
  const rules = rulesOf('attention')
  const other = aside[state]
  if (other) return after(blackIn(other[0]), rules, [other[1]])
  const until = way.findIndex(([name]) => name === state)
  return after(
    blackDraft,
    rules,
    way.slice(0, until + 1).map(([, deed]) => deed),
  )
}
