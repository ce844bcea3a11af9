import { exactText } from '../base/exact.ts'
import type { ItemRef } from '../event/item.ts'
import type { Result } from './result.ts'

/** What a step names beside its value: facts for its sentence. */
export type StepParams = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly ItemRef[] | undefined>
>

/** One step of an explanation: a code and numbers, no sentence; its value follows from the steps below it. */
export interface Step {
  readonly code: string
  /** The value as canonical text: `83`, `167/2`, `true`; left out when missing. Points, not units. */
  readonly value?: string
  readonly params: StepParams
  readonly steps?: readonly Step[]
}

/** Returns whole units as points in canonical text. */
export function pointsText(result: Result, units: number): string {
  return exactText(result.points(units))
}
