import { expect } from 'vitest'

/** Holds what an expression of a page gives against what the page says it gives. */
export function says(given: unknown, said: unknown, place: string): void {
  expect(given, place).toEqual(said)
}
