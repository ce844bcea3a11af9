import type { Label, Program } from '@jixing/engine'
import { ruleSentence } from '@jixing/engine/words'
import type { View } from './view.ts'

const texts = new WeakMap<Program, Map<string, Label>>()

/** Returns what a rule says in one sentence, as its version said it; an award without a rule is a manual booking. */
export function ruleText(view: View, version: number, rule: string): Label {
  if (rule === '') return { 'zh-CN': '人工调整', en: 'Manual adjustment' }
  const program = view.program(version)
  if (!program) return {}
  const known = texts.get(program) ?? new Map<string, Label>()
  texts.set(program, known)
  const found = known.get(rule) ?? {
    'zh-CN': ruleSentence(program, rule, 'zh-CN'),
    en: ruleSentence(program, rule, 'en'),
  }
  known.set(rule, found)
  return found
}
