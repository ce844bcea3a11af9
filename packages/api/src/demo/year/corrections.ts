import { at, dayAt, minutesAfter } from '../calendar.ts'
import { type DemoEvent, type DemoFact, type DemoItem, type DemoRetraction, numbered } from '../demo-item.ts'
import { gridOn, type Member } from '../people.ts'
import type { Random } from '../seeded-random.ts'
import type { Town } from '../town.ts'

/** How many events were entered wrongly, taken back and entered again. */
const MISTAKES = 92

/** How many entries turned out untrue and were taken back for good. */
const UNTRUE = 14

/** How many entries an approver sent back before they counted. */
const REJECTED = 84

/** What may turn out untrue: nothing that the public figures count. */
const DOUBTFUL = new Set(['volunteer.done', 'doorservice.done', 'hazard.verified', 'yard.activity'])

/** Returns the mistakes of the year: wrong entries and their retractions, and what was returned to whom. */
export function corrections(town: Town, events: readonly DemoEvent[], random: Random): DemoItem[] {
  const found: DemoItem[] = []
  const byId = new Map(town.members.map((one) => [one.id, one]))
  let count = 0
  const takeBack = (target: DemoItem, when: string, reason: string, receivedAt = when): DemoRetraction => {
    const retraction: DemoRetraction = {
      kind: 'retraction',
      id: `retract-${numbered(++count, 3)}`,
      source: 'corrections',
      target: { source: target.source, id: target.id },
      at: when,
      reason,
      receivedAt,
    }
    found.push(retraction)
    return retraction
  }
  const returned = (event: DemoEvent, when: string, flaw: 'rejected' | 'reversed'): void => {
    const member = byId.get(event.subject ?? '')
    const branch = member && gridOn(member, dayAt(event.occurredAt))?.branch
    if (branch === undefined) return
    found.push({
      kind: 'event',
      id: `returned-${numbered(found.length, 3)}`,
      source: 'corrections',
      type: 'record.returned',
      occurredAt: when,
      receivedAt: when,
      attributes: { branch, flaw },
    })
  }

  const entered = events.filter((event) => event.subject !== undefined && dayAt(event.occurredAt) < 350)
  for (const event of random.sample(entered, MISTAKES)) {
    const [wrong, reason] = mistaken(town, event, byId, random)
    const after = random.chance(0.06) ? random.between(70, 120) : random.between(0, 20)
    const when = at(dayAt(event.receivedAt ?? event.occurredAt) + after + 1, random.between(500, 1200))
    found.push(wrong)
    takeBack(wrong, when, reason)
    returned(event, when, 'reversed')
  }
  const doubtful = random.sample(
    events.filter((event) => DOUBTFUL.has(event.type)),
    UNTRUE,
  )
  for (const [i, event] of doubtful.entries()) {
    const when = at(dayAt(event.occurredAt) + random.between(8, 60), 600)
    const retraction = takeBack(event, when, '经核实,活动未开展或本人未参加')
    returned(event, when, 'reversed')
    if (i < 2) {
      found.push({
        kind: 'event',
        id: `falsified-${i + 1}`,
        source: 'corrections',
        type: 'record.falsified',
        occurredAt: when,
        receivedAt: when,
        subject: event.subject as string,
        attributes: { about: `虚报记录 ${event.id}` },
      })
    } else if (i < 4) {
      takeBack(retraction, minutesAfter(when, 4 * 1440), '补交签到表,活动属实,恢复原记录')
    }
  }
  for (const event of random.sample(entered, REJECTED))
    returned(event, at(dayAt(event.occurredAt) + random.between(1, 4), 900), 'rejected')
  found.push(...wrongLeave(town.members[40] as Member, takeBack))
  found.push(...earlyRetraction(entered[1000] as DemoEvent, takeBack))
  return found
}

/** A copy of an event that was entered wrongly first: twice, for the wrong person, or for the wrong day. */
function mistaken(
  town: Town,
  event: DemoEvent,
  byId: ReadonlyMap<string, Member>,
  random: Random,
): [DemoEvent, string] {
  const copy = {
    ...event,
    id: `${event.id}-x`,
    receivedAt: minutesAfter(event.receivedAt ?? event.occurredAt, -random.between(1, 2)),
  }
  const member = byId.get(event.subject ?? '')
  const day = dayAt(event.occurredAt)
  const grid = member && gridOn(member, day)
  const others = grid ? town.present(grid, day).filter((one) => one !== member) : []
  const way = random.weighted(
    ['twice', 'person', 'day'] as const,
    (one) => ({ twice: 5, person: event.participants || others.length === 0 ? 0 : 3, day: 2 })[one],
  )
  if (way === 'person') return [{ ...copy, subject: random.pick(others).id }, '人员选错,已重新登记']
  if (way === 'day' && day > 8)
    return [
      { ...copy, occurredAt: minutesAfter(event.occurredAt, -1440 * random.between(1, 7)) },
      '日期填错,已重新登记',
    ]
  return [copy, '重复登记']
}

/** A leave that was entered for the wrong member and taken back. */
function wrongLeave(member: Member, takeBack: (target: DemoItem, when: string, reason: string) => void): DemoItem[] {
  const leave: DemoFact = {
    kind: 'exemption',
    id: 'leave-mistaken',
    source: 'party',
    subject: { kind: 'member', id: member.id },
    start: at(130, 0),
    end: at(190, 0),
    receivedAt: at(131, 620),
    reason: '外派学习',
  }
  takeBack(leave, at(136, 640), '人员选错')
  return [leave]
}

/** A retraction that came in before the entry it takes back. */
function earlyRetraction(
  event: DemoEvent,
  takeBack: (target: DemoItem, when: string, reason: string, receivedAt?: string) => void,
): DemoItem[] {
  const receivedAt = event.receivedAt ?? event.occurredAt
  const wrong = { ...event, id: `${event.id}-y`, receivedAt: minutesAfter(receivedAt, 600) }
  takeBack(wrong, minutesAfter(receivedAt, 300), '离线重复上传', minutesAfter(receivedAt, 300))
  return [wrong]
}
