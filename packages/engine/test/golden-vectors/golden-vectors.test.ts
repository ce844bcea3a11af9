import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import * as engine from '../../src/index.ts'
import { canonicalOf, referenceScore } from '../../src/testing/index.ts'
import { compute, computeAll } from '../../vectors/compute.js'
import { chanceSources, namedSources, type Source } from './sources.ts'

vi.setConfig({ testTimeout: 120_000 })

interface Vector extends Source {
  readonly zone: engine.Zone
  readonly expected: unknown
}

const folder = new URL('../../vectors/', import.meta.url)
const path = (name: string): URL => new URL(`${name}.golden.json`, folder)
const read = (name: string): Vector[] => JSON.parse(readFileSync(path(name), 'utf8'))

/** A source with its zone and its result by this engine, which another test compares with the reference. */
function vectorOf(source: Source): Vector {
  const plan = engine.compile(source.programs as engine.Program[])
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues))
  const blank = { ...source, zone: plan.value.zone, expected: undefined }
  return { ...blank, expected: compute(engine, canonicalOf, blank, true) }
}

function write(name: string, sources: readonly Source[]): void {
  writeFileSync(path(name), `[\n${sources.map((one) => JSON.stringify(vectorOf(one))).join(',\n')}\n]\n`)
}

if (process.env.WRITE_VECTORS) {
  write('named', namedSources())
  write('worlds', process.env.WRITE_VECTORS === 'chance' ? chanceSources() : read('worlds'))
}

const named = read('named')
const worlds = read('worlds')
const all = [...named, ...worlds]

describe('golden vectors', () => {
  it('have the programs and items that the repository has (WRITE_VECTORS=1 renews them)', () => {
    const bare = ({ name, programs, items, asOf }: Source): Source => ({ name, programs, items, asOf })
    expect(named.map(bare)).toEqual(namedSources().map(bare))
  })

  it('come out as expected, with the zone in them and with that of this machine', () => {
    expect(computeAll(engine, canonicalOf, all, true).different).toEqual([])
    expect(computeAll(engine, canonicalOf, all, false).different).toEqual([])
  })

  it('would not come out with other time-zone data, were it not for the zone in them', () => {
    const shifted = ({ zone, ...rest }: Vector): Vector => ({
      ...rest,
      zone: { ...zone, offsets: zone.offsets.map((offset) => offset - 3_600_000) },
    })
    const { different } = computeAll(engine, canonicalOf, all.map(shifted), true)
    expect(different).toEqual(expect.arrayContaining(['clock-America/Asuncion', 'clock-Asia/Shanghai']))
  })

  it('of worlds are what the reference engine says', () => {
    const wrong = worlds.filter(({ programs, items, asOf, expected }) => {
      const reference = referenceScore(programs as never, items as never, asOf as never)
      return JSON.stringify(reference) !== JSON.stringify(expected)
    })
    expect(wrong.map((one) => one.name)).toEqual([])
  })

  it('have every kind of rule that the engine computes (WRITE_VECTORS=chance makes new worlds)', () => {
    const kindsOf = (programs: readonly unknown[]): string[] =>
      (programs as engine.Program[]).flatMap(({ rules }) => rules.map((rule) => rule.kind))
    const kept = new Set(worlds.flatMap((world) => kindsOf(world.programs)))
    const made = new Set(chanceSources().flatMap((world) => kindsOf(world.programs)))
    expect([...made].filter((kind) => !kept.has(kind))).toEqual([])
  })

  it('speak of every part of a result', () => {
    const parts = ['awards', 'tallies', 'measures', 'scores', 'standings', 'tiers']
    const size = (part: string): number =>
      all.reduce((sum, one) => sum + JSON.stringify((one.expected as Record<string, unknown>)[part]).length, 0)
    expect(parts.filter((part) => size(part) < 1000)).toEqual([])
  })
})
