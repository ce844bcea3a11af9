import { byKey, decimal, flag, integer, list, object, oneOf, optional, required, text } from '../base/shape.ts'
import { described, id, ids, order, rounding, scoreExpression } from './shape-parts.ts'

/** A population. */
export const populationShape = object({
  ...described,
  id: required(id),
  kind: required(id),
  tree: optional(id),
  base: optional(oneOf(['rows', 'roster'])),
  minDays: optional(integer(0, 3660)),
  when: optional(scoreExpression),
})

/** A score. */
export const scoreShape = object({
  ...described,
  id: required(id),
  kind: required(id),
  period: required(id),
  value: required(scoreExpression),
  round: optional(object({ places: required(integer(0, 6)), mode: required(rounding) })),
})

/** A ranking. */
export const rankingShape = object({
  ...described,
  id: required(id),
  score: required(id),
  population: required(id),
  within: optional(id),
  method: optional(oneOf(['standard', 'dense', 'modified', 'ordinal'])),
  order,
  tieBreakers: optional(
    list(
      byKey({
        score: object({ score: required(id), order }),
        measure: object({ measure: required(id), order }),
        countBack: object({ countBack: required(id), depth: optional(integer(1, 1000)) }),
        earliestBest: object({ earliestBest: required(id) }),
        miniLeague: object({ miniLeague: required(ids), opponent: required(id), again: optional(flag) }),
      }),
      { max: 20 },
    ),
  ),
  unranked: optional(scoreExpression),
})

/** A tier. */
export const tierShape = object({
  ...described,
  id: required(id),
  ranking: required(id),
  bands: required(
    list(
      object({
        ...described,
        id: required(id),
        from: optional(decimal()),
        share: optional(decimal({ min: 0 })),
        floor: optional(decimal()),
      }),
      { min: 1, max: 20 },
    ),
  ),
  edge: optional(oneOf(['in', 'out'])),
  share: optional(
    object({
      band: required(id),
      atMost: required(
        text({
          max: 20,
          pattern: /^[1-9]\d{0,5}\/[1-9]\d{0,5}$|^0\.\d{1,6}$|^1$/,
          expected: 'a fraction such as 1/3 or 0.25',
        }),
      ),
      within: required(id),
      leastOneFrom: optional(integer(1, 1000)),
    }),
  ),
  sizeBands: optional(
    object({
      by: required(scoreExpression),
      from: required(list(integer(0, 1_000_000), { min: 1, max: 20 })),
      atLeast: required(integer(1, 1_000_000)),
    }),
  ),
  needs: optional(list(object({ band: required(id), when: required(scoreExpression) }), { min: 1, max: 20 })),
  moves: optional(
    object({ up: optional(integer(0, 20)), down: optional(integer(0, 20)), buffer: optional(decimal({ min: 0 })) }),
  ),
})
