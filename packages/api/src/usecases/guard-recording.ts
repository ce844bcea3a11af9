import type { Issue } from '@jixing/engine'
import { reachOf } from '../auth/decide.ts'
import type { User } from '../auth/roles.ts'
import type { Guard } from '../books/record-items.ts'
import type { View } from '../books/view.ts'
import { Problem } from '../http/problems.ts'
import { mayTouch } from './require-right.ts'

/** Milliseconds by which the sender's clock may be ahead of ours. */
const AHEAD = 5 * 60_000

/** Kinds of items that someone with the right to record events may send; the others need the right to the roster. */
const everyday = new Set(['event', 'exemption', 'retraction'])

const dates: Readonly<Record<string, string>> = {
  event: '/occurredAt',
  adjustment: '/occurredAt',
  retraction: '/at',
  decision: '/at',
}

/**
 * Returns the guard of what a user records: only for subjects in the user's scope, nothing that is still to happen, and
 * without a date of receipt of the sender's choice. An item that names nobody is for those whose scope is everything.
 */
export function guardRecording(user: User, view: View): Guard {
  return ({ item, row }, now, log) => {
    const needs = everyday.has(item.kind) ? 'event.record' : 'roster.record'
    const reach = reachOf(user.role, needs)
    if (reach === undefined) throw new Problem('not_allowed')
    if (reach !== 'all') {
      const subjects = item.kind === 'retraction' ? subjectsOf(item.target) : row.subjects
      const isOurs = subjects.length > 0 && subjects.every((one) => mayTouch(user, needs, one, view) === 'allow')
      if (!isOurs)
        throw new Problem('not_allowed', { errors: [{ code: 'outside_scope', pointer: '/subject', params: {} }] })
    }
    return issuesOf(item.kind, row.occurredAt, now)

    function subjectsOf(target: { source: string; id: string }) {
      const found = log.item(target)
      return found ? view.findSubjects(found) : []
    }
  }
}

function issuesOf(kind: string, at: number, now: number): Issue[] {
  const path = dates[kind]
  if (path === undefined || at <= now + AHEAD) return []
  return [{ code: 'in_the_future', path, params: { asOf: new Date(now).toISOString() } }]
}

/** Returns the issues of a record that carries what only the server may say. */
export function issuesOfForm(record: unknown): Issue[] {
  const hasReceipt = typeof record === 'object' && record !== null && Object.hasOwn(record, 'receivedAt')
  return hasReceipt ? [{ code: 'set_by_server', path: '/receivedAt', params: {} }] : []
}
