import type { Recipients } from '../rules/recipients.ts'
import { type InEachLanguage, listed, plural, quoted } from './lang.ts'
import { counterOf, type Naming } from './naming.ts'

/** Who receives something: the words, and whether they name several at once. */
export interface Who {
  readonly text: string
  readonly several: boolean
}

interface RecipientWords {
  subject(kind: string): string
  participants(kind: string): string
  all(kind: string): string
  field(kind: string, field: string): string
  fields(kind: string, fields: string): string
  constant(kind: string, id: string | undefined): string
  unitOf(unit: string, who: Who): string
  /** Everyone of a unit, without those left out; who is exempt is left out unless it says otherwise. */
  membersOf(kind: string, unit: Who, except: string | undefined, withExempt: boolean): string
}

const RECIPIENT_WORDS: InEachLanguage<RecipientWords> = {
  'zh-CN': {
    subject: (kind) => `该${kind}`,
    participants: (kind) => `参加的每${counterOf(kind)}${kind}`,
    all: (kind) => `该${kind}及参加的每${counterOf(kind)}${kind}`,
    field: (_, field) => `所填的${field}`,
    fields: (kind, fields) => `由${fields}组成的${kind}`,
    constant: (kind, id) => (id === undefined ? `全${kind}` : `${kind}${quoted(id)}`),
    unitOf: (unit, who) => `${who.text}所在的${unit}`,
    membersOf: (kind, unit, except, withExempt) => {
      const out = [withExempt ? '' : '免评的', except ?? ''].filter((part) => part !== '').join('和')
      return `${unit.text}的每${counterOf(kind)}${kind}${out === '' ? '' : `（${out}除外）`}`
    },
  },
  en: {
    subject: (kind) => `the ${kind}`,
    participants: (kind) => `each ${kind} taking part`,
    all: (kind) => `the ${kind} and each ${kind} taking part`,
    field: (kind, field) => (field === kind ? `the ${kind} named` : `the ${kind} named as ${field}`),
    fields: (kind, fields) => `the ${kind} made of ${fields}`,
    constant: (kind, id) => (id === undefined ? `the ${kind}` : `the ${kind} ${quoted(id)}`),
    unitOf: (unit, who) => (who.several ? `the ${plural('en', unit)} of ${who.text}` : `the ${unit} of ${who.text}`),
    membersOf: (kind, unit, except, withExempt) => {
      const out = [withExempt ? '' : 'those exempt', except ?? ''].filter((part) => part !== '').join(' and ')
      return `each ${kind} of ${unit.text}${out === '' ? '' : ` (except ${out})`}`
    },
  },
}

/** The ids that rules and measures name for a kind; a single one need not be said. */
function constantsOf({ program }: Naming, kind: string): Set<string> {
  const all: readonly (Recipients | { readonly kind: string } | undefined)[] = [
    ...program.rules.map((rule) => ('to' in rule ? rule.to : undefined)),
    ...program.rules.map((rule) => (rule.kind === 'expectation' ? rule.expects.to : undefined)),
    ...(program.measures ?? []).map((measure) => measure.to),
  ]
  return new Set(all.flatMap((to): string[] => (to && 'id' in to && to.kind === kind ? [to.id] : [])))
}

/** Returns who receives something under a rule or measure, in words. */
export function recipientsText(naming: Naming, to: Recipients): Who {
  const words = RECIPIENT_WORDS[naming.lang]
  const kind = naming.kind(to.kind)
  if ('from' in to) return { text: words[to.from](kind), several: to.from === 'all' }
  if ('field' in to) return { text: words.field(kind, naming.field(to.field)), several: false }
  if ('fields' in to) {
    return { text: words.fields(kind, listed(naming.lang, to.fields.map(naming.field))), several: false }
  }
  if ('unitOf' in to) {
    const inner = recipientsText(naming, to.unitOf)
    const one = 'from' in to.unitOf ? to.unitOf.from === 'subject' : !('membersOf' in to.unitOf)
    const many = inner.several || !one
    return { text: words.unitOf(kind, { text: inner.text, several: many }), several: many }
  }
  if ('membersOf' in to) {
    const unit = recipientsText(naming, to.membersOf)
    const except = to.except && recipientsText(naming, to.except).text
    return { text: words.membersOf(kind, unit, except, to.withExempt === true), several: false }
  }
  return { text: words.constant(kind, constantsOf(naming, to.kind).size > 1 ? to.id : undefined), several: false }
}
