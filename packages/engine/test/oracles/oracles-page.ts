import { KNOWN_DIFFERENCES } from './known-differences.ts'
import { isEqual, type Oracle, type Row } from './oracle.ts'

/** What one oracle gave. */
export interface Compared {
  readonly oracle: Oracle
  readonly events: number
  readonly rows: readonly Row[]
}

const number = (n: number): string => n.toLocaleString('en')
const cells = (values: readonly unknown[]): string => values.map((value) => String(value ?? '–')).join(' ')

/** Returns docs/oracles.md for what all oracles gave. */
export function oraclesPage(all: readonly Compared[]): string {
  const lines = all.map(({ oracle, events, rows }) => {
    const tables = new Set(rows.map((row) => row.table)).size
    const equal = rows.filter(isEqual).length
    return `| [${oracle.title}](../examples/oracles/${oracle.name}.json) | ${number(events)} | ${tables} | ${number(rows.length)} | ${number(equal)} | ${rows.length - equal} |`
  })
  const different = all.flatMap(({ oracle, rows }) =>
    rows
      .filter((row) => !isEqual(row))
      .map((row) => {
        const known = KNOWN_DIFFERENCES.find(
          (one) => one.oracle === oracle.name && one.table === row.table && one.subject === row.subject,
        )
        return `| ${row.table} | ${row.subject} | ${cells(row.published)} | ${cells(row.computed)} | ${known?.reason ?? 'not known'} |`
      }),
  )
  const columns = all.map(({ oracle }) => `- ${oracle.title}: ${oracle.columns.join(', ')}`)
  return `<!-- Written by packages/engine/test/oracles/oracles.test.ts; renew it with WRITE_ORACLES=1 -->

# Results that nobody here wrote

Real competitions have published rules and published tables. The engine reproduces them from a program of the rule language alone; there is no code for any of them.
A row is equal when every cell is: the place, the points, and for football also matches, wins, draws, losses and goals.

| record | events | tables | rows compared | rows equal | not equal |
|---|---:|---:|---:|---:|---:|
${lines.join('\n')}

What a row says:

${columns.join('\n')}

## Rows that are not equal

Each of them is known, and the test fails when one of them becomes equal or another one differs.

| table | subject | published | computed | why |
|---|---|---|---|---|
${different.join('\n')}

## What the programs show

- **Formula 1**: four versions of one program (points, best 11 of a season as a limit that keeps the highest, count-back to the sixth place, then also who reached the best result first, then count-back without an end). A team is a constructor with an engine, a subject made of two fields. Half points, results that score for the driver only, and subjects that are shown without a place.
- **English football**: one match scores two subjects. A period is a league and a season; a deduction without a date counts from the start of its season. Which comes first, goals or goal difference, depends on tier and year.
- **Eurovision**: votes are points until 1974, ranks that a table turns into points since 1975, jury and public apart since 2016. Who gets nothing still has a place: whoever voted took part, until countries voted that did not sing. The one contestant without a vote after that (Switzerland in the semi-final of 2004) is named in a roster of one line.

## Run them

\`\`\`
npx jixing score --program examples/oracles/formula-1.json --events events.ndjson.gz --period 1988
npx jixing explain --program examples/oracles/formula-1.json --events events.ndjson.gz --subject driver/alain-prost --period season/1988 --score driver-points
\`\`\`

The test reads the whole records from the folder that \`ORACLES_DIR\` names (or \`../shared/oracles\` beside the repository). Without them it compares the part in \`packages/engine/test/oracles/golden\`, which \`SOURCE.md\` describes.

Sources: f1db (CC BY 4.0) for Formula 1; engsoccerdata for football results and RSSSF for the tables; the votes and places of the Eurovision Song Contest as published for each contest. Running order is in no vote and not compared.
`
}
