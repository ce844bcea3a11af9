import { type InEachLanguage, plural } from './lang.ts'
import { counterOf } from './naming.ts'

/** The ways in which equal scores share places. */
export type TieMethod = 'standard' | 'dense' | 'modified' | 'ordinal'

/** The words of rankings and tiers. */
export interface StandingWords {
  ranked(population: string, score: string, descending: boolean): string
  within(unit: string): string
  method: Readonly<Record<TieMethod, string>>
  tieBreakers(steps: string): string
  next: string
  ordered(value: string, descending: boolean): string
  countBack(measure: string, depth: number | undefined): string
  earliestBest(measure: string): string
  miniLeague(measures: readonly string[], opponent: string, again: boolean): string
  unranked(condition: string): string
  tier(title: string, ranking: string): string
  from(band: string, points: string): string
  upTo(band: string, points: string): string
  firstPart(band: string, part: string): string
  nextPart(band: string, part: string): string
  andFloor(points: string): string
  andCeiling(points: string): string
  withFloor(band: string, points: string): string
  withCeiling(band: string, points: string): string
  rest(band: string): string
  sharedBand(band: string, unit: string, part: string): string
  leastOne(count: number, kind: string): string
  edgeIn: string
  edgeOut: string
  sizeBands(by: string, bands: string, atLeast: number, kind: string): string
  sizeFromTo(from: string, to: string): string
  sizeFrom(from: string): string
  needs(band: string, condition: string): string
  needsElse: string
  moves(up: number | undefined, down: number | undefined): string
  buffer(points: string, ascending: boolean): string
}

/** The words of rankings and tiers in each language. */
export const STANDING_WORDS: InEachLanguage<StandingWords> = {
  'zh-CN': {
    ranked: (population, score, descending) => `${population}按${score}从${descending ? '高到低' : '低到高'}排名`,
    within: (unit) => `在各${unit}内分别`,
    method: {
      standard: '同分同名次，后面的名次空出（1、2、2、4）',
      dense: '同分同名次，后面的名次连续（1、2、2、3）',
      modified: '同分取靠后的名次（1、3、3、4）',
      ordinal: '同分也按编号分出先后（1、2、3、4）',
    },
    tieBreakers: (steps) => `同分时依次比较${steps}`,
    next: '，再比较',
    ordered: (value, descending) => `${value}（${descending ? '高' : '低'}者在前）`,
    countBack: (measure, depth) =>
      `${measure}的好名次多少（第 1 名多者在前，再比第 2 名，依次类推${depth === undefined ? '' : `，比到第 ${depth} 名`}）`,
    earliestBest: (measure) => `谁更早取得${measure}的最好值`,
    miniLeague: (measures, opponent, again) =>
      `彼此之间的${measures.join('、')}（只计互为对手的记录，对手记在${opponent}中；依次比较，高者在前${again ? '；仍相同的再单独比较' : ''}）`,
    unranked: (condition) => `${condition}的不排名次，列在最后`,
    tier: (title, ranking) => `${title}按${ranking}的排名评定`,
    from: (band, points) => `${band}为 ${points}及以上`,
    upTo: (band, points) => `${band}为 ${points}及以下`,
    firstPart: (band, part) => `${band}为前 ${part}`,
    nextPart: (band, part) => `${band}为其后 ${part}`,
    andFloor: (points) => `且不低于 ${points}`,
    andCeiling: (points) => `且不高于 ${points}`,
    withFloor: (band, points) => `${band}为其余不低于 ${points}的`,
    withCeiling: (band, points) => `${band}为其余不高于 ${points}的`,
    rest: (band) => `其余为${band}`,
    sharedBand: (band, unit, part) => `各${unit}评为${band}的不超过${part}`,
    leastOne: (count, kind) => `满 ${count} ${counterOf(kind)}${kind}的至少可评 1 ${counterOf(kind)}`,
    edgeIn: '名额末位同名次的一并计入',
    edgeOut: '名额末位同名次而名额不足的都不计入',
    sizeBands: (by, bands, atLeast, kind) =>
      `按${by}分为${bands}几组，满 ${atLeast} ${counterOf(kind)}${kind}的组单独计算名额，其余合并计算`,
    sizeFromTo: (from, to) => `${from}至${to}`,
    sizeFrom: (from) => `${from}及以上`,
    needs: (band, condition) => `评为${band}还须${condition}`,
    needsElse: '不符合的列入其后符合条件的一档',
    moves: (up, down) => {
      const most = [
        up === undefined ? '' : up === 0 ? '不升档' : `最多升 ${up} 档`,
        down === undefined ? '' : down === 0 ? '不降档' : `最多降 ${down} 档`,
      ]
      return `与上期相比${most.filter((part) => part !== '').join('，')}`
    },
    buffer: (points, ascending) =>
      ascending
        ? `升档须比该档的线低 ${points}，比原档的线高出 ${points}以上才降档`
        : `升档须比该档的线高 ${points}，比原档的线低 ${points}以上才降档`,
  },
  en: {
    ranked: (population, score, descending) => `${population} by ${score}, ${descending ? 'highest' : 'lowest'} first`,
    within: (unit) => `each ${unit} by itself`,
    method: {
      standard: 'equal scores share a place and the next places stay empty (1, 2, 2, 4)',
      dense: 'equal scores share a place and no place stays empty (1, 2, 2, 3)',
      modified: 'equal scores share the later place (1, 3, 3, 4)',
      ordinal: 'equal scores are told apart by id (1, 2, 3, 4)',
    },
    tieBreakers: (steps) => `between equal scores decides ${steps}`,
    next: ', then ',
    ordered: (value, descending) => `the ${descending ? 'higher' : 'lower'} ${value}`,
    countBack: (measure, depth) =>
      `the better count-back of ${measure} (more first places, then more second ones, and so on${depth === undefined ? '' : ` to place ${depth}`})`,
    earliestBest: (measure) => `who reached the best ${measure} first`,
    miniLeague: (measures, opponent, again) =>
      `the higher ${measures.join(', then ')} against each other (only records that name one of the equals as ${opponent}${again ? '; those still equal begin again among themselves' : ''})`,
    unranked: (condition) => `without a place, at the end, where ${condition}`,
    tier: (title, ranking) => `${title} follows the ranking ${ranking}`,
    from: (band, points) => `${band} from ${points}`,
    upTo: (band, points) => `${band} up to ${points}`,
    firstPart: (band, part) => `${band} for the first ${part}`,
    nextPart: (band, part) => `${band} for the next ${part}`,
    andFloor: (points) => `with at least ${points}`,
    andCeiling: (points) => `with at most ${points}`,
    withFloor: (band, points) => `${band} for the others with at least ${points}`,
    withCeiling: (band, points) => `${band} for the others with at most ${points}`,
    rest: (band) => `${band} for the rest`,
    sharedBand: (band, unit, part) => `${band} goes to at most ${part} of each ${unit}`,
    leastOne: (count, kind) => `to one at least where there are ${count} ${plural('en', kind)}`,
    edgeIn: 'those equal with the last one in are in',
    edgeOut: 'a tie that does not fit as a whole is out',
    sizeBands: (by, bands, atLeast, kind) =>
      `size bands by ${by}: ${bands}; one with at least ${atLeast} ${plural('en', kind)} has quotas of its own, the others are taken together`,
    sizeFromTo: (from, to) => `${from} to ${to}`,
    sizeFrom: (from) => `${from} and more`,
    needs: (band, condition) => `${band} also needs that ${condition}`,
    needsElse: 'who does not fulfil this falls to the next band whose needs are fulfilled',
    moves: (up, down) => {
      const bands = (count: number, way: string): string =>
        count === 0 ? `never ${way}` : `at most ${count} ${count === 1 ? 'band' : 'bands'} ${way}`
      const most = [up === undefined ? '' : bands(up, 'up'), down === undefined ? '' : bands(down, 'down')]
      return `against the period before ${most.filter((part) => part !== '').join(' and ')}`
    },
    buffer: (points, ascending) => {
      const [clear, beyond] = ascending ? ['below', 'above'] : ['above', 'below']
      return `up only when ${points} ${clear} the mark of the band, down only when more than ${points} ${beyond} the mark of its own band`
    },
  },
}
