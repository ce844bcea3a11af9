import type { DemoEvent, DemoItem } from '../../src/demo/demo-item.ts'

/** The figures that the article reports of the pilot. */
export const REPORTED = {
  meetings: 145,
  issuesRaised: 272,
  issuesHandled: 231,
  issuesTracked: 41,
  wishesClaimed: 540,
  appealsReceived: 500,
  appealsClosed: 500,
  keyContacts: 4000,
  membersDiscovered: 70,
  deeds: 110,
  teams: 25,
  outreach: 100_000,
} as const

/** The name of a figure of the overview. */
export type Figure = keyof typeof REPORTED

/** Returns the items that no valid retraction takes back, each once; later retractions are looked at first. */
export function validItems(items: readonly DemoItem[]): DemoItem[] {
  const keyOf = ({ source, id }: { source: string; id: string }): string => `${source}/${id}`
  const all = [...new Map(items.map((item) => [keyOf(item), item])).values()]
  const gone = new Set<string>()
  const retractions = all.filter((item) => item.kind === 'retraction')
  retractions.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  for (const retraction of retractions) if (!gone.has(keyOf(retraction))) gone.add(keyOf(retraction.target))
  return all.filter((item) => !gone.has(keyOf(item)))
}

/** Returns the valid events of a type. */
export function eventsOf(items: readonly DemoItem[], type: string): DemoEvent[] {
  return items.filter((item): item is DemoEvent => item.kind === 'event' && item.type === type)
}

/** Counts the figures of the overview without any engine: lines of a type, sums of a field, keys with a given end. */
export function countPlainly(items: readonly DemoItem[]): Record<Figure, number> {
  const valid = validItems(items)
  const of = (type: string): DemoEvent[] => eventsOf(valid, type)
  const keys = (type: string, field: string): Set<unknown> => new Set(of(type).map((event) => event.attributes[field]))
  const total = (events: readonly DemoEvent[], field: string): number =>
    events.reduce((sum, event) => sum + Number(event.attributes[field]), 0)
  const closedIssues = keys('issue.closed', 'issue')
  const closedAppeals = new Set([...keys('appeal.answered', 'appeal'), ...keys('appeal.resolved', 'appeal')])
  const issues = of('issue.proposed')
  const appeals = of('appeal.filed')
  const handled = issues.filter((event) => closedIssues.has(event.attributes.issue)).length
  return {
    meetings: of('council.meeting').length,
    issuesRaised: issues.length,
    issuesHandled: handled,
    issuesTracked: issues.length - handled,
    wishesClaimed: of('wish.claimed').length,
    appealsReceived: appeals.length,
    appealsClosed: appeals.filter((event) => closedAppeals.has(event.attributes.appeal)).length,
    keyContacts: total(
      of('visit.done').filter((event) => event.attributes.class === 'key'),
      'people',
    ),
    membersDiscovered: of('member.discovered').length,
    deeds: of('deed.done').length,
    teams: of('team.formed').length,
    outreach: total(of('campaign.session'), 'reach'),
  }
}
