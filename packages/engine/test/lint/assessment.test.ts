import { readFileSync } from 'node:fs'
import type { Program, Rule } from '@jixing/engine'
import { lint } from '@jixing/engine/lint'
import { describe, expect, it } from 'vitest'
import { bannedIn } from '../../src/lint/check-assessment.ts'
import { village } from '../words/village.ts'

describe('what may not be a basis of assessment', () => {
  it.each([
    ['app.loggedIn', undefined, undefined, 'log_in'],
    ['app.login', undefined, undefined, 'log_in'],
    ['a1', '登录平台', undefined, 'log_in'],
    ['post.liked', undefined, undefined, 'like'],
    ['a1', '为文章点赞', undefined, 'like'],
    ['a1', undefined, 'Online votes cast', 'vote'],
    ['a1', '网络投票', undefined, 'vote'],
    ['notice.forwarded', undefined, undefined, 'forward'],
    ['a1', '转发通知', undefined, 'forward'],
    ['study.minutes', undefined, undefined, 'study_time'],
    ['studyTime', undefined, undefined, 'study_time'],
    ['a1', '在线学习时长', undefined, 'study_time'],
    ['app.installed', undefined, undefined, 'install'],
    ['a1', '安装APP', undefined, 'install'],
    ['a1', '应用下载', undefined, 'install'],
    ['screenTime', undefined, undefined, 'screen_time'],
    ['a1', '在线时长', undefined, 'screen_time'],
  ])('is told of %s %s %s', (id, zh, en, what) => {
    expect(bannedIn(id, { label: { ...(zh && { 'zh-CN': zh }), ...(en && { en }) } })).toBe(what)
  })

  it.each([
    ['grid.checkin', '党员报到', 'Member checked in to a grid'],
    ['visit.done', '联户走访', 'Household visited'],
    ['issue.adopted', '议题表决通过', 'Issue adopted'],
    ['meeting.held', '主题党日', 'Theme party day'],
    ['volunteer.done', '志愿服务时长(小时)', 'Volunteer hours'],
    ['detector.fitted', '安装烟感报警器', 'Smoke detector fitted'],
    ['dislike.x', '不喜欢', 'Unlikely'],
    ['lecture.given', '讲党课', 'Lecture or speech given'],
  ])('is not told of %s %s', (id, zh, en) => {
    expect(bannedIn(id, { label: { 'zh-CN': zh, en } })).toBeUndefined()
  })

  const activities: Program['activities'] = {
    ...village().activities,
    'lesson.read': {
      label: { 'zh-CN': '阅读文章', en: 'Article read' },
      fields: { amount: { type: 'number', label: { 'zh-CN': '学习时长', en: 'Study minutes' } } },
    },
    'post.liked': { label: { 'zh-CN': '点赞', en: 'Post liked' } },
  }
  const rule = (on: string, points: unknown): Rule =>
    ({
      id: 'r',
      kind: 'award',
      category: 'B',
      trace: 'x',
      on: [on],
      to: { kind: 'member', from: 'subject' },
      points,
    }) as Rule

  it('is warned of with its source, by the activity of a rule', () => {
    const program = village({ activities, rules: [...village().rules, rule('post.liked', 1)] })
    expect(lint(program)[0]).toEqual({
      code: 'must_not_be_scored',
      path: '/rules/4',
      params: { by: 'r', name: 'post.liked', what: 'like', source: '国办函〔2026〕12号' },
    })
  })

  it('is warned of by a field that a rule counts', () => {
    const program = village({ activities, rules: [...village().rules, rule('lesson.read', { field: 'amount' })] })
    expect(lint(program)[0]?.params).toMatchObject({ by: 'r', name: 'amount', what: 'study_time' })
  })

  it('is warned of by a measure behind a score, not by one that is only shown', () => {
    const measures = [{ id: 'likes', on: ['post.liked'], to: { kind: 'member', from: 'subject' } as const }]
    const scores = [{ id: 'Q', kind: 'member', period: 'quarter', value: { measure: 'likes' } }]
    const rankings = [{ id: 'members', score: 'Q', population: 'counted' }]
    const codes = (program: Program): number => lint(program).filter((one) => one.code === 'must_not_be_scored').length
    expect(codes(village({ activities, measures }))).toBe(0)
    expect(codes(village({ activities, measures, scores, rankings }))).toBe(1)
  })

  it('is not in the program of Guanlan, which shows rankings to nobody outside', () => {
    const text = readFileSync(new URL('../../presets/guanlan.json', import.meta.url), 'utf8')
    const codes = lint(JSON.parse(text)).map((one) => one.code)
    expect(new Set(codes)).toEqual(new Set(['limit_not_monotone', 'unused_measure']))
  })
})
