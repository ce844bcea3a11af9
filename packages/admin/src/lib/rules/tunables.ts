import type { Label, Program } from '@jixing/engine'

/** A number of a program that can be tuned: where it stands, whose it is, and a sensible range. */
export interface Tunable {
  /** JSON pointer of the number in the program. */
  readonly path: string
  readonly group: 'rules' | 'limits' | 'scores' | 'tiers'
  readonly owner: string
  readonly label: Label | undefined
  readonly category: string | undefined
  /** What the number is within its owner: a branch of a formula, a weight, a floor. */
  readonly part: Part | undefined
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
}

/** What a number is within its owner. */
export interface Part {
  readonly role: 'points' | 'times' | 'row' | 'then' | 'else' | 'rate' | 'most' | 'base' | 'weight' | 'k' | 'from' | 'floor' | 'share'
  readonly label?: Label | undefined
  readonly name?: string | undefined
}

type Range = Pick<Tunable, 'min' | 'max' | 'step'>

const pointsRange = (value: number): Range =>
  value < 0 ? { min: Math.min(-20, value * 2), max: 0, step: 0.5 } : { min: 0, max: Math.max(10, Math.ceil(value * 3)), step: 0.5 }
const RANGES: Readonly<Record<Part['role'], (value: number) => Range>> = {
  points: pointsRange,
  row: pointsRange,
  then: pointsRange,
  else: pointsRange,
  rate: pointsRange,
  most: (value) => ({ min: 0, max: Math.max(12, value * 3), step: 0.5 }),
  times: (value) => ({ min: 0, max: Math.max(10, value * 3), step: 1 }),
  base: () => ({ min: 0, max: 100, step: 1 }),
  weight: () => ({ min: 0, max: 100, step: 1 }),
  k: () => ({ min: 0, max: 30, step: 1 }),
  from: () => ({ min: 0, max: 100, step: 1 }),
  floor: () => ({ min: 0, max: 100, step: 1 }),
  share: () => ({ min: 0, max: 1, step: 0.05 }),
}

/** Returns every number of a program that can be tuned, in the order of the program. */
export function tunables(program: Program): Tunable[] {
  const found: Tunable[] = []
  const add = (group: Tunable['group'], one: { id: string; label?: Label | undefined; category?: string }, path: string, value: unknown, part: Part): void => {
    if (typeof value !== 'number') return
    const range = RANGES[part.role](value)
    const { min, max } = { min: Math.min(range.min, value), max: Math.max(range.max, value) }
    found.push({ path, group, owner: one.id, label: one.label, category: one.category, part, value, min, max, step: range.step })
  }
  program.rules.forEach((rule, i) => {
    if (rule.kind === 'veto' || rule.off) return
    walkPoints(rule.points, `/rules/${i}/points`, { role: 'points' }, program, (path, value, part) => add('rules', rule, path, value, part))
  })
  program.limits?.forEach((limit, i) => {
    add('limits', limit, `/limits/${i}/points`, limit.points, { role: 'points' })
    add('limits', limit, `/limits/${i}/times`, limit.times, { role: 'times' })
  })
  program.scores?.forEach((score, i) => {
    walkScore(score.value, `/scores/${i}/value`, program, (path, value, part) => add('scores', score, path, value, part))
  })
  program.tiers?.forEach((tier, i) => {
    tier.bands.forEach((band, j) => {
      for (const role of ['from', 'share', 'floor'] as const) {
        add('tiers', tier, `/tiers/${i}/bands/${j}/${role}`, band[role], { role, label: band.label, name: band.id })
      }
    })
  })
  return found
}

type Found = (path: string, value: number, part: Part) => void

/** Finds the numbers of a rule's points that are points themselves: branches, rows of a table, the rate of a unit. */
function walkPoints(value: unknown, path: string, part: Part, program: Program, found: Found): void {
  if (typeof value === 'number') return found(path, value, part)
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  if (Array.isArray(node.if)) {
    walkPoints(node.if[1], `${path}/if/1`, { role: 'then' }, program, found)
    walkPoints(node.if[2], `${path}/if/2`, { role: 'else' }, program, found)
  }
  const lookup = node.lookup as { of?: { field?: string }; table?: Record<string, unknown> } | undefined
  for (const [key, row] of Object.entries(lookup?.table ?? {})) {
    const label = choiceLabel(program, lookup?.of?.field, key)
    walkPoints(row, `${path}/lookup/table/${key}`, { role: 'row', label, name: key }, program, found)
  }
  const unit = node.perUnit as { rate?: unknown; max?: unknown } | undefined
  if (typeof unit?.rate === 'number') found(`${path}/perUnit/rate`, unit.rate, { role: 'rate' })
  if (typeof unit?.max === 'number') found(`${path}/perUnit/max`, unit.max, { role: 'most' })
}

function choiceLabel(program: Program, field: string | undefined, value: string): Label | undefined {
  for (const activity of Object.values(program.activities)) {
    const label = field === undefined ? undefined : activity.fields?.[field]?.labels?.[value]
    if (label) return label
  }
  return undefined
}

/** Finds the base a score starts from, the weights of its parts, and the k of a shrunken mean. */
function walkScore(value: unknown, path: string, program: Program, found: Found): void {
  if (typeof value !== 'object' || value === null) return
  const node = value as Record<string, unknown>
  if (Array.isArray(node.add) && node.add.length > 1 && typeof node.add[0] === 'number' && JSON.stringify(node.add).includes('"tally"')) {
    found(`${path}/add/0`, node.add[0], { role: 'base' })
  }
  if (Array.isArray(node.mul) && typeof node.mul[0] === 'number') {
    const id = (node.mul[1] as { score?: string } | undefined)?.score
    const label = program.scores?.find((score) => score.id === id)?.label
    if (id !== undefined && node.mul[0] >= 1) found(`${path}/mul/0`, node.mul[0], { role: 'weight', label, name: id })
  }
  const shrunken = node.shrunkenMean as { k?: unknown } | undefined
  if (typeof shrunken?.k === 'number') found(`${path}/shrunkenMean/k`, shrunken.k, { role: 'k' })
  for (const [key, child] of Object.entries(node)) {
    if (Array.isArray(child)) child.forEach((one, i) => walkScore(one, `${path}/${key}/${i}`, program, found))
    else walkScore(child, `${path}/${key}`, program, found)
  }
}

/** Returns a program with other numbers at the given places; the program itself stays as it is. */
export function withNumbers(program: Program, edits: ReadonlyMap<string, number>): Program {
  const copy = JSON.parse(JSON.stringify(program)) as Program
  for (const [path, value] of edits) {
    const keys = path.slice(1).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = keys.pop() as string
    let node = copy as unknown as Record<string, unknown>
    for (const key of keys) node = node[key] as Record<string, unknown>
    node[last] = value
  }
  return copy
}
