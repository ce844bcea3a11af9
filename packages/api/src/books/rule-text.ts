import type { Label } from '@jixing/engine'
import type { View } from './view.ts'

/** Returns what a rule says, as its version said it; an award without a rule is a manual booking. */
export function ruleText(view: View, version: number, rule: string): Label {
  if (rule === '') return { 'zh-CN': '人工调整', en: 'Manual adjustment' }
  return view.rule(version, rule)?.label ?? {}
}
