import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { compile, parseProgram, score, scoreAgain, trial, withValue } from '../../src/index.ts'
import { canonicalOf, type World, worlds } from '../../src/testing/index.ts'
import { expectSame, law, logOf, planOf } from './law.ts'

/** The pointers to all numbers of the parts of a program that are tuned. */
function numbersOf(program: object): string[] {
  const found: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') found.push(path)
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      walk(child, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    }
  }
  for (const part of ['rules', 'limits', 'scores', 'rankings', 'tiers', 'populations'] as const) {
    walk((program as Record<string, unknown>)[part], `/${part}`)
  }
  return found
}

/** What a person at the studio does to the newest version: a number, a switch, or a limit taken away. */
type Edit = { readonly place: number; readonly value: number } | { readonly off: number } | { readonly drop: number }

const edits: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ place: fc.nat(), value: fc.constantFrom(0, 1, 2, 3, 5, 8, 20, -1, 0.5) }) },
  { weight: 1, arbitrary: fc.record({ off: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ drop: fc.nat() }) },
)

function edited(program: World['programs'][number], edit: Edit): unknown {
  if ('place' in edit) {
    const places = numbersOf(program)
    return places.length === 0 ? program : withValue(program, places[edit.place % places.length] as string, edit.value)
  }
  if ('off' in edit) {
    const place = edit.off % Math.max(1, program.rules.length)
    return { ...program, rules: program.rules.map((rule, i) => (i === place ? { ...rule, off: !rule.off } : rule)) }
  }
  const { limits = [] } = program
  return { ...program, limits: limits.filter((_, i) => i !== edit.drop % Math.max(1, limits.length)) }
}

describe('a candidate', () => {
  law(
    'scored again from a result equals a full scoring',
    fc.tuple(worlds(), fc.array(edits, { minLength: 1, maxLength: 3 })),
    ([world, steps]) => {
      const plan = planOf(world.programs)
      const before = score(plan, logOf(plan, world.items), { asOf: world.asOf })
      let newest = world.programs[world.programs.length - 1] as World['programs'][number]
      // Several steps over one result: what an earlier one left behind must not be seen by a later one.
      for (const step of steps) {
        const parsed = parseProgram(edited(newest, step))
        if (!parsed.ok) continue
        newest = parsed.value as typeof newest
        const candidate = compile([...plan.versions.slice(0, -1), parsed.value])
        if (!candidate.ok) continue
        const again = scoreAgain(before, candidate.value)
        const full = score(candidate.value, before.log, { asOf: before.asOf, freezes: 'ignore' })
        expectSame(canonicalOf(again), canonicalOf(full))
      }
    },
  )

  law('trial(a, a) is empty, also over frozen periods', worlds(), (world) => {
    const plan = planOf(world.programs)
    const before = score(plan, logOf(plan, world.items), { asOf: world.asOf })
    const { scores, ranks, tiers, rules } = trial(before, plan)
    expect([scores, ranks, tiers, rules.filter((one) => one.before !== one.after)]).toEqual([[], [], [], []])
  })
})
