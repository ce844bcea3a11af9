import type { Texts } from '../base/texts.ts'
import { grown } from '../event/column.ts'
import type { SubjectRef } from '../subjects/fact.ts'

/** Subjects of all kinds coded once as small whole numbers. */
export interface SubjectIndex {
  readonly size: number
  code(kind: string, id: string): number
  /** The codes of one kind. */
  ofKind(kind: string): KindIndex
  find(kind: string, id: string): number
  kind(code: number): string
  id(code: number): string
  ref(code: number): SubjectRef
}

/** The codes of subjects of one kind by the code of their id in the log's texts. */
export class KindIndex {
  private readonly kind: string
  private readonly texts: Texts
  /** The subjects of all kinds, by code. */
  private readonly all: SubjectRef[]
  private codes = new Int32Array(0)

  constructor(kind: string, texts: Texts, all: SubjectRef[]) {
    this.kind = kind
    this.texts = texts
    this.all = all
  }

  /** Returns the code of a subject, or -1 when it was never given one. */
  find(text: number): number {
    return this.codes[text] ?? -1
  }

  /** Returns the code of a subject, giving it one when it is new. */
  code(text: number): number {
    const known = this.codes[text] ?? -1
    return known >= 0 ? known : this.add(text)
  }

  private add(text: number): number {
    this.codes = grown(this.codes, text + 1, -1)
    const code = this.all.push({ kind: this.kind, id: this.texts.text(text) }) - 1
    this.codes[text] = code
    return code
  }
}

/** Returns an empty subject index over ids coded in `texts`. */
export function createSubjectIndex(texts: Texts): SubjectIndex {
  const kinds = new Map<string, KindIndex>()
  const all: SubjectRef[] = []
  const ofKind = (kind: string): KindIndex => {
    const index = kinds.get(kind) ?? new KindIndex(kind, texts, all)
    kinds.set(kind, index)
    return index
  }
  return {
    get size() {
      return all.length
    },
    ofKind,
    code: (kind, id) => ofKind(kind).code(texts.code(id)),
    find: (kind, id) => kinds.get(kind)?.find(texts.find(id)) ?? -1,
    kind: (code) => (all[code] as SubjectRef).kind,
    id: (code) => (all[code] as SubjectRef).id,
    ref: (code) => all[code] as SubjectRef,
  }
}
