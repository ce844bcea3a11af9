import { describe, expect, it } from 'vitest'
import { csvCell, toCsv } from './export-csv.ts'

describe('a table for a spreadsheet', () => {
  // Would catch: a name that a spreadsheet runs as a formula.
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never lets %j run', (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`)
  })

  it('keeps quotes, commas and lines of a cell inside the cell', () => {
    expect(csvCell('a "b", c\nd')).toBe('"a ""b"", c\nd"')
  })

  it('begins with a mark, so that Chinese is read as Chinese', () => {
    expect(toCsv([['名次', '名称']])).toBe('\uFEFF"名次","名称"\r\n')
  })
})
