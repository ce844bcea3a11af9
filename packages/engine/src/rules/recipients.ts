import type { Described } from '../base/label.ts'

/** Who an event reaches under a rule or measure. */
export type Recipients =
  | { readonly kind: string; readonly from: 'subject' | 'participants' | 'all' }
  | { readonly kind: string; readonly field: string }
  | { readonly kind: string; readonly fields: readonly string[]; readonly join?: string }
  | { readonly kind: string; readonly id: string }
  | { readonly kind: string; readonly unitOf: Recipients; readonly tree: string }
  | {
      readonly kind: string
      readonly membersOf: Recipients
      readonly tree: string
      readonly except?: Recipients
      readonly withExempt?: boolean
    }

/** What rules of every kind carry. */
export interface RuleBase extends Described {
  readonly id: string
  /** A rule switched off gives nothing from this version on; what it gave before stays. */
  readonly off?: boolean
}
