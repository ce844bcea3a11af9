import type { Band, Program, Ranking, TieBreaker, Tier } from '../rules/program.ts'
import { speechOf } from './expression-text.ts'
import { type Lang, listed, quoted, sentenceOf } from './lang.ts'
import { numberText, partWords, pointsWords } from './number-words.ts'
import { type Speech, TIGHTNESS } from './speech.ts'
import { STANDING_WORDS } from './standing-words.ts'

/** Returns one ranking in a sentence: who, by which score, and how equal scores share places. */
export function rankingSentence(program: Program, rankingId: string, lang: Lang): string {
  const ranking = program.rankings?.find((one) => one.id === rankingId)
  if (!ranking) return ''
  const speech = speechOf(program, lang)
  const { naming } = speech
  const words = STANDING_WORDS[lang]
  const ranked = words.ranked(naming.population(ranking.population), naming.score(ranking.score), !isAscending(ranking))
  const within = ranking.within === undefined ? '' : words.within(naming.kind(ranking.within))
  const title = `${naming.ranking(ranking.id)}${lang === 'zh-CN' ? '：' : ': '}`
  const inUnits = within === '' ? ranked : lang === 'zh-CN' ? `${within}对${ranked}` : `${ranked}, ${within}`
  const steps = (ranking.tieBreakers ?? []).map((step) => tieBreaker(speech, step))
  return sentenceOf(lang, [
    `${title}${inUnits}`,
    words.method[ranking.method ?? 'standard'],
    steps.length === 0 ? '' : words.tieBreakers(steps.join(words.next)),
    ranking.unranked === undefined ? '' : words.unranked(speech.condition(ranking.unranked)),
  ])
}

function isAscending(ranking: Ranking | undefined): boolean {
  return ranking?.order === 'asc'
}

function tieBreaker({ naming }: Speech, step: TieBreaker): string {
  const words = STANDING_WORDS[naming.lang]
  if ('score' in step) return words.ordered(naming.score(step.score), step.order !== 'asc')
  if ('measure' in step) return words.ordered(naming.measure(step.measure), step.order !== 'asc')
  if ('countBack' in step) return words.countBack(naming.measure(step.countBack), step.depth)
  if ('miniLeague' in step) {
    return words.miniLeague(
      step.miniLeague.map(naming.measure),
      quoted(naming.field(step.opponent)),
      step.again === true,
    )
  }
  return words.earliestBest(naming.measure(step.earliestBest))
}

/** Returns one tier in a sentence: its bands from the top, and how far a band may reach. */
export function tierSentence(program: Program, tierId: string, lang: Lang): string {
  const tier = program.tiers?.find((one) => one.id === tierId)
  if (!tier) return ''
  const speech = speechOf(program, lang)
  const { naming } = speech
  const words = STANDING_WORDS[lang]
  const comma = lang === 'zh-CN' ? '，' : ', '
  const ranking = program.rankings?.find((one) => one.id === tier.ranking)
  const kind = naming.kind(program.scores?.find((one) => one.id === ranking?.score)?.kind ?? '')
  const quotas = tier.bands.some((band) => band.share !== undefined)
  return sentenceOf(lang, [
    `${words.tier(naming.tier(tier.id), naming.ranking(tier.ranking))}${lang === 'zh-CN' ? '：' : ': '}${bands(speech, tier)}`,
    tier.share
      ? [
          words.sharedBand(
            naming.band(tier.id, tier.share.band),
            naming.kind(tier.share.within),
            partWords(lang, tier.share.atMost),
          ),
          tier.share.leastOneFrom === undefined ? '' : words.leastOne(tier.share.leastOneFrom, kind),
        ]
          .filter((part) => part !== '')
          .join(comma)
      : '',
    quotas || tier.share ? (tier.edge === 'out' ? words.edgeOut : words.edgeIn) : '',
    tier.sizeBands ? sizeBands(speech, tier.sizeBands, kind) : '',
    ...needs(speech, tier),
    ...moves(lang, tier, isAscending(ranking)),
  ])
}

function bands({ naming }: Speech, tier: Tier): string {
  const { lang, program } = naming
  const ascending = isAscending(program.rankings?.find((one) => one.id === tier.ranking))
  const texts = tier.bands.map((band, i) =>
    bandText(lang, band, naming.band(tier.id, band.id), { first: i === 0, ascending }),
  )
  return texts.join(lang === 'zh-CN' ? '，' : ', ')
}

function bandText(lang: Lang, band: Band, name: string, place: { first: boolean; ascending: boolean }): string {
  const words = STANDING_WORDS[lang]
  const { ascending } = place
  if (band.from !== undefined) return words[ascending ? 'upTo' : 'from'](name, pointsWords(lang, band.from))
  if (band.share !== undefined) {
    const part = words[place.first ? 'firstPart' : 'nextPart'](name, partWords(lang, band.share))
    if (band.floor === undefined) return part
    const floor = words[ascending ? 'andCeiling' : 'andFloor'](pointsWords(lang, band.floor))
    return lang === 'zh-CN' ? `${part}${floor}` : `${part} ${floor}`
  }
  if (band.floor !== undefined)
    return words[ascending ? 'withCeiling' : 'withFloor'](name, pointsWords(lang, band.floor))
  return words.rest(name)
}

function needs(speech: Speech, tier: Tier): string[] {
  const words = STANDING_WORDS[speech.naming.lang]
  const said = (tier.needs ?? []).map(({ band, when }) =>
    words.needs(speech.naming.band(tier.id, band), speech.condition(when)),
  )
  return said.length === 0 ? [] : [...said, words.needsElse]
}

function moves(lang: Lang, { moves: held }: Tier, ascending: boolean): string[] {
  if (!held) return []
  const words = STANDING_WORDS[lang]
  const bounded = held.up !== undefined || held.down !== undefined
  return [
    bounded ? words.moves(held.up, held.down) : '',
    held.buffer === undefined ? '' : words.buffer(pointsWords(lang, held.buffer), ascending),
  ]
}

function sizeBands(speech: Speech, { by, from, atLeast }: NonNullable<Tier['sizeBands']>, kind: string): string {
  const { lang } = speech.naming
  const words = STANDING_WORDS[lang]
  const number = (value: number): string => numberText(lang, value)
  const spans = from.map((start, i) => {
    const next = from[i + 1]
    return next === undefined ? words.sizeFrom(number(start)) : words.sizeFromTo(number(start), number(next - 1))
  })
  return words.sizeBands(speech.value(by, TIGHTNESS.sum), listed(lang, spans), atLeast, kind)
}
