import type { Program } from './program.ts'

/** What an editor shows where a program names something of which it declares none. */
type Undeclared = '(none is declared)'

/**
 * Returns a program literal as it is. An editor completes it and checks it while it is written: operators, and every
 * name that must be declared in it. What a compiler cannot see (dates, exactness, order of scores) is for parsing.
 */
export function defineProgram<
  Kind extends string = Undeclared,
  Tree extends string = Undeclared,
  Category extends string = Undeclared,
  Period extends string = Undeclared,
  Activity extends string = Undeclared,
  Field extends string = Undeclared,
  Case extends string = Undeclared,
  Honour extends string = Undeclared,
  Rule extends string = Undeclared,
  Measure extends string = Undeclared,
  Population extends string = Undeclared,
  Score extends string = Undeclared,
  Ranking extends string = Undeclared,
  Tier extends string = Undeclared,
  Band extends string = Undeclared,
>(
  program: Program<{
    kind: Kind
    tree: Tree
    category: Category
    period: Period
    activity: Activity
    field: Field
    case: Case
    honour: Honour
    rule: Rule
    measure: Measure
    population: Population
    score: Score
    ranking: Ranking
    tier: Tier
    band: Band
  }>,
): Program {
  return program as Program
}
