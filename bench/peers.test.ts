import { describe, expect, it } from 'vitest'
import { columnsOf, scoreColumns } from './hand-written.mjs'
import { checksum, createCaps } from './peers/caps.mjs'
import { benchPeers, PEERS } from './peers.mjs'
import { benchRanking } from './ranking.mjs'
import { events, rules } from './world.mjs'

const MEMBERS = 40
const points = rules.map((rule) => rule.points)

describe('the peers of the bench', () => {
  const list = events(4000, MEMBERS)
  const expected = checksum(scoreColumns(columnsOf(list), MEMBERS, points).awards)

  it.each(PEERS.flatMap(({ name, ways }) => Object.entries(ways()).map(([way, run]) => ({ name, way, run }))))(
    'grant what the hand-written loop grants: $name, $way',
    async ({ run }) => {
      const caps = createCaps(list.length, MEMBERS)
      await run(list, caps)
      expect(checksum(caps.awards)).toBe(expected)
    },
  )

  it('are told apart by the checksum when one point differs', () => {
    const dearer = points.map((one, i) => (i === 3 ? one + 1 : one))
    expect(checksum(scoreColumns(columnsOf(list), MEMBERS, dearer).awards)).not.toBe(expected)
  })

  it('are each reported beside us, with equal checksums', async () => {
    const lines: { figure: string; measured: { checksumsEqual: boolean } }[] = []
    await benchPeers((line: (typeof lines)[number]) => lines.push(line), { count: 2000, times: 1 })
    expect(lines).toHaveLength(1 + PEERS.length)
    expect(lines.filter((line) => line.measured.checksumsEqual !== true)).toEqual([])
  })
})

describe('the ranking of the bench', () => {
  it('gives the ranks that sorting and counting by hand give', async () => {
    const lines: { figure: string; measured: { ranksEqual: boolean } }[] = []
    await benchRanking((line: (typeof lines)[number]) => lines.push(line), { count: 3000, changes: 200 })
    expect(lines.map((line) => line.measured.ranksEqual)).toEqual([true, true, true])
  })
})
