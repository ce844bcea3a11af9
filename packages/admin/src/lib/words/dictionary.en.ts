import type { dictionary as zh } from './dictionary.zh.ts'
import type { Same } from './lang.ts'
import { ledger } from './ledger.en.ts'
import { overview } from './overview.en.ts'
import { shell } from './shell.en.ts'
import { standings } from './standings.en.ts'

/** The words of every page in English, area by area. */
export const dictionary: Same<typeof zh> = { shell, overview, standings, ledger }
