/** Worlds: a programme, a log and the instants at which to look. */
import * as fc from 'fast-check'
import type { Program } from '../../rules/program.ts'
import type { RawItem } from '../reference/items.ts'
import { dates, instants, type Stage, stages } from './instants.ts'
import { type LogOptions, logs } from './items.ts'
import { type ProgramOptions, programmes } from './programs.ts'

/** A programme of one or two versions, a log in the order of its arrival, and an instant to look at it. */
export interface World {
  readonly stage: Stage
  readonly programs: readonly Program[]
  readonly items: readonly RawItem[]
  readonly asOf: string
}

/** What worlds may be made of: parts of the log, and which programmes. */
export interface WorldOptions extends Partial<LogOptions>, ProgramOptions {
  /** Programmes of a stage, instead of any. */
  readonly programmes?: (stage: Stage) => fc.Arbitrary<Program[]>
}

/** Returns small and nasty worlds; by default with everything in them, but mostly not everything at once. */
export function worlds(options: WorldOptions = {}): fc.Arbitrary<World> {
  if (options.focus !== undefined || options.programmes) return worldsWith(options)
  return fc.oneof(
    { weight: 5, arbitrary: worldsWith({ ...options, focus: 'points' }) },
    { weight: 3, arbitrary: worldsWith({ ...options, focus: 'standings' }) },
    { weight: 2, arbitrary: worldsWith({ ...options, focus: 'whole' }) },
  )
}

function worldsWith(options: WorldOptions): fc.Arbitrary<World> {
  const log = { conflicts: true, decisions: true, retractions: true, ...options }
  return stages.chain(
    remembering((stage) =>
      fc
        .record({
          stage: fc.constant(stage),
          programs: options.programmes?.(stage) ?? programmes(stage, options),
          items: logs(stage, log),
          asOf: fc.oneof(
            { weight: 5, arbitrary: fc.constant(stage.to) },
            { weight: 1, arbitrary: dates(stage) },
            { weight: 1, arbitrary: instants(stage) },
          ),
        })
        .map((world) => JSON.parse(JSON.stringify(world)) as World),
    ),
  )
}

/** Remembers what a function gave for a stage, so that the generators of each are built once. */
function remembering<T>(make: (stage: Stage) => T): (stage: Stage) => T {
  const known = new Map<string, T>()
  return (stage) => {
    const name = JSON.stringify(stage)
    const made = known.get(name) ?? make(stage)
    known.set(name, made)
    return made
  }
}
