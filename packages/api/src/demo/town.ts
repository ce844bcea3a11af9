import { dayOf, monthOf, startOfMonth } from './calendar.ts'
import { gridOn, isAway, type Member, settlePeople } from './people.ts'
import { type Block, foundPlaces, type Grid, type PlaceLabel, type Places } from './places.ts'
import type { Random } from './seeded-random.ts'

/** A household in key care (重点关心) and the member who answers for it between two days. */
export interface KeyHousehold {
  readonly id: string
  readonly grid: Grid
  readonly keeper: Member
  readonly from: number
  readonly until: number
}

/** A team, courtyard or shop: something in a block with a name and the members who keep it going. */
export interface Gathering {
  readonly id: string
  readonly label: PlaceLabel
  readonly block: Block
  readonly from: number
  readonly members: readonly Member[]
}

/** Everything that the year happens to. */
export interface Town extends Places {
  readonly members: readonly Member[]
  readonly keyHouseholds: readonly KeyHousehold[]
  readonly teams: readonly Gathering[]
  readonly yards: readonly Gathering[]
  readonly shops: readonly Gathering[]
  /** The members who serve in a grid on a day and are not away. */
  present(grid: Grid, day: number): readonly Member[]
  /** The member who leads the grid (牵头人). */
  lead(grid: Grid): Member
  /** The secretary of the grid's branch. */
  secretary(grid: Grid): Member
  /** The committee of the grid's branch: nobody when the branch has fewer than seven members. */
  committee(grid: Grid): readonly Member[]
  /** How likely a member is to do something on a day, 1 being usual; next to nothing when away, 0 when not there. */
  energy(member: Member, day: number): number
}

const TEAMS =
  '578(我去帮)服务队 578 "I will go and help" team,楼道红马甲服务队 Staircase red vests,环卫督查自管队 Sanitation self-watch,陂新防疫先锋队 Bixin epidemic vanguard,岗头反诈宣传队 Gangtou anti-fraud team,竹园平安巡逻队 Zhuyuan patrol,福前电动车劝导队 Fuqian e-bike team,荔园助老送餐队 Liyuan meals for the old,新围楼栋长服务队 Xinwei building heads,老围河道巡护队 Laowei river watch,新村垃圾分类督导队 Xincun waste sorting,桂月护学队 Guiyue school guards,田背便民维修队 Tianbei repairs,河畔青年突击队 Hepan youth team,锦荔房东共治队 Jinli landlords,石一爱心理发队 Shiyi haircuts,石二退役军人先锋队 Shier veterans,石三健康义诊队 Shisan health team,君新企业先锋队 Junxin enterprises,老村燃气安全宣传队 Laocun gas safety,湖滨文艺宣传队 Hubin arts team,启明四点半课堂队 Qiming after-school class,大富法律咨询队 Dafu legal advice,黎光党员应急队 Liguang emergency team,牛湖绿化认养队 Niuhu greenery'
const TEAM_BLOCKS = [0, 13, 14, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 0, 6, 16]
const YARDS =
  '燕筑小院 Yanzhu courtyard,青春小馆 Youth lodge,半亩时光 Half an acre of time,向阳小院 Sunny courtyard,邻里书房 Neighbours’ study,拾光小院 Gathered light'
const SHOPS =
  '陂老民情小店 Bilao shop 0,岗头民情小店 Gangtou shop 2,新围民情小店 Xinwei shop 6,田背民情小店 Tianbei shop 10,石一民情小店 Shiyi shop 13,石三民情小店 Shisan shop 15'

/** Returns the town at the beginning of the year, from the seed of its chance alone. */
export function buildTown(random: Random): Town {
  const places = foundPlaces(random.fork('places'))
  const members = settlePeople(random.fork('people'), places)
  const byGrid = new Map<Grid, Member[]>()
  for (const member of members) {
    for (const { grid } of member.moves) if (grid) byGrid.set(grid, [...(byGrid.get(grid) ?? []), member])
  }
  const firm = new Map<Grid, Member[]>()
  for (const grid of places.grids) {
    const staying = (byGrid.get(grid) ?? []).filter(
      (one) => one.moves.length === 1 && one.away.length === 0 && one.moves[0]?.day === 0,
    )
    firm.set(
      grid,
      staying.sort((a, b) => vigour(b) - vigour(a) || (a.id < b.id ? -1 : 1)),
    )
  }
  const firmOf = (grid: Grid): Member[] => firm.get(grid) ?? []
  const present = (grid: Grid, day: number): Member[] =>
    (byGrid.get(grid) ?? []).filter((one) => gridOn(one, day) === grid && !isAway(one, day))
  return {
    ...places,
    members,
    present,
    keyHouseholds: places.grids.flatMap((grid) => entrust(random.fork(`households ${grid.id}`), grid, firmOf(grid))),
    ...gatherings(random.fork('gatherings'), places, members),
    lead: (grid) => firmOf(grid)[0] as Member,
    secretary: (grid) => (firmOf(grid)[1] ?? firmOf(grid)[0]) as Member,
    committee: (grid) =>
      grid.size < 7
        ? []
        : [1, 2, 3, 0, 4]
            .map((i) => firmOf(grid)[i])
            .filter((one) => one !== undefined)
            .slice(0, grid.size > 10 ? 5 : 3),
    energy: (member, day) =>
      !gridOn(member, day) ? 0 : isAway(member, day) ? 0.03 : Math.min(1.35, member.energy[monthOf(day)] ?? 0),
  }
}

const vigour = (member: Member): number => member.energy.reduce((sum, one) => sum + Math.min(one, 2), 0)

/** Hands the key households of a grid to its members, the willing ones first; a few change hands on 1 September. */
function entrust(random: Random, grid: Grid, members: readonly Member[]): KeyHousehold[] {
  const count = Math.max(2, Math.min(5, Math.floor((grid.size + random.between(0, 2)) / 2.6)))
  const found: KeyHousehold[] = []
  const end = startOfMonth(12)
  for (let i = 1; i <= count; i++) {
    const id = `${grid.id}-h${String(i).padStart(2, '0')}`
    const [keeper, next] = random.sample(members, 2, (one) => 0.4 + vigour(one) / 12) as [Member, Member?]
    const from = random.chance(0.7) ? dayOf(2, 1) : dayOf(3, 1)
    const change = next && random.chance(0.06) ? dayOf(9, 1) : end
    found.push({ id, grid, keeper, from, until: change })
    if (next && change < end) found.push({ id, grid, keeper: next, from: change, until: end })
  }
  return found
}

function gatherings(
  random: Random,
  places: Places,
  members: readonly Member[],
): Pick<Town, 'teams' | 'yards' | 'shops'> {
  const label = (words: string): PlaceLabel => {
    const cut = words.indexOf(' ')
    return { 'zh-CN': words.slice(0, cut), en: words.slice(cut + 1) }
  }
  const near = (block: Block, n: number): Member[] =>
    random.sample(members, n, (one) => {
      const grid = one.moves[0]?.grid
      if (!grid || one.away.length > 0) return 0
      const closeness = grid.block === block ? 12 : grid.block.community === block.community ? 1 : 0
      return closeness * (0.2 + vigour(one) / 12)
    })
  const blockAt = (i: number): Block => places.blocks[i] as Block
  const teams = TEAMS.split(',').map((words, i): Gathering => {
    const block = blockAt(TEAM_BLOCKS[i] as number)
    return {
      id: `team-${String(i + 1).padStart(2, '0')}`,
      label: label(words),
      block,
      from: dayOf(random.between(1, 9), random.between(5, 26)),
      members: near(block, random.between(7, 15)),
    }
  })
  const yards = YARDS.split(',').map(
    (words, i): Gathering => ({
      id: `yard-${i + 1}`,
      label: label(words),
      block: blockAt(0),
      from: dayOf(3 + i, 10),
      members: near(blockAt(0), 8),
    }),
  )
  const shops = SHOPS.split(',').map((words, i): Gathering => {
    const cut = words.lastIndexOf(' ')
    const block = blockAt(Number(words.slice(cut)))
    return { id: `shop-${i + 1}`, label: label(words.slice(0, cut)), block, from: dayOf(3, 8), members: near(block, 6) }
  })
  return { teams, yards, shops }
}
