import { readFileSync } from 'node:fs'
import { compile, createLog, type Plan, parseProgram } from '@jixing/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** What people and programs send by mistake or on purpose, beside anything at all. */
const hostile = fc.oneof(
  fc.anything(),
  fc.constantFrom<unknown>({ toString: 1 }, null, [], -1, '__proto__', 1e300, '', ' ', true, { __proto__: null }),
)

type Path = readonly string[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...path, key]))
      : []
  return path.length > 0 ? [path, ...below] : below
}

function withValue(root: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(root)
  let node = copy as Record<string, unknown>
  for (const key of path.slice(0, -1)) {
    const next = node[key]
    if (typeof next !== 'object' || next === null) return copy
    node = next as Record<string, unknown>
  }
  node[path[path.length - 1] as string] = value
  return copy
}

const preset = JSON.parse(readFileSync(new URL('../presets/guanlan.json', import.meta.url), 'utf8')) as unknown
const numRuns = Number(process.env.LAW_RUNS ?? 2000)

function planOfPreset(): Plan {
  const parsed = parseProgram(preset)
  if (!parsed.ok) throw new Error('The preset does not parse')
  const compiled = compile(parsed.value)
  if (!compiled.ok) throw new Error('The preset does not compile')
  return compiled.value
}

describe('hostile input', () => {
  it('never makes parsing a program throw, whatever stands in any place of it', () => {
    const paths = pathsOf(preset)
    fc.assert(
      fc.property(fc.nat(paths.length - 1), hostile, (place, value) => {
        const parsed = parseProgram(withValue(preset, paths[place] as Path, value))
        expect(parsed.ok || parsed.issues.length > 0).toBe(true)
      }),
      { numRuns },
    )
  })

  it('never makes parsing anything at all throw', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(parseProgram(value).ok).toBe(false)
      }),
      { numRuns },
    )
  })

  it('never makes a log throw, and is refused with at least one issue or stored', () => {
    const plan = planOfPreset()
    const record = {
      id: '1',
      type: 'visit.done',
      occurredAt: '2021-03-02T09:00:00+08:00',
      subject: 'm001',
      participants: ['m002'],
      attributes: { household: 'h' },
    }
    const kinds = [
      'event',
      'retraction',
      'decision',
      'adjustment',
      'attribute',
      'membership',
      'exemption',
      'subject',
      'assignment',
    ]
    const places = [
      ...pathsOf(record),
      ...['kind', 'receivedAt', 'source', 'points', 'at', 'target', 'decision', 'period', 'value', 'start', 'unit'].map(
        (key) => [key],
      ),
    ]
    fc.assert(
      fc.property(fc.constantFrom(...places), hostile, fc.constantFrom(...kinds), (path, value, kind) => {
        const { outcome, issues } = createLog(plan).add(withValue({ ...record, kind }, path, value))
        expect(outcome === 'refused').toBe(issues.length > 0)
      }),
      { numRuns },
    )
  })
})
