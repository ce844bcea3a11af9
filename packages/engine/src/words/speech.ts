import type { ExpressionWords } from './expression-words.ts'
import type { Naming } from './naming.ts'

/** What saying an expression needs: the names of its program, the words of the language, and how to say its parts. */
export interface Speech {
  readonly naming: Naming
  readonly words: ExpressionWords
  /** Says a value so that it can stand inside another formula. */
  value(expression: unknown, tightness?: number): string
  /** Says a condition; `negated` says its opposite. */
  condition(expression: unknown, negated?: boolean): string
}

/** How tightly the parts of a formula hold together: what is looser than its place asks for gets brackets. */
export const TIGHTNESS = { clause: 0, sum: 1, product: 2, atom: 3 } as const
