/** What the sentence of a refusal, a due thing or a hidden line may need. */
export interface ListingFacts {
  text(name: string): string
  number(name: string): number
  /** The last day before an instant: `2021 年 10 月 13 日`. */
  lastDay(name: string): string
  /** The day of an instant. */
  day(name: string): string
  /** The name of a state or action. */
  state(name: string): string
  action(name: string): string
  /** What a person was to the line before: who recorded it, approved it. */
  part(name: string): string
}

/** Sentences by code. */
export type ListingSayings = Readonly<Record<string, (facts: ListingFacts) => string>>

/** The words of a line's life in one language. */
export interface ListingWords {
  /** What each state is called, and what it means. */
  readonly states: Readonly<Record<string, readonly [name: string, meaning: string]>>
  /** What each action is called, and what it does. */
  readonly actions: Readonly<Record<string, readonly [name: string, meaning: string]>>
  /** What a person was to the line, as in `who approved it`. */
  readonly parts: Readonly<Record<string, string>>
  /** Why a step is refused. */
  readonly refusals: ListingSayings
  /** What time has brought. */
  readonly due: ListingSayings
  /** Why a line is not shown to a viewer. */
  readonly hidden: ListingSayings
  /** Why there is no nomination to be had, and why a subject is not proposed. */
  readonly nominations: ListingSayings
}
