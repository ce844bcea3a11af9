import type { Described } from '../base/label.ts'
import type { DeclaredNames } from './formula.ts'

/** Who an event reaches under a rule or measure. */
export type Recipients<N extends DeclaredNames = DeclaredNames> =
  | { readonly kind: NoInfer<N['kind']>; readonly from: 'subject' | 'participants' | 'all' }
  | { readonly kind: NoInfer<N['kind']>; readonly field: NoInfer<N['field']> }
  | { readonly kind: NoInfer<N['kind']>; readonly fields: readonly NoInfer<N['field']>[]; readonly join?: string }
  | { readonly kind: NoInfer<N['kind']>; readonly id: string }
  | { readonly kind: NoInfer<N['kind']>; readonly unitOf: Recipients<N>; readonly tree: NoInfer<N['tree']> }
  | {
      readonly kind: NoInfer<N['kind']>
      readonly membersOf: Recipients<N>
      readonly tree: NoInfer<N['tree']>
      readonly except?: Recipients<N>
      readonly withExempt?: boolean
    }

/** What rules of every kind carry. */
export interface RuleBase<N extends DeclaredNames = DeclaredNames> extends Described {
  readonly id: N['rule']
  /** A rule switched off gives nothing from this version on; what it gave before stays. */
  readonly off?: boolean
}
