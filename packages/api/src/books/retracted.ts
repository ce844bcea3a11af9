import type { ItemRef, Log } from '@jixing/engine'

/** Whether an item is retracted now: some retraction targets it that is not itself retracted. */
export function isRetracted(log: Log, ref: ItemRef, depth = 0): boolean {
  if (depth > 32) return false
  return log.retractionsOf(ref).some((one) => !isRetracted(log, one, depth + 1))
}
