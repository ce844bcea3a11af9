import { at, dayOf } from '../calendar.ts'
import { type DemoDecision, type DemoItem, numbered } from '../demo-item.ts'
import { isAway, type Member } from '../people.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'
import { lapsedBranch } from './organisation-life.ts'

/** When each quarter of 2021 was closed, frozen and published: days, at six in the evening. */
export const QUARTERS = [
  { key: '2021-Q1', closed: dayOf(4, 15), frozen: dayOf(4, 25), published: dayOf(5, 6) },
  { key: '2021-Q2', closed: dayOf(7, 15), frozen: dayOf(7, 25), published: dayOf(8, 3) },
  { key: '2021-Q3', closed: dayOf(10, 15), frozen: dayOf(10, 25), published: dayOf(11, 3) },
  { key: '2021-Q4', closed: dayOf(1, 20, 2022), frozen: dayOf(1, 30, 2022), published: dayOf(2, 9, 2022) },
] as const

const SOURCE = 'decisions'
const EVENING = 18 * 60
const STREET = '街道党工委'

/** Returns what people decided: quarters closed, frozen and published, two vetoes (one lifted), the marks of the appraisal. */
export function decisions(town: Town, random: Random): DemoItem[] {
  const found: DemoDecision[] = []
  const decide = (id: string, day: number, parts: Pick<DemoDecision, 'decision'> & Partial<DemoDecision>): void => {
    found.push({ kind: 'decision', id, source: SOURCE, at: at(day, EVENING), by: STREET, ...parts })
  }
  for (const { key, closed, frozen, published } of QUARTERS) {
    const period = { level: 'quarter', key }
    decide(`close-${key}`, closed, { decision: 'close', period })
    decide(`freeze-${key}`, frozen, { decision: 'freeze', period })
    decide(`publish-star-${key}`, published, { decision: 'publish', what: 'star', period })
  }
  decide('veto-member', dayOf(11, 18), {
    decision: 'veto',
    rule: 'V1',
    subject: { kind: 'member', id: vetoedMember(town).id },
    period: { level: 'year', key: '2021' },
    reason: '涉嫌违纪,立案审查',
    document: '示例纪函〔2021〕1 号',
  })
  decide('lift-member', dayOf(3, 10, 2022), {
    decision: 'lift',
    target: { source: SOURCE, id: 'veto-member' },
    reason: '经复核,问题不成立,撤销否决',
  })
  decide('veto-branch', dayOf(10, 19), {
    decision: 'veto',
    rule: 'V2',
    subject: { kind: 'branch', id: lapsedBranch(town).branch },
    period: { level: 'quarter', key: '2021-Q3' },
    reason: '本季度未召开支部党员大会',
    document: '示例组函〔2021〕3 号',
  })
  return [...found, ...marks(town, random), ...adjustments(town, random)]
}

/** The member over whom a veto was laid in November and lifted in March. */
export function vetoedMember(town: Town): Member {
  return town.members.find(
    (one) =>
      one.type === 'enterprise' && one.moves.length === 1 && one.away.length === 0 && one.probationUntil === undefined,
  ) as Member
}

/** The marks of the yearly appraisal (民主评议), given by the branches in January 2022. */
function marks(town: Town, random: Random): DemoDecision[] {
  const day = dayOf(12, 31)
  return town.members
    .filter((one) => !isAway(one, day) && town.energy(one, day) > 0 && random.chance(0.985))
    .map((member): DemoDecision => {
      const effort = member.energy.reduce((sum, one) => sum + Math.min(one, 1.5), 0) / 12
      const value = Math.max(58, Math.min(99, Math.floor(random.around(74 + 14 * effort, 6))))
      return {
        kind: 'decision',
        id: `mark-${member.id}`,
        source: SOURCE,
        decision: 'mark',
        at: at(dayOf(1, random.between(8, 27), 2022), EVENING),
        by: '支部党员大会',
        name: 'appraisal',
        subject: { kind: 'member', id: member.id },
        period: { level: 'year', key: '2021' },
        value,
      }
    })
}

/** A few manual bookings, each with its reason. */
function adjustments(town: Town, random: Random): DemoItem[] {
  const reasons: [string, number, string][] = [
    ['C', 1, '系统试运行期间漏记志愿服务一次,经支部核实补记'],
    ['B', 2, '走访记录因网络故障丢失,凭签到表补记'],
    ['N', 2, '催交党费系统误报,补回扣分'],
    ['C', -1, '重复签到,经本人确认核减'],
  ]
  return reasons.map(([category, points, reason], i) => {
    const day = dayOf(3 + 2 * i, 20)
    const { id } = random.pick(town.members.filter((one) => !isAway(one, day) && town.energy(one, day) > 0))
    return {
      kind: 'adjustment',
      id: `adjust-${numbered(i + 1, 2)}`,
      source: SOURCE,
      subject: { kind: 'member', id },
      category,
      points,
      occurredAt: at(day, 600),
      receivedAt: at(day + 4, 600),
      reason,
    }
  })
}

/** Returns the freeze after which an item of a day comes too late for its own quarter, as a day. */
export function freezeAfter(day: number): number {
  const index = [dayOf(4, 1), dayOf(7, 1), dayOf(10, 1)].filter((start) => start <= day).length
  return (QUARTERS[index] as (typeof QUARTERS)[number]).frozen
}
