import { at, dateOf, dayOf } from '../calendar.ts'
import type { DemoFact, DemoSubject, DemoValue } from '../demo-item.ts'
import type { Member } from '../people.ts'
import type { PlaceLabel } from '../places.ts'
import type { Town } from '../town.ts'

const SOURCE = 'roster'
const FIRST = dateOf(0)

/** Returns who is there at all, where each belongs, who is away and who answers for which household. */
export function rosterFacts(town: Town): DemoFact[] {
  const facts: DemoFact[] = []
  const named = (subject: DemoSubject, label: PlaceLabel, start = FIRST): void => {
    facts.push({ kind: 'subject', id: `${subject.kind}-${subject.id}`, source: SOURCE, subject, label, start })
  }
  const placed = (tree: string, subject: DemoSubject, unit: string | null, start = FIRST, count = 1): void => {
    facts.push({
      kind: 'membership',
      id: `${tree}-${subject.kind}-${subject.id}-${count}`,
      source: SOURCE,
      tree,
      subject,
      unit,
      start,
    })
  }
  const noted = (subject: DemoSubject, name: string, value: DemoValue, start = FIRST, end?: string): void => {
    facts.push({
      kind: 'attribute',
      id: `${name}-${subject.kind}-${subject.id}-${start}`,
      source: SOURCE,
      subject,
      name,
      value,
      start,
      ...(end !== undefined && { end }),
    })
  }

  named({ kind: 'street', id: 'guanlan' }, { 'zh-CN': '观澜街道', en: 'Guanlan Subdistrict' })
  for (const { id, name } of town.communities) {
    named({ kind: 'community', id }, { 'zh-CN': `${name.zh}社区`, en: `${name.en} community` })
    named(
      { kind: 'committee', id: `${id}-committee` },
      { 'zh-CN': `${name.zh}社区党委`, en: `${name.en} community committee` },
    )
    placed('territory', { kind: 'community', id }, 'guanlan')
  }
  for (const { id, name, community, head } of town.blocks) {
    const subject = { kind: 'block', id }
    named(subject, { 'zh-CN': `${community.name.zh}社区${name.zh}街区`, en: `${name.en} block, ${community.name.en}` })
    placed('territory', subject, community.id)
    noted(subject, 'head', head.zh)
  }
  for (const grid of town.grids) {
    const [place, branch] = [
      { kind: 'grid', id: grid.id },
      { kind: 'branch', id: grid.branch },
    ]
    named(place, grid.label)
    named(branch, grid.branchLabel)
    placed('territory', place, grid.block.id)
    placed('party', branch, `${grid.block.community.id}-committee`)
    noted(place, 'lead', town.lead(grid).id)
    noted(branch, 'secretary', town.secretary(grid).id)
    noted(branch, 'hasCommittee', town.committee(grid).length > 0)
  }
  for (const team of town.teams) named({ kind: 'team', id: team.id }, team.label, dateOf(team.from))
  for (const yard of town.yards) named({ kind: 'building', id: yard.id }, yard.label, dateOf(yard.from))
  for (const shop of town.shops) named({ kind: 'shop', id: shop.id }, shop.label, dateOf(shop.from))

  for (const member of town.members) {
    const subject = { kind: 'member', id: member.id }
    const start = dateOf(member.moves[0]?.day ?? 0)
    named(subject, { 'zh-CN': member.name.zh, en: member.name.en }, start)
    member.moves.forEach(({ day, grid }, i) => {
      placed('party', subject, grid?.branch ?? null, dateOf(day), i + 1)
      placed('territory', subject, grid?.id ?? null, dateOf(day), i + 1)
    })
    describeMember(member, (name, value, from = start, end) => noted(subject, name, value, from, end))
    member.away.forEach(({ from, until, reason }, i) => {
      facts.push({
        kind: 'exemption',
        id: `away-${member.id}-${i + 1}`,
        source: SOURCE,
        subject,
        start: dateOf(from),
        ...(until !== undefined && { end: dateOf(until) }),
        reason,
      })
    })
  }
  for (const { id, keeper, from, until } of town.keyHouseholds) {
    const subject = { kind: 'member', id: keeper.id }
    facts.push({
      kind: 'assignment',
      id: `keeper-${id}-${dateOf(from)}`,
      source: SOURCE,
      subject,
      name: 'keyHousehold',
      object: id,
      start: dateOf(from),
      end: dateOf(until),
    })
  }
  return facts.map((fact) => (fact.start === FIRST ? { ...fact, receivedAt: at(dayOf(12, 28, 2020), 600) } : fact))
}

function describeMember(
  member: Member,
  note: (name: string, value: DemoValue, start?: string, end?: string) => void,
): void {
  note('type', member.type)
  note('birthYear', member.birthYear)
  note('joinedOn', member.joinedOn)
  if (member.home !== undefined) note('homeUnit', member.home)
  if (member.probationUntil === undefined) note('status', 'full')
  else {
    note('status', 'probationary', undefined, dateOf(member.probationUntil))
    note('status', 'full', dateOf(member.probationUntil))
  }
}
