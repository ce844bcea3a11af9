import type { Overview } from '@jixing/api/client'

/** A community or block with its figures. */
export type Unit = NonNullable<Overview['units']>[number]

/** Returns a block's name without what its community's name says already: 陂老, Bilao. */
export function shortName(name: string, parent: string): string {
  const inChinese = name.startsWith(parent) && parent !== '' ? name.slice(parent.length) : name
  const [beforeComma = inChinese] = inChinese.split(', ')
  return beforeComma.replace(/街区$| block$/, '') || name
}
