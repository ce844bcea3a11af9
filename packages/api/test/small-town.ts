import { readPreset } from '../src/start/preset.ts'

/** The Guanlan program, for organisations small enough to know by heart. */
export const program = await readPreset('guanlan')

/** The instant at which the small town is looked at: Tuesday, 10 August 2021, noon in Shanghai. */
export const NOON = Date.parse('2021-08-10T12:00:00+08:00')

const start = '2021-01-01'
const text = (zh: string, en: string) => ({ 'zh-CN': zh, en })

/** Communities with their blocks, grids, branches and members: `c1` has two grids, `c2` one. */
const grids = [
  { community: 'c1', block: 'k1', grid: 'g1', branch: 'b1', members: ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8'] },
  { community: 'c1', block: 'k1', grid: 'g2', branch: 'b2', members: ['m11', 'm12', 'm13'] },
  { community: 'c2', block: 'k2', grid: 'g3', branch: 'b3', members: ['m21', 'm22', 'm23'] },
]

function named(kind: string, id: string, zh: string, en: string) {
  return { kind: 'subject', source: 'roster', id: `${kind}-${id}`, subject: { kind, id }, label: text(zh, en), start }
}

function placed(tree: string, kind: string, id: string, unit: string) {
  return { kind: 'membership', source: 'roster', id: `${tree}-${kind}-${id}`, tree, subject: { kind, id }, unit, start }
}

/** Returns a visit worth 2 points, as a client would send it. */
export function visit(id: string, member: string, on: string, more: Record<string, unknown> = {}) {
  return {
    id,
    source: 'test',
    type: 'visit.done',
    occurredAt: `${on}T10:00:00+08:00`,
    subject: member,
    attributes: { household: `h-${id}`, class: 'key', people: 2 },
    ...more,
  }
}

/** Who is there, and what happened in two quarters: a handful of visits and meetings; the first quarter is frozen. */
export function smallTown(): unknown[] {
  const facts: unknown[] = [named('street', 'guanlan', '观澜街道', 'Guanlan')]
  for (const community of ['c1', 'c2']) {
    facts.push(named('community', community, `社区${community}`, `Community ${community}`))
    facts.push(named('committee', `p${community}`, `党委${community}`, `Committee ${community}`))
    facts.push(placed('territory', 'community', community, 'guanlan'))
  }
  for (const block of ['k1', 'k2']) {
    facts.push(named('block', block, `街区${block}`, `Block ${block}`))
    facts.push(placed('territory', 'block', block, block === 'k1' ? 'c1' : 'c2'))
  }
  for (const { community, block, grid, branch, members } of grids) {
    facts.push(
      named('grid', grid, `网格${grid}`, `Grid ${grid}`),
      named('branch', branch, `支部${branch}`, `Branch ${branch}`),
    )
    facts.push(placed('territory', 'grid', grid, block), placed('party', 'branch', branch, `p${community}`))
    for (const member of members) {
      facts.push(named('member', member, `姓名${member}`, `Name ${member}`))
      facts.push(placed('party', 'member', member, branch), placed('territory', 'member', member, grid))
    }
  }
  facts.push({
    kind: 'attribute',
    source: 'roster',
    id: 'type-m1',
    subject: { kind: 'member', id: 'm1' },
    name: 'type',
    value: 'office',
    start,
  })
  return [
    ...facts,
    visit('v1', 'm1', '2021-02-03'),
    visit('v2', 'm1', '2021-05-04'),
    visit('v3', 'm2', '2021-05-05', { participants: ['m21'] }),
    visit('v4', 'm21', '2021-07-06'),
    visit('v5', 'm3', '2021-07-07'),
    {
      kind: 'event',
      source: 'test',
      id: 'council-1',
      type: 'council.meeting',
      occurredAt: '2021-07-08T15:00:00+08:00',
      participants: ['m1', 'm11'],
      attributes: { block: 'k1' },
    },
    {
      kind: 'decision',
      source: 'test',
      id: 'freeze-q1',
      decision: 'freeze',
      at: '2021-04-20T09:00:00+08:00',
      period: { level: 'quarter', key: '2021-Q1' },
    },
  ]
}
