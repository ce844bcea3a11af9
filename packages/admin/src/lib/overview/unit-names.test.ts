import { describe, expect, it } from 'vitest'
import { shortName } from './unit-names.ts'

describe('the short name of a block', () => {
  it.each([
    ['大富社区陂老街区', '大富社区', '陂老'],
    ['Bilao block, Dafu', 'Dafu community', 'Bilao'],
    ['石一街区', '牛湖社区', '石一'],
    ['街区', '', '街区'],
    ['North', 'Elsewhere', 'North'],
  ])('of %s in %s is %s', (name, parent, short) => {
    expect(shortName(name, parent)).toBe(short)
  })
})
