import { describe, expect, it } from 'vitest'
import { type Action, decide, type Relation, rights } from '../../src/auth/decide.ts'
import { relationTo } from '../../src/auth/relation.ts'
import { type Role, roles, type SubjectId, type User } from '../../src/auth/roles.ts'

/**
 * Who may do what, written out once more by hand: street admin, community secretary, branch secretary, member. Each cell
 * says how far the role reaches: a everything, s the scope, m only oneself, - not at all.
 */
const expected: Readonly<Record<Action, string>> = {
  'overview.units': 'a a a a',
  'event.record': 'a - s -',
  'event.record-batch': 'a - - -',
  'event.list': 'a s s m',
  'event.read': 'a s s m',
  'event.retract': 'a - s -',
  'roster.record': 'a - - -',
  'period.list': 'a a a a',
  'ranking.list': 'a a a a',
  'standing.list': 'a s s s',
  'subject.list': 'a s s m',
  'subject.read': 'a s s m',
  'account.read': 'a s s m',
  'program.read': 'a a a a',
  'program.publish': 'a - - -',
  'trial.run': 'a - - -',
  'log.read': 'a - - -',
}

const outcome: Readonly<Record<string, Readonly<Record<Relation, string>>>> = {
  a: { self: 'allow', scope: 'allow', outside: 'allow' },
  s: { self: 'allow', scope: 'allow', outside: 'hide' },
  m: { self: 'allow', scope: 'hide', outside: 'hide' },
  '-': { self: 'refuse', scope: 'refuse', outside: 'refuse' },
}

describe('the table of rights', () => {
  // Would catch: any cell that is changed by accident, and an action without a row here.
  it('says for every action, role and relation what is written here', () => {
    expect(Object.keys(rights).sort()).toEqual(Object.keys(expected).sort())
    for (const [action, cells] of Object.entries(expected)) {
      const reach = cells.split(' ')
      for (const [i, role] of roles.entries()) {
        for (const relation of ['self', 'scope', 'outside'] as const) {
          const decided = decide(role, action as Action, relation)
          expect(`${action} ${role} ${relation} ${decided}`).toBe(
            `${action} ${role} ${relation} ${outcome[reach[i] as string]?.[relation]}`,
          )
        }
      }
    }
  })

  it('lets nobody do anything without a login', () => {
    for (const action of Object.keys(rights) as Action[]) {
      for (const relation of ['self', 'scope', 'outside'] as const)
        expect(decide(undefined, action, relation)).toBe('log_in')
    }
  })

  // Would catch: a role that is not in the table and falls through to a yes.
  it('denies a role it does not know', () => {
    expect(decide('mayor' as Role, 'log.read', 'self')).toBe('refuse')
  })
})

describe('what a user stands to a subject', () => {
  const member = (id: string): SubjectId => ({ kind: 'member', id })
  const user = (role: Role, more: Partial<User> = {}): User => ({ account: 'a', name: 'n', role, ...more })
  const within = (subject: SubjectId, unit: SubjectId) =>
    (subject.kind === unit.kind && subject.id === unit.id) || (subject.id === 'm1' && unit.id === 'b1')

  // Would catch: prefix confusion (b1 and b10), a kind that is not compared, and a scope that is missing taken for all.
  it.each([
    [user('member', { subject: member('m1') }), member('m1'), 'self'],
    [user('member', { subject: member('m1') }), member('m10'), 'outside'],
    [user('member', { subject: member('m1') }), { kind: 'branch', id: 'm1' }, 'outside'],
    [user('member'), member('m1'), 'outside'],
    [user('branch-secretary', { scope: { kind: 'branch', id: 'b1' } }), member('m1'), 'scope'],
    [user('branch-secretary', { scope: { kind: 'branch', id: 'b1' } }), { kind: 'branch', id: 'b1' }, 'scope'],
    [user('branch-secretary', { scope: { kind: 'branch', id: 'b1' } }), { kind: 'branch', id: 'b10' }, 'outside'],
    [user('branch-secretary', { scope: { kind: 'branch', id: 'b10' } }), member('m1'), 'outside'],
    [user('branch-secretary'), member('m1'), 'outside'],
    [user('community-secretary'), member('m1'), 'outside'],
    [user('street-admin'), member('m1'), 'scope'],
  ] as const)('%j to %j is %s', (who, subject, relation) => {
    expect(relationTo(who, subject, within)).toBe(relation)
  })
})
