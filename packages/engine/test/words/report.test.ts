import { parseProgram } from '@jixing/engine'
import { issueReport, type Lang } from '@jixing/engine/words'
import { describe, expect, it } from 'vitest'
import { village } from './village.ts'

/** The report of a program as it is written in a file. */
function report(text: string, lang: Lang = 'en'): string {
  const parsed = parseProgram(JSON.parse(text))
  return issueReport(text, parsed.ok ? [] : parsed.issues, lang, { file: 'p.json' })
}

const frame = `{
  "id": "hello", "version": 1, "effectiveFrom": "2021-01-01", "timeZone": "Asia/Shanghai", "decimals": 0,
  "subjects": { "member": {} }, "categories": { "service": {} }, "periods": { "month": { "window": "month" } },
  "activities": { "visit.done": { "fields": { "household": { "type": "text" } } } },
  "rules": [
    { "id": "visit", "kind": "award", "category": "service", "on": ["visit.done"],
      "to": { "kind": "member", "from": "subject" }, "points": 2 }
  ]
}
`

describe('a report', () => {
  it('of a good program is empty', () => {
    expect(report(frame)).toBe('')
    expect(report(JSON.stringify(village()))).toBe('')
  })

  it.each([
    [
      'a name that is not declared',
      frame.replace('"category": "service"', '"category": "servce"'),
      `p.json:6:51 /rules/0/category There is no category called “servce”; did you mean “service”? [unknown_category]
    6 │     { "id": "visit", "kind": "award", "category": "servce", "on": ["visit.done"],
      │                                                   ^^^^^^^^`,
    ],
    [
      'an unknown key, by its name',
      frame.replace('"points": 2', '"points": 2, "wen": true'),
      `p.json:7:67 /rules/0/wen “wen” is not known here; did you mean “when”? [unknown_key]
    7 │       "to": { "kind": "member", "from": "subject" }, "points": 2, "wen": true }
      │                                                                   ^^^^^`,
    ],
    [
      'an unknown operator, the nearest of two by how it begins',
      frame.replace('"points": 2', '"points": { "ad": [1, 2] }'),
      `p.json:7:66 /rules/0/points/ad Formulas do not know “ad”; did you mean “add”? [unknown_operator]
    7 │       "to": { "kind": "member", "from": "subject" }, "points": { "ad": [1, 2] } }
      │                                                                  ^^^^`,
    ],
    [
      'what is missing, by the bracket it is missing in',
      frame.replace(', "points": 2', ''),
      `p.json:6:5 /rules/0/points “points” is missing. [missing_key]
    6 │     { "id": "visit", "kind": "award", "category": "service", "on": ["visit.done"],
      │     ^`,
    ],
    [
      'a type that is expected',
      frame.replace('"decimals": 0', '"decimals": "0"'),
      `p.json:2:104 /decimals This must be a whole number and is a text. [wrong_type]
    2 │ …-01-01", "timeZone": "Asia/Shanghai", "decimals": "0",
      │                                                    ^^^`,
    ],
    [
      'a misspelt zone',
      frame.replace('Asia/Shanghai', 'Asia/Shangai'),
      `p.json:2:75 /timeZone The time zone “Asia/Shangai” is not known; did you mean “Asia/Shanghai”? [unknown_time_zone]
    2 │   "id": "hello", "version": 1, "effectiveFrom": "2021-01-01", "timeZone": "Asia/Shangai", "decimals"…
      │                                                                           ^^^^^^^^^^^^^^`,
    ],
    [
      'a key of an aggregate that is none',
      frame.replace(
        '\n  ]\n}',
        '\n  ],\n  "scores": [{ "id": "M", "kind": "member", "period": "month", "value": { "tally": { "al": true, "all": true } } }]\n}',
      ),
      `p.json:9:86 /scores/0/value/tally/al “al” is not known here; did you mean “all”? [unknown_key]
    9 │   "scores": [{ "id": "M", "kind": "member", "period": "month", "value": { "tally": { "al": true, "al…
      │                                                                                      ^^^^`,
    ],
  ])('shows %s', (_, text, expected) => {
    expect(report(text)).toBe(expected)
  })

  it('tells all in the order of the text, in Chinese too, with the mark under wide characters', () => {
    const text = frame
      .replace('"member": {}', '"member": { "label": { "zh-CN": "党员", "en": 3 } }')
      .replace('"id": "hello"', '"id": ""')
    expect(report(text, 'zh-CN')).toBe(`p.json:2:9 /id 不能为空。 [empty_text]
    2 │   "id": "", "version": 1, "effectiveFrom": "2021-01-01", "timeZone": "Asia/Shanghai", "decimals": 0,
      │         ^^
p.json:3:61 /subjects/member/label/en 这里应为文本，现为数字。 [wrong_type]
    3 │   "subjects": { "member": { "label": { "zh-CN": "党员", "en": 3 } } }, "categories": { "service": {} }…
      │                                                               ^`)
  })

  it.each([
    ['{"a": [1 2]}', '1:10', '“,” or “]” is expected here, not “2”'],
    ['{"a": 1,}', '1:9', 'a name in double quotes is expected here, not “}”'],
    ["{'a': 1}", '1:2', "a name in double quotes is expected here, not “'”"],
    ['{"a" 1}', '1:6', '“:” is expected here, not “1”'],
    ['{"a": 1\n "b": 2}', '2:2', '“,” or “}” is expected here, not “"”'],
    ['{"a": 01}', '1:8', '“,” or “}” is expected here, not “1”'],
    ['{"a": .5}', '1:7', 'a value is expected here, not “.”'],
    ['{"a": -}', '1:7', 'a number is expected here, not “-”'],
    ['{"a": NaN}', '1:7', 'a value is expected here, not “N”'],
    ['{"a": "\\x"}', '1:8', 'an escape such as \\n or \\u0041 is expected here, not “\\”'],
    ['{"a": "b', '1:9', 'the closing double quote is expected here, not the end'],
    ['{"a": 1', '1:8', '“,” or “}” is expected here, not the end'],
    ['{} {}', '1:4', 'the end of the text is expected here, not “{”'],
    ['', '1:1', 'a value is expected here, not the end'],
    ['// no\n{}', '1:1', 'a value is expected here, not “/”'],
  ])('of %j says where it stops being JSON', (text, place, expected) => {
    const [first = ''] = issueReport(text, [], 'en').split('\n')
    expect(first).toBe(`${place} (whole) This is not JSON: ${expected}. [not_json]`)
    expect(issueReport(text, [], 'zh-CN')).toContain('不是 JSON：')
  })

  it('writes out what could steer a terminal', () => {
    const text = JSON.stringify({ '\u001b[2J\u202e': 1 }).replaceAll('\\u001b', '\u009b')
    expect(report(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  })
})
