import type { Label, Program } from '@jixing/engine'
import { ruleSentence } from '@jixing/engine/words'
import type { View } from './view.ts'

const said = new WeakMap<Program, Map<string, Label>>()

/** Returns what a rule says in one sentence, as its version said it; an award without a rule is a manual booking. */
export function ruleText(view: View, version: number, rule: string): Label {
  if (rule === '') return { 'zh-CN': '人工调整', en: 'Manual adjustment' }
  const program = view.result.plan.versions.find((one) => one.version === version)
  if (!program?.rules.some((one) => one.id === rule)) return view.rule(version, rule)?.label ?? {}
  const sentences = said.get(program) ?? new Map<string, Label>()
  said.set(program, sentences)
  const label = sentences.get(rule) ?? {
    'zh-CN': ruleSentence(program, rule, 'zh-CN'),
    en: ruleSentence(program, rule, 'en'),
  }
  sentences.set(rule, label)
  return label
}
