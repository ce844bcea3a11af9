import { createNamer, type PersonName } from './names.ts'
import type { Random } from './seeded-random.ts'

/** A label in both languages. */
export interface PlaceLabel {
  readonly 'zh-CN': string
  readonly en: string
}

/** A pilot community (社区) with its party committee. */
export interface Community {
  readonly id: string
  readonly name: PersonName
  readonly members: number
}

/** A block (街区) of a community and its head, who belongs to the community's committee and is not scored. */
export interface Block {
  readonly id: string
  readonly community: Community
  readonly name: PersonName
  readonly head: PersonName
}

/** A red grid (红色网格) with the branch that goes with it; numbers are unique within a community only. */
export interface Grid {
  readonly id: string
  readonly branch: string
  readonly block: Block
  readonly number: number
  /** How many members check in here at first. */
  readonly size: number
  /** How lively the grid and its branch are, 1 being usual. */
  readonly spirit: number
  readonly label: PlaceLabel
  readonly branchLabel: PlaceLabel
}

/** Communities, blocks and grids of the pilot. */
export interface Places {
  readonly communities: readonly Community[]
  readonly blocks: readonly Block[]
  readonly grids: readonly Grid[]
}

/** The community, how many members serve there, and its blocks with their grids. */
const PILOT: readonly [id: string, zh: string, en: string, members: number, blocks: string][] = [
  ['dafu', '大富', 'Dafu', 160, '陂老 Bilao 5,陂新 Bixin 4,岗头 Gangtou 4,竹园 Zhuyuan 4,福前 Fuqian 4,荔园 Liyuan 3'],
  [
    'liguang',
    '黎光',
    'Liguang',
    108,
    '新围 Xinwei 3,老围 Laowei 2,新村 Xincun 2,桂月 Guiyue 2,田背 Tianbei 2,河畔 Hepan 2,锦荔 Jinli 1',
  ],
  [
    'niuhu',
    '牛湖',
    'Niuhu',
    200,
    '石一 Shiyi 5,石二 Shier 4,石三 Shisan 5,君新 Junxin 4,老村 Laocun 4,湖滨 Hubin 4,启明 Qiming 4',
  ],
]

/** How lively grids are; one in sixteen is asleep. */
const SPIRITS = [0.4, 0.7, 0.8, 0.85, 0.9, 0.95, 1, 1, 1, 1, 1.05, 1.1, 1.1, 1.15, 1.2, 1.3]

/** The article speaks of the 27th red grid in the block 石三. */
const FIXED_NUMBER = { block: 'niuhu-shisan', number: 27 }

/** Returns how many members each of `n` grids has: 3 to 14, many small ones, adding up to `total`. */
function sizes(random: Random, n: number, total: number): number[] {
  const found = Array.from({ length: n }, () => 3)
  const pull = Array.from({ length: n }, () => random.pick([0.3, 0.5, 1, 1, 1.5, 2.2, 3.2]))
  for (let left = total - 3 * n; left > 0; left--) {
    const i = random.weighted(
      found.map((_, index) => index),
      (index) => ((found[index] as number) < 14 ? (pull[index] as number) : 0),
    )
    found[i] = (found[i] as number) + 1
  }
  return found
}

/** Returns the three pilot communities with 20 blocks and 68 red grids; 黎光 has 7 blocks and 14 grids. */
export function foundPlaces(random: Random): Places {
  const namer = createNamer(random.fork('heads'))
  const communities: Community[] = []
  const blocks: Block[] = []
  const grids: Grid[] = []
  for (const [id, zh, en, members, list] of PILOT) {
    const community = { id, name: { zh, en }, members }
    communities.push(community)
    const rows = list.split(',').map((one) => one.split(' ') as [string, string, string])
    const count = rows.reduce((sum, [, , n]) => sum + Number(n), 0)
    const size = sizes(random.fork(id), count, members)
    const numbers = Array.from({ length: count }, (_, i) => i + 1)
    for (const [blockZh, blockEn, n] of rows) {
      const block = {
        id: `${id}-${blockEn.toLowerCase()}`,
        community,
        name: { zh: blockZh, en: blockEn },
        head: namer(1976),
      }
      blocks.push(block)
      for (let i = 0; i < Number(n); i++) {
        const fixed = block.id === FIXED_NUMBER.block && i === 0 ? numbers.indexOf(FIXED_NUMBER.number) : 0
        const [number] = numbers.splice(fixed, 1) as [number]
        const own = random.fork(`${id} ${number}`)
        grids.push(gridOf(block, number, size[number - 1] as number, own.pick(SPIRITS)))
      }
    }
  }
  return { communities, blocks, grids }
}

function gridOf(block: Block, number: number, size: number, spirit: number): Grid {
  const { community } = block
  const digits = String(number).padStart(2, '0')
  const zh = `${community.name.zh}社区第${number}红色网格`
  const en = `${community.name.en} red grid ${number}`
  return {
    id: `${community.id}-g${digits}`,
    branch: `${community.id}-b${digits}`,
    block,
    number,
    size,
    spirit,
    label: { 'zh-CN': zh, en },
    branchLabel: { 'zh-CN': `${zh}党支部`, en: `${en} branch` },
  }
}
