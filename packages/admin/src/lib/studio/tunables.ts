import type { Label, Program } from '@jixing/engine'

/** What a number is within the rule, limit, score or tier it belongs to. */
export type Role =
  | 'points'
  | 'times'
  | 'row'
  | 'when'
  | 'else'
  | 'rate'
  | 'most'
  | 'base'
  | 'weight'
  | 'k'
  | 'from'
  | 'floor'
  | 'share'

/** A number of a program that can be tuned: where it stands, whose it is, and a sensible range. */
export interface Tunable {
  /** Stays the same when things around it move: `rules/B05/points/if/1`. */
  readonly key: string
  /** JSON pointer of the number in the program. */
  readonly pointer: string
  readonly part: 'rules' | 'limits' | 'scores' | 'tiers'
  readonly owner: string
  readonly label: Label | undefined
  readonly category: string | undefined
  readonly role: Role
  /** The label of the row, band or score that the number belongs to within its owner. */
  readonly of: Label | undefined
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
}

type Range = Pick<Tunable, 'min' | 'max' | 'step'>

const pointsRange = (value: number): Range =>
  value < 0
    ? { min: Math.min(-10, value * 2), max: 0, step: 0.5 }
    : { min: 0, max: Math.max(10, Math.ceil(value * 2)), step: 0.5 }
const hundred = (): Range => ({ min: 0, max: 100, step: 1 })
const RANGES: Readonly<Record<Role, (value: number) => Range>> = {
  points: pointsRange,
  row: pointsRange,
  when: pointsRange,
  else: pointsRange,
  rate: pointsRange,
  most: (value) => ({ min: 0.5, max: Math.max(12, value * 3), step: 0.5 }),
  times: (value) => ({ min: 1, max: Math.max(10, value * 3), step: 1 }),
  base: hundred,
  weight: hundred,
  k: () => ({ min: 0, max: 30, step: 1 }),
  from: hundred,
  floor: hundred,
  share: () => ({ min: 0, max: 1, step: 0.05 }),
}

type Found = (pointer: string, value: unknown, role: Role, of?: Label | undefined) => void
type Owner = { readonly id: string; readonly label?: Label; readonly category?: string }

/** Returns every number of a program that can be tuned, in the order of the program. */
export function tunables(program: Program): Tunable[] {
  const all: Tunable[] = []
  const finder = (part: Tunable['part'], place: number, owner: Owner): Found => {
    const root = `/${part}/${place}`
    return (pointer, value, role, of) => {
      if (typeof value !== 'number') return
      const range = part === 'limits' && role === 'points' ? RANGES.most(value) : RANGES[role](value)
      all.push({
        key: `${part}/${owner.id}${pointer.slice(root.length)}`,
        pointer,
        part,
        owner: owner.id,
        label: owner.label,
        category: owner.category,
        role,
        of,
        value,
        min: Math.min(range.min, value),
        max: Math.max(range.max, value),
        step: range.step,
      })
    }
  }
  program.rules.forEach((rule, i) => {
    if (!('points' in rule) || rule.off) return
    walkPoints(rule.points, `/rules/${i}/points`, 'points', undefined, program, finder('rules', i, rule))
  })
  program.limits?.forEach((limit, i) => {
    const found = finder('limits', i, limit)
    found(`/limits/${i}/points`, limit.points, 'points')
    found(`/limits/${i}/times`, limit.times, 'times')
  })
  program.scores?.forEach((score, i) => {
    walkScore(score.value, `/scores/${i}/value`, program, finder('scores', i, score))
  })
  program.tiers?.forEach((tier, i) => {
    const found = finder('tiers', i, tier)
    tier.bands.forEach((band, j) => {
      for (const role of ['from', 'share', 'floor'] as const) {
        found(`/tiers/${i}/bands/${j}/${role}`, band[role], role, band.label ?? { 'zh-CN': band.id, en: band.id })
      }
    })
  })
  return all
}

const child = (pointer: string, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`

/** Finds the numbers of a rule's points that are points themselves: branches, rows of a table, the rate of a unit. */
function walkPoints(
  value: unknown,
  at: string,
  role: Role,
  of: Label | undefined,
  program: Program,
  found: Found,
): void {
  if (typeof value === 'number') found(at, value, role, of)
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  if (Array.isArray(node.if)) {
    walkPoints(node.if[1], `${at}/if/1`, 'when', of, program, found)
    walkPoints(node.if[2], `${at}/if/2`, 'else', of, program, found)
  }
  const lookup = node.lookup as { of?: { field?: string }; table?: Record<string, unknown> } | undefined
  for (const [key, row] of Object.entries(lookup?.table ?? {})) {
    const label = choiceLabel(program, lookup?.of?.field, key) ?? { 'zh-CN': key, en: key }
    walkPoints(row, child(`${at}/lookup/table`, key), 'row', label, program, found)
  }
  const unit = node.perUnit as { rate?: unknown; max?: unknown } | undefined
  found(`${at}/perUnit/rate`, unit?.rate, 'rate', of)
  found(`${at}/perUnit/max`, unit?.max, 'most', of)
}

function choiceLabel(program: Program, field: string | undefined, value: string): Label | undefined {
  for (const activity of Object.values(program.activities)) {
    const label = field === undefined ? undefined : activity.fields?.[field]?.labels?.[value]
    if (label) return label
  }
  return undefined
}

/** Finds the base a score starts from, the weights of its parts, and the k of a shrunken mean. */
function walkScore(value: unknown, at: string, program: Program, found: Found): void {
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  if (Array.isArray(node.add) && JSON.stringify(node.add.slice(1)).includes('"tally"')) {
    found(`${at}/add/0`, node.add[0], 'base')
  }
  if (Array.isArray(node.mul) && typeof node.mul[0] === 'number' && node.mul[0] >= 1) {
    const id = (node.mul[1] as { score?: string } | undefined)?.score
    const score = program.scores?.find((one) => one.id === id)
    if (score) found(`${at}/mul/0`, node.mul[0], 'weight', score.label ?? { 'zh-CN': score.id, en: score.id })
  }
  const shrunken = node.shrunkenMean as { k?: unknown } | undefined
  found(`${at}/shrunkenMean/k`, shrunken?.k, 'k')
  for (const [key, inner] of Object.entries(node)) walkScore(inner, child(at, key), program, found)
}
