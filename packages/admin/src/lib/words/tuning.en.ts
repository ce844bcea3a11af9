import type { Same } from './lang.ts'
import { rules } from './rules.en.ts'
import { studio } from './studio.en.ts'
import type { tuning as zh } from './tuning.zh.ts'

/** The words of the pages about rules, in English. */
export const tuning: Same<typeof zh> = { rules, studio }
