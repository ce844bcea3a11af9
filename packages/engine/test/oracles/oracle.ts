import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { compile, createLog, type Exact, exactText, parseProgram, type Result, score } from '@jixing/engine'

/** One published row, and what the engine gives for it. */
export interface Row {
  readonly table: string
  readonly subject: string
  readonly published: readonly unknown[]
  readonly computed: readonly unknown[]
}

/** A recorded series of real events with its published tables, and the program that must reproduce them. */
export interface Oracle {
  readonly name: string
  readonly title: string
  readonly period: string
  /** What a row of a table says, in order. */
  readonly columns: readonly string[]
  readonly roster?: string
  /** Puts the published rows beside the computed ones. */
  rows(result: Result, published: Published): Row[]
}

type Published = Record<string, unknown>
type Listed = readonly (readonly [place: number | string, subject: string, ...rest: readonly number[]])[]

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** Where the whole records are, or undefined when they are not at hand. */
export function recordsFolder(): string | undefined {
  const folder = process.env.ORACLES_DIR ?? `${root}../shared/oracles`
  return existsSync(folder) ? folder : undefined
}

/** Where the part of the records is that the repository carries. */
export const goldenFolder = fileURLToPath(new URL('golden', import.meta.url))

const points = (value: Exact | undefined): number | string | undefined =>
  value === undefined
    ? undefined
    : typeof value === 'number'
      ? value
      : value.d === 2
        ? Number(value.n) / 2
        : exactText(value)

/** Puts a published table beside the computed one; an `open` table does not list those who have nothing. */
function rowsOf(
  result: Result,
  ranking: string,
  key: string,
  table: string,
  listed: Listed,
  rest: (subject: string) => unknown[],
  open = false,
): Row[] {
  const standings = result.standings(ranking, key)
  const places = new Map(standings.map((one) => [one.subject, one.rank ?? 'unranked']))
  const rows = listed.map(([place, subject, ...facts]) => ({
    table,
    subject,
    published: [place === 'DSQ' ? 'unranked' : place, ...facts],
    computed: [places.get(subject), ...rest(subject)],
  }))
  const names = new Set(listed.map(([, subject]) => subject))
  const others = standings.filter((one) => !names.has(one.subject) && !(open && one.value === 0))
  return [
    ...rows,
    ...others.map(({ subject, rank }) => ({
      table,
      subject,
      published: ['not listed'],
      computed: [rank, ...rest(subject)],
    })),
  ]
}

const FOOTBALL = ['played', 'won', 'drawn', 'lost', 'scored', 'conceded', 'points']

/** The recorded series, in the order of their page. */
export const oracles: readonly Oracle[] = [
  {
    name: 'formula-1',
    title: 'Formula 1, 1981–2002',
    period: 'season',
    columns: ['place', 'points'],
    rows: (result, published) =>
      Object.entries(published as Record<string, Record<'drivers' | 'constructors', Listed>>).flatMap(
        ([season, tables]) =>
          (['drivers', 'constructors'] as const).flatMap((ranking) =>
            rowsOf(
              result,
              ranking,
              season,
              `${season} ${ranking}`,
              tables[ranking],
              (subject) => [
                points(result.value(ranking === 'drivers' ? 'driver-points' : 'constructor-points', subject, season)),
              ],
              true,
            ),
          ),
      ),
  },
  {
    name: 'england-football',
    title: 'English football, four tiers, 1992/93–2011/12',
    period: 'season',
    columns: ['place', ...FOOTBALL],
    rows: (result, published) =>
      Object.entries(published as Record<string, Listed>).flatMap(([season, listed]) =>
        rowsOf(result, 'table', season, season, listed, (team) =>
          FOOTBALL.map((id) => points(result.value(id, team, season))),
        ),
      ),
  },
  {
    name: 'eurovision',
    title: 'Eurovision Song Contest, 1957–2007 and 2016–2019',
    period: 'contest',
    columns: ['place', 'points'],
    roster: 'eurovision-roster.ndjson',
    rows: (result, published) =>
      Object.entries(published as Record<string, Listed>).flatMap(([contest, listed]) =>
        rowsOf(
          result,
          'places',
          contest,
          contest,
          // The last cell is the running order: it is in no vote.
          listed.map(([place, country, total]) => [place, country, total as number]),
          (country) => [points(result.value('total', country, contest))],
        ),
      ),
  },
]

/** The paths of what an oracle is scored from. */
export function filesOf(oracle: Oracle, folder: string): { program: string; events: string; roster?: string } {
  const program = `${root}examples/oracles/${oracle.name}.json`
  const events = `${folder}/${oracle.name}/events.ndjson.gz`
  return { program, events, ...(oracle.roster && { roster: `${root}examples/oracles/${oracle.roster}` }) }
}

/** Scores an oracle's events by its program through the public API. Refuses any line that is not taken. */
export function scoreOracle(oracle: Oracle, folder: string): { result: Result; events: number } {
  const { program, events, roster } = filesOf(oracle, folder)
  const versions = (JSON.parse(readFileSync(program, 'utf8')) as unknown[]).map((json) => {
    const parsed = parseProgram(json)
    if (!parsed.ok) throw new Error(`${program}: ${JSON.stringify(parsed.issues)}`)
    return parsed.value
  })
  const compiled = compile(versions)
  if (!compiled.ok) throw new Error(`${program}: ${JSON.stringify(compiled.issues)}`)
  const log = createLog(compiled.value)
  const lines = gunzipSync(readFileSync(events)).toString('utf8').trim().split('\n')
  const facts = roster === undefined ? [] : readFileSync(roster, 'utf8').trim().split('\n')
  for (const line of [...facts, ...lines]) {
    const { outcome, issues } = log.add(JSON.parse(line))
    if (outcome !== 'created') throw new Error(`${outcome}: ${line} ${JSON.stringify(issues)}`)
  }
  return { result: score(compiled.value, log), events: lines.length }
}

/** Returns the published tables of an oracle. */
export function publishedOf(oracle: Oracle, folder: string): Published {
  const golden = `${folder}/${oracle.name}/expected.golden.json`
  return JSON.parse(readFileSync(existsSync(golden) ? golden : `${folder}/${oracle.name}/expected.json`, 'utf8'))
}

/** Whether a row is as it was published, cell by cell. */
export function isEqual(row: Row): boolean {
  return JSON.stringify(row.published) === JSON.stringify(row.computed)
}
