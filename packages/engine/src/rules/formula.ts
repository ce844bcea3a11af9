/**
 * The formulas of the language as types, so that an editor completes and checks them while a program is written. A new
 * operator is one line in the type of what it gives; a new leaf one line in its place.
 */

/** The names that a program declares, by what they name. */
export interface DeclaredNames {
  readonly kind: string
  readonly tree: string
  readonly category: string
  readonly period: string
  readonly activity: string
  readonly field: string
  readonly case: string
  readonly honour: string
  readonly rule: string
  readonly measure: string
  readonly population: string
  readonly score: string
  readonly ranking: string
  readonly tier: string
  readonly band: string
}

/** The leaves that a place knows, by what they give; `any` depends on what was declared. */
export interface Leaves {
  readonly number: unknown
  readonly flag: unknown
  readonly text: unknown
  readonly date: unknown
  readonly any: unknown
}

/** A named rounding: to which decimals, and which way at the half. */
export type RoundingOf<T> = {
  readonly of: T
  readonly places: number
  readonly mode: 'half-up' | 'half-even' | 'floor'
}

/** A formula that gives a number. */
export type NumberFormula<L extends Leaves> =
  | number
  | L['number']
  | L['any']
  | { readonly add: readonly NumberFormula<L>[] }
  | { readonly sub: readonly [NumberFormula<L>, NumberFormula<L>] }
  | { readonly mul: readonly NumberFormula<L>[] }
  | { readonly div: readonly [NumberFormula<L>, NumberFormula<L>] }
  | { readonly neg: NumberFormula<L> }
  | { readonly abs: NumberFormula<L> }
  | { readonly min: readonly NumberFormula<L>[] }
  | { readonly max: readonly NumberFormula<L>[] }
  | { readonly clamp: readonly [value: NumberFormula<L>, low: NumberFormula<L>, high: NumberFormula<L>] }
  | { readonly round: RoundingOf<NumberFormula<L>> }
  | {
      readonly perUnit: {
        readonly of: NumberFormula<L>
        readonly rate: NumberFormula<L>
        readonly step: NumberFormula<L>
        readonly min?: NumberFormula<L>
        readonly max?: NumberFormula<L>
      }
    }
  | { readonly daysBetween: readonly [from: DateFormula<L>, to: DateFormula<L>] }
  | { readonly if: readonly [FlagFormula<L>, NumberFormula<L>, NumberFormula<L>?] }
  | { readonly coalesce: readonly NumberFormula<L>[] }
  | { readonly lookup: Lookup<L, NumberFormula<L>> }
  | { readonly missing: true }

/** A condition: a formula that gives true or false. */
export type FlagFormula<L extends Leaves> =
  | boolean
  | L['flag']
  | L['any']
  | { readonly and: readonly FlagFormula<L>[] }
  | { readonly or: readonly FlagFormula<L>[] }
  | { readonly not: FlagFormula<L> }
  | { readonly has: Formula<L> }
  | { readonly eq: readonly [Formula<L>, Formula<L>] }
  | { readonly ne: readonly [Formula<L>, Formula<L>] }
  | { readonly lt: readonly [OrderedFormula<L>, OrderedFormula<L>] }
  | { readonly lte: readonly [OrderedFormula<L>, OrderedFormula<L>] }
  | { readonly gt: readonly [OrderedFormula<L>, OrderedFormula<L>] }
  | { readonly gte: readonly [OrderedFormula<L>, OrderedFormula<L>] }
  | { readonly in: readonly [Formula<L>, readonly (number | string | boolean)[]] }
  | { readonly if: readonly [FlagFormula<L>, FlagFormula<L>, FlagFormula<L>?] }
  | { readonly coalesce: readonly FlagFormula<L>[] }
  | { readonly lookup: Lookup<L, FlagFormula<L>> }
  | { readonly missing: true }

/** A formula that gives a text. */
export type TextFormula<L extends Leaves> =
  | string
  | L['text']
  | L['any']
  | { readonly if: readonly [FlagFormula<L>, TextFormula<L>, TextFormula<L>?] }
  | { readonly coalesce: readonly TextFormula<L>[] }
  | { readonly lookup: Lookup<L, TextFormula<L>> }
  | { readonly missing: true }

/** A formula that gives a date or an instant. */
export type DateFormula<L extends Leaves> =
  | L['date']
  | L['any']
  | { readonly date: string }
  | { readonly if: readonly [FlagFormula<L>, DateFormula<L>, DateFormula<L>?] }
  | { readonly coalesce: readonly DateFormula<L>[] }
  | { readonly lookup: Lookup<L, DateFormula<L>> }
  | { readonly missing: true }

/** A formula that gives a value with an order: a number or a date. */
export type OrderedFormula<L extends Leaves> = NumberFormula<L> | DateFormula<L>

/** A formula of any type. */
export type Formula<L extends Leaves> = NumberFormula<L> | FlagFormula<L> | TextFormula<L> | DateFormula<L>

/** A table that a text or whole number is looked up in. */
export type Lookup<L extends Leaves, T> = {
  readonly of: TextFormula<L> | NumberFormula<L>
  readonly table: { readonly [key: string]: T }
  readonly else?: T
}

/** The leaves of a formula about one event and one recipient. */
export interface EventLeaves<N extends DeclaredNames> extends Leaves {
  readonly number:
    | { readonly weekday: true }
    | { readonly hour: true }
    | { readonly caseHours: readonly [name: NoInfer<N['case']>, from: string, to: string] }
  readonly flag:
    | { readonly exempt: true }
    | { readonly isSubject: true }
    | { readonly workday: true }
    | { readonly caseReached: readonly [name: NoInfer<N['case']>, state: string] }
    | { readonly caseOverdue: NoInfer<N['case']> }
  readonly text: { readonly type: true } | { readonly caseState: NoInfer<N['case']> }
  readonly date: { readonly occurredAt: true } | { readonly receivedAt: true }
  readonly any: { readonly field: NoInfer<N['field']> } | { readonly attribute: string }
}

/** Whose values an aggregate takes: the members of a unit, everyone, or one subject's periods. */
export type AcrossOf<N extends DeclaredNames> =
  | { readonly members: NoInfer<N['population']> }
  | { readonly everyone: NoInfer<N['population']> }
  | { readonly periods: NoInfer<N['period']>; readonly in?: NoInfer<N['population']> }

/** Which points a tally sums: a category, or chosen categories or rules, granted or requested. */
export type TallyOf<N extends DeclaredNames> =
  | NoInfer<N['category']>
  | { readonly category: NoInfer<N['category']> | readonly NoInfer<N['category']>[]; readonly requested?: boolean }
  | { readonly rule: NoInfer<N['rule']> | readonly NoInfer<N['rule']>[]; readonly requested?: boolean }
  | { readonly all: true; readonly requested?: boolean }

/** An aggregate of numbers, of all values or of the `best` n. */
export type AggregateOf<N extends DeclaredNames> = {
  readonly across: AcrossOf<N>
  readonly of: NumberFormula<ScoreLeaves<N>>
  readonly best?: number
}

/** The leaves of a formula about one subject in one period. */
export interface ScoreLeaves<N extends DeclaredNames> extends Leaves {
  readonly number:
    | { readonly tally: TallyOf<N> }
    | { readonly measure: NoInfer<N['measure']> }
    | { readonly score: NoInfer<N['score']> }
    | { readonly carried: true }
    | { readonly mark: string }
    | { readonly days: NoInfer<N['tree']> }
    | { readonly sum: AggregateOf<N> }
    | { readonly mean: AggregateOf<N> }
    | { readonly least: AggregateOf<N> }
    | { readonly greatest: AggregateOf<N> }
    | { readonly count: { readonly across: AcrossOf<N>; readonly when?: FlagFormula<ScoreLeaves<N>> } }
    | { readonly share: { readonly across: AcrossOf<N>; readonly when: FlagFormula<ScoreLeaves<N>> } }
    | {
        readonly shrunkenMean: {
          readonly across: AcrossOf<N>
          readonly of: NumberFormula<ScoreLeaves<N>>
          readonly k: NumberFormula<ScoreLeaves<N>>
          readonly toward: NumberFormula<ScoreLeaves<N>>
        }
      }
  readonly flag: never
  readonly text: { readonly grade: NoInfer<N['tier']> }
  readonly date: never
  readonly any: { readonly attribute: string } | { readonly periodField: NoInfer<N['field']> }
}

/** A number about one event, as points and measured values are. */
export type EventNumber<N extends DeclaredNames = DeclaredNames> = NumberFormula<EventLeaves<N>>

/** A condition about one event, as `when` is in rules and measures. */
export type EventFlag<N extends DeclaredNames = DeclaredNames> = FlagFormula<EventLeaves<N>>

/** A number about one subject in one period, as scores are. */
export type ScoreNumber<N extends DeclaredNames = DeclaredNames> = NumberFormula<ScoreLeaves<N>>

/** A condition about one subject in one period, as `when` is in populations and `unranked` in rankings. */
export type ScoreFlag<N extends DeclaredNames = DeclaredNames> = FlagFormula<ScoreLeaves<N>>
