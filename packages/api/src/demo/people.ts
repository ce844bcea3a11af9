import { dayOf } from './calendar.ts'
import { createNamer, type PersonName } from './names.ts'
import type { Grid, Places } from './places.ts'
import type { Random } from './seeded-random.ts'

/** Where a member serves from a day on; no grid means that the member has left the street. */
export interface Move {
  readonly day: number
  readonly grid: Grid | undefined
}

/** Time in which a member is exempt or on leave. */
export interface Away {
  readonly from: number
  readonly until?: number
  readonly reason: string
}

/** A member (党员) who serves in a red grid: everything about the person is made up. */
export interface Member {
  readonly id: string
  readonly name: PersonName
  readonly type: 'office' | 'community' | 'enterprise'
  /** The home unit of an office member, who reports to it and to the grid (双报到). */
  readonly home: string | undefined
  /** Until which day the member is on probation, if at all. */
  readonly probationUntil: number | undefined
  readonly birthYear: number
  readonly joinedOn: string
  readonly moves: readonly Move[]
  readonly away: readonly Away[]
  /** How much the member does in each month, 1 being usual. */
  readonly energy: readonly number[]
}

const HOMES = [
  '街道综合办党支部',
  '街道应急办党支部',
  '街道城建办党支部',
  '街道执法队党支部',
  '区税务局观澜所党支部',
  '区市场监管局观澜所党支部',
  '观澜派出所党支部',
  '区教育局机关党支部',
]
const LEAVES = ['外出务工,流动党员', '因病休养', '产假', '外派学习', '赴外地照顾家人', '单位抽调驻点']
const OLD = '年满 70 周岁'

/** Days on which late joiners begin: 45 and 44 days before a quarter's end among them. */
const LATE_STARTS = [dayOf(2, 15), dayOf(2, 16), dayOf(5, 10), dayOf(8, 17), dayOf(8, 18), dayOf(10, 20)]

/** Days of transfers inside a quarter; 16 August halves the third quarter. */
const TRANSFERS = [
  dayOf(2, 8),
  dayOf(2, 24),
  dayOf(3, 15),
  dayOf(4, 19),
  dayOf(5, 17),
  dayOf(5, 31),
  dayOf(7, 26),
  dayOf(8, 16),
  dayOf(8, 30),
  dayOf(9, 13),
  dayOf(10, 25),
  dayOf(11, 22),
]

/** Days on which someone turns 70 in the course of the year. */
const BIRTHDAYS = [dayOf(5, 20), dayOf(9, 3)]

/** Days from which someone has left the street. */
const DEPARTURES = [dayOf(6, 21), dayOf(11, 8)]

/** Returns how much someone does in each month: steady, bursty, fading, rising, or hardly anything. */
function energyOf(random: Random, branchSpirit: number): number[] {
  const diligence = Math.max(0.15, random.around(0.82, 0.45)) * branchSpirit
  const rhythm = random.weighted(
    ['steady', 'bursty', 'fading', 'rising', 'absent'] as const,
    (one) => ({ steady: 48, bursty: 26, fading: 8, rising: 8, absent: 12 })[one],
  )
  return Array.from({ length: 12 }, (_, month) => {
    if (rhythm === 'absent') return random.chance(0.12) ? 0.5 : 0.06
    if (rhythm === 'bursty') return diligence * (random.chance(0.42) ? 1.6 : 0.3)
    const slope = rhythm === 'fading' ? 1.5 - month / 11 : rhythm === 'rising' ? 0.5 + month / 11 : 1
    return diligence * slope * random.around(1, 0.12)
  })
}

function birthYear(random: Random, type: Member['type']): number {
  if (type === 'office') return random.between(1966, 1994)
  if (type === 'enterprise') return random.between(1970, 1998)
  return (
    random.weighted(
      [1945, 1953, 1965, 1978, 1990],
      (one) => ({ 1945: 2, 1953: 3, 1965: 5, 1978: 6, 1990: 5 })[one] ?? 0,
    ) + random.between(-3, 5)
  )
}

/** What is special about a member's year: a day on which something happens. */
interface Special {
  readonly what: 'joins' | 'moves' | 'turns 70' | 'leaves'
  readonly day: number
}

/** Returns 468 members in the grids of the pilot, with late joiners, transfers, leave and exemptions. */
export function settlePeople(random: Random, places: Places): Member[] {
  const namer = createNamer(random.fork('names'))
  const posts = places.grids.flatMap((grid) => Array.from({ length: grid.size }, (_, seat) => ({ grid, seat })))
  const special = specialDays(random, posts)
  return posts.map(({ grid, seat }, i) => {
    const own = random.fork(`member ${i}`)
    return person(own, `m${String(i + 1).padStart(3, '0')}`, namer, places, grid, seat, special.get(i))
  })
}

/** Deals the special days to members of grids that have more than three: member number → what happens. */
function specialDays(random: Random, posts: readonly { readonly grid: Grid }[]): Map<number, Special> {
  const all: Special[] = [
    ...LATE_STARTS.map((day) => ({ what: 'joins', day }) as const),
    ...TRANSFERS.map((day) => ({ what: 'moves', day }) as const),
    ...BIRTHDAYS.map((day) => ({ what: 'turns 70', day }) as const),
    ...DEPARTURES.map((day) => ({ what: 'leaves', day }) as const),
  ]
  const numbers = posts.flatMap(({ grid }, i) => (grid.size > 4 ? [i] : []))
  return new Map(random.sample(numbers, all.length).map((number, i) => [number, all[i] as Special]))
}

function person(
  random: Random,
  id: string,
  namer: (birthYear: number) => PersonName,
  places: Places,
  grid: Grid,
  seat: number,
  special: Special | undefined,
): Member {
  const type = random.weighted(
    ['community', 'office', 'enterprise'] as const,
    (one) => ({ community: 5, office: 3, enterprise: 3 })[one],
  )
  const born = special?.what === 'turns 70' ? 1951 : birthYear(random, type)
  const start = special?.what === 'joins' ? special.day : 0
  const moves: Move[] = [{ day: start, grid }]
  if (special?.what === 'leaves') moves.push({ day: special.day, grid: undefined })
  if (special?.what === 'moves') {
    const near = places.grids.filter(
      (one) => one !== grid && one.size > 4 && one.block.community === grid.block.community,
    )
    moves.push({ day: special.day, grid: random.pick(near) })
  }
  const probation = born > 1975 && random.chance(0.05)
  return {
    id,
    name: namer(born),
    type,
    home: type === 'office' ? random.pick(HOMES) : undefined,
    probationUntil: probation ? random.pick([dayOf(6, 28), dayOf(11, 30), dayOf(5, 20, 2022)]) : undefined,
    birthYear: born,
    joinedOn: probation
      ? '2020-06-29'
      : `${Math.min(2019, born + random.between(19, 33))}-${random.pick(['06-28', '07-01', '11-20', '12-15'])}`,
    moves,
    away: special?.what === 'turns 70' ? [{ from: special.day, reason: OLD }] : awayOf(random, born, grid, seat, start),
    energy: energyOf(random, grid.spirit),
  }
}

/** The old are exempt, but some choose to go on; in the smallest grids only one person ever is away. */
function awayOf(random: Random, born: number, grid: Grid, seat: number, start: number): Away[] {
  const small = grid.size === 3
  if (born <= 1950 && !small) return random.chance(0.12) ? [] : [{ from: start, reason: OLD }]
  if (small) return seat === 1 && grid.number % 3 === 0 ? [{ from: 0, reason: '长期患病' }] : []
  if (random.chance(0.015)) return [{ from: random.between(0, 200), reason: '长期患病' }]
  if (random.chance(0.035)) {
    const from = random.between(10, 300)
    return [{ from, until: from + random.between(25, 130), reason: random.pick(LEAVES) }]
  }
  return []
}

/** Returns the grid in which a member serves on a day. */
export function gridOn(member: Member, day: number): Grid | undefined {
  let grid: Grid | undefined
  for (const move of member.moves) if (move.day <= day) grid = move.grid
  return grid
}

/** Returns whether a member is exempt or on leave on a day. */
export function isAway(member: Member, day: number): boolean {
  return member.away.some((one) => one.from <= day && (one.until === undefined || day < one.until))
}
