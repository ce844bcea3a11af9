import { at, type Issue, shown, unknownName } from '../base/issue.ts'
import { isObject } from '../base/shape.ts'
import { nearestZone, zoneNamed } from '../base/zone.ts'
import { type Field, isSameType } from '../event/activity.ts'
import type { MeaningChecker } from './meaning-checker.ts'
import type { Program } from './program.ts'

/** Gathers the fields of all activities; a name has one type in the whole program. */
export function gatherFields(program: Program, issues: Issue[]): Map<string, Field> {
  const fields = new Map<string, Field>()
  for (const [type, activity] of Object.entries(program.activities)) {
    if (!isObject(activity.fields)) continue
    for (const [name, field] of Object.entries(activity.fields)) {
      if (!isObject(field)) continue
      const path = `/activities/${type.replaceAll('/', '~1')}/fields/${name}`
      const known = fields.get(name)
      if (known && !isSameType(known, field as Field)) {
        issues.push({
          code: 'field_type_differs',
          path,
          params: { name, expected: known.type, found: shown(field.type) },
        })
      }
      if (field.type !== 'flag' && field.absent !== undefined)
        issues.push({ code: 'unknown_key', path: at(path, 'absent'), params: { name: 'absent', nearest: '' } })
      if (field.type === 'choice' && !Array.isArray(field.of))
        issues.push({ code: 'missing_key', path: at(path, 'of'), params: { name: 'of' } })
      fields.set(name, known ?? (field as Field))
    }
    const duration = activity.duration as { field?: unknown } | undefined
    if (isObject(duration) && (activity.fields[duration.field as string] as Field | undefined)?.type !== 'number') {
      unknownName(
        issues,
        `/activities/${type}/duration/field`,
        'field',
        shown(duration.field),
        Object.keys(activity.fields),
      )
    }
  }
  return fields
}

/** Checks the frame: ids, time zone, trees, periods and cases. */
export function checkFrame(check: MeaningChecker): void {
  const { program } = check
  for (const part of ['rules', 'limits', 'measures', 'populations', 'scores', 'rankings', 'tiers', 'lists'] as const) {
    const seen = new Set<unknown>()
    for (const [i, { id }] of (program[part] ?? []).entries()) {
      if (seen.has(id)) check.fail('duplicate_id', `/${part}/${i}/id`, { name: shown(id) })
      seen.add(id)
    }
  }
  const { timeZone } = program
  if (typeof timeZone === 'string' && timeZone.length <= 60 && !zoneNamed(timeZone)) {
    check.fail('unknown_time_zone', '/timeZone', { name: timeZone, nearest: nearestZone(timeZone) })
  }
  for (const [tree, levels] of Object.entries(program.trees ?? {})) {
    check.allKnown(levels, check.kinds, 'kind', at('/trees', tree))
  }
  const named = isObject(program.names) ? program.names : {}
  const caseStates = Object.values(program.cases ?? {}).flatMap(({ states }) =>
    isObject(states) ? Object.values(states).map((state) => shown(state)) : [],
  )
  for (const name of Object.keys(isObject(named.trees) ? named.trees : {})) {
    check.known(Object.keys(program.trees ?? {}), 'tree', name, at('/names/trees', name))
  }
  for (const name of Object.keys(isObject(named.states) ? named.states : {})) {
    check.known(caseStates, 'state', name, at('/names/states', name))
  }
  for (const name of Object.keys(isObject(program.input?.attributes) ? program.input.attributes : {})) {
    check.known(check.fields, 'field', name, at('/input/attributes', name))
  }
  for (const [level, period] of Object.entries(program.periods)) {
    if (!('fields' in period)) continue
    const path = at('/periods', level)
    check.allKnown(period.fields, check.fields, 'field', at(path, 'fields'))
    const own = Array.isArray(period.fields) ? period.fields : []
    for (const [, name] of shown(period.startsOn ?? '', 200).matchAll(/\{([^}]*)\}/g)) {
      check.known(own, 'field', name, at(path, 'startsOn'))
    }
  }
  for (const [name, one] of Object.entries(program.cases ?? {})) {
    const path = at('/cases', name)
    check.known(check.fields, 'field', one.key, at(path, 'key'))
    if (!isObject(one.states)) continue
    check.allKnown(Object.keys(one.states), check.activities, 'activity', at(path, 'states'))
    const states = [...new Set(Object.values(one.states))]
    if (!isObject(one.due)) continue
    check.known(states, 'state', one.due.from, `${path}/due/from`)
    check.allKnown(one.due.until, states, 'state', `${path}/due/until`)
    check.exactlyOne(one.due, ['days', 'workdays'], `${path}/due`)
  }
}
