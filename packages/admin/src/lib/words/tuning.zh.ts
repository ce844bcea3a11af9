import { rules } from './rules.zh.ts'
import { studio } from './studio.zh.ts'

/** The words of the pages about rules, in Chinese. */
export const tuning = { rules, studio }
