import { compare, divide, type Exact, exactOf, ratio, subtract } from '../base/exact.ts'
import type { Result } from './result.ts'

/**
 * What a goal seek looks at. `share`: of the ranked subjects, how many have at least a value. `small`: of the holders
 * of a band, how many are small by a score of theirs, less the same share of all ranked subjects: 0 or more means that
 * the small hold their share. `carried`: how much of all points granted come from chosen rules or categories.
 */
export type Target =
  | { readonly share: { readonly ranking: string; readonly key: string; readonly atLeast: number | string } }
  | {
      readonly small: {
        readonly tier: string
        readonly key: string
        readonly bands: readonly string[]
        readonly size: string
        readonly below: number | string
      }
    }
  | { readonly carried: { readonly rules?: readonly string[]; readonly categories?: readonly string[] } }

/** Returns what a target measures of a result; undefined when there is nothing to take a share of. */
export function measureTarget(result: Result, target: Target): Exact | undefined {
  if ('share' in target) {
    const { ranking, key, atLeast } = target.share
    const mark = exactOf(atLeast)
    const ranked = result.standings(ranking, key).filter((one) => one.rank !== null)
    if (mark === undefined) return undefined
    const good = ranked.filter((one) => one.value !== undefined && compare(one.value, mark) >= 0)
    return divide(good.length, ranked.length)
  }
  return 'small' in target ? heldBySmall(result, target.small) : carriedBy(result, target.carried)
}

function heldBySmall(
  result: Result,
  { tier, key, bands, size, below }: Extract<Target, { small: object }>['small'],
): Exact | undefined {
  const versions = [...result.plan.versions].reverse()
  const ranking = versions.flatMap((program) => program.tiers ?? []).find((one) => one.id === tier)?.ranking
  const mark = exactOf(below)
  if (ranking === undefined || mark === undefined) return undefined
  const ranked = result.standings(ranking, key).filter((one) => one.rank !== null)
  const isSmall = ({ subject }: { readonly subject: string }): boolean => {
    const value = result.value(size, subject, key)
    return value !== undefined && compare(value, mark) < 0
  }
  const holders = ranked.filter((one) => bands.includes(result.tier(tier, one.subject, key) ?? ''))
  const ofHolders = divide(holders.filter(isSmall).length, holders.length)
  const ofAll = divide(ranked.filter(isSmall).length, ranked.length)
  return ofHolders === undefined || ofAll === undefined ? undefined : subtract(ofHolders, ofAll)
}

function carriedBy(
  result: Result,
  { rules, categories }: Extract<Target, { carried: object }>['carried'],
): Exact | undefined {
  const { size, rule, category, granted } = result.scorer.input.awards
  const { plan } = result
  let all = 0
  let part = 0
  for (let i = 0; i < size; i++) {
    const points = granted[i] as number
    if (points <= 0) continue
    all += points
    const name = plan.rules[rule[i] as number] ?? ''
    const group = plan.categories[category[i] as number] ?? ''
    if (rules?.includes(name) || categories?.includes(group)) part += points
  }
  return all === 0 ? undefined : ratio(part, all)
}
