import { type Plan, type Result, toNumber } from '@jixing/engine'
import type { User } from '../auth/roles.ts'
import { type View, viewOf } from '../books/view.ts'
import { instantText } from '../books/write-item.ts'
import type { Deps } from '../deps.ts'
import type { EventFigures, Overview } from '../wire/overview.ts'
import { requireAccess, visibleTo } from './require-right.ts'

/** How a figure of the overview is called in the program: the measure of the street, and with `.block` that of a block. */
const measures = {
  meetings: 'meetings',
  raised: 'issuesRaised',
  handled: 'issuesHandled',
  tracked: 'issuesTracked',
  wishesClaimed: 'wishesClaimed',
  received: 'appealsReceived',
  answeredOrResolved: 'appealsClosed',
  keyContacts: 'keyContacts',
  membersDiscovered: 'membersDiscovered',
  deeds: 'deeds',
  teams: 'teams',
  outreach: 'outreach',
} as const

type Count = (name: keyof typeof measures) => number

function figuresBy(count: Count): EventFigures {
  return {
    meetings: count('meetings'),
    issues: { raised: count('raised'), handled: count('handled'), tracked: count('tracked') },
    wishesClaimed: count('wishesClaimed'),
    appeals: { received: count('received'), answeredOrResolved: count('answeredOrResolved') },
    keyContacts: count('keyContacts'),
    membersDiscovered: count('membersDiscovered'),
    deeds: count('deeds'),
    teams: count('teams'),
    outreach: count('outreach'),
  }
}

/** The subject that the street's measures name as a constant. */
function streetOf(plan: Plan): string {
  for (const program of plan.versions.toReversed()) {
    const to = program.measures?.find(({ id }) => id === measures.meetings)?.to
    if (to && 'id' in to) return to.id
  }
  return ''
}

function measured(result: Result, measure: string, subject: string, level: string, key: string): number {
  return toNumber(result.measure(measure, subject, { level, key }) ?? 0)
}

/** Returns the figures of the organisation; by month and, for users, by unit where they are asked for. */
export async function readOverview(
  deps: Deps,
  viewer: User | undefined,
  by: 'month' | 'unit' | undefined,
): Promise<Overview> {
  const { books } = deps
  if (by === 'unit') requireAccess(viewer, 'overview.units')
  const result = await books.result(viewer?.account)
  const view = viewOf(result, books.names)
  const street = streetOf(result.plan)
  const size = (kind: string) => result.subjects(kind).length
  return {
    demonstration: books.organisation.demonstration,
    asOf: instantText(result.asOf),
    communities: size('community'),
    blocks: size('block'),
    grids: size('grid'),
    members: size('member'),
    ...figuresBy((name) => measured(result, measures[name], street, 'ever', 'ever')),
    ...(by === 'month' && {
      months: result.periods('month').map(({ key }) => ({
        key,
        ...figuresBy((name) => measured(result, measures[name], street, 'month', key)),
      })),
    }),
    ...(by === 'unit' && viewer && { units: unitsOf(view, viewer) }),
  }
}

/** Communities and blocks: a block has measures of its own, a community adds up its blocks. */
function unitsOf(view: View, viewer: User): NonNullable<Overview['units']> {
  const { result } = view
  const isVisible = visibleTo(viewer, 'overview.units', view)
  const ofBlock =
    (id: string): Count =>
    (name) =>
      measured(result, `${measures[name]}.block`, id, 'ever', 'ever')
  const blocks = result.subjects('block').map(({ id }) => {
    const block = { kind: 'block', id }
    return { block, parent: view.homeUnit(block)?.id ?? null, count: ofBlock(id) }
  })
  const communities = result.subjects('community').map(({ id }) => {
    const own = blocks.filter(({ parent }) => parent === id)
    const count: Count = (name) => own.reduce((sum, one) => sum + one.count(name), 0)
    return { block: { kind: 'community', id }, parent: null, count }
  })
  return [...communities, ...blocks]
    .filter(({ block }) => isVisible(block))
    .map(({ block, parent, count }) => ({
      ...view.named(block),
      parent,
      members: view.membersOf(block).length,
      ...figuresBy(count),
    }))
}
