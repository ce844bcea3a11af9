import type { Described } from '../base/label.ts'
import type { Program } from '../rules/program.ts'
import { honoursOf, usesOf } from './check-use.ts'
import { expressionsOf, walkExpression } from './walk-expressions.ts'
import type { Warn } from './warning.ts'

/** Where the ban comes from: measures for mobile government applications, 2026-01-25, five prohibitions. */
const ASSESSMENT_SOURCE = '国办函〔2026〕12号'
/** Personal Information Protection Law, article 25: no publication without separate consent. */
const PRIVACY_SOURCE = '个人信息保护法第二十五条'

/** What must not be a basis of assessment, with the words that give it away: names split into words, and Chinese. */
const BANNED: readonly (readonly [what: string, english: RegExp, chinese: RegExp])[] = [
  [
    'log_in',
    /\b(log ?ins?|logged in|log on|sign ins?|app open(ed)?|open(ed)? app)\b/,
    /登录|登陆|线上签到|每日打卡|打开(应用|小程序|APP)/i,
  ],
  ['like', /\b(likes?|liked|thumbs? up|upvotes?|upvoted)\b/, /点赞/],
  ['vote', /\b(online votes?|votes?|voted|voting|poll|polled|polls)\b/, /投票|拉票/],
  [
    'forward',
    /\b(forward|forwards|forwarded|forwarding|repost|reposts|reposted|retweet(ed)?|reshared?|shared? link)\b/,
    /转发|转载|朋友圈/,
  ],
  [
    'study_time',
    /\b(study|studying|learning|reading|lesson|course) ?(time|minutes?|hours?|duration)\b|\b(minutes?|hours?|time) (studied|of study|learned|read)\b/,
    /(学习|阅读|观看|在线学)(的)?(时长|时间|分钟|学时)|学时/,
  ],
  [
    'install',
    /\b(install|installs|installed|installation|installations|download|downloads|downloaded)\b/,
    /(安装|下载|注册|装机|激活)(量|数|率)|(安装|下载)(手机)?(应用|软件|程序|APP|客户端|小程序)|(应用|软件|APP|客户端|小程序)(的)?(安装|下载)|应用下载/i,
  ],
  [
    'screen_time',
    /\b(screen ?time|online (time|minutes?|hours?)|(time|minutes|hours) online|dwell time|browsing time|usage time)\b/,
    /(在线|浏览|使用|停留|屏幕|亮屏)(时长|时间)/,
  ],
]

/** Returns what a name speaks of that must not be scored, or undefined. */
export function bannedIn(id: string, thing?: Described): string | undefined {
  const spoken = [id, thing?.label?.en ?? ''].map(asWords).join(' . ')
  const written = `${id} ${thing?.label?.['zh-CN'] ?? ''}`
  return BANNED.find(([, english, chinese]) => english.test(spoken) || chinese.test(written))?.[0]
}

/** `app.loggedIn` → `app logged in`, so that words can be told from parts of words. */
function asWords(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[._:\-/]+/g, ' ')
    .toLowerCase()
}

/** Warns of rules, and of measures behind scores, that reward what may not be a basis of assessment. */
export function checkAssessment(program: Program, warn: Warn): void {
  const uses = usesOf(program)
  const told = new Set<string>()
  const tell = (by: string, path: string, name: string, thing: Described | undefined): void => {
    const what = bannedIn(name, thing)
    if (what === undefined || told.has(`${by} ${what}`)) return
    told.add(`${by} ${what}`)
    warn('must_not_be_scored', path, { by, name, what, source: ASSESSMENT_SOURCE })
  }
  for (const [i, rule] of program.rules.entries()) {
    const types = 'on' in rule ? rule.on : rule.kind === 'expectation' ? rule.expects.on : []
    for (const type of types) tell(rule.id, `/rules/${i}`, type, program.activities[type])
    tell(rule.id, `/rules/${i}`, rule.id, rule)
    for (const honour of honoursOf(rule)) tell(rule.id, `/rules/${i}`, honour, program.honours?.[honour])
  }
  for (const [i, measure] of (program.measures ?? []).entries()) {
    if (!uses.measures.has(measure.id)) continue
    for (const type of measure.on) tell(measure.id, `/measures/${i}`, type, program.activities[type])
    tell(measure.id, `/measures/${i}`, measure.id, measure)
  }
  for (const { expression, path, on } of expressionsOf(program)) {
    const [, part, place] = path.split('/')
    const owner = (part === 'rules' ? program.rules : program.measures)?.[Number(place)]
    if (!on || !owner || (part === 'measures' && !uses.measures.has(owner.id))) continue
    walkExpression(expression, path, (operator, name) => {
      if (operator !== 'field') return
      const field = on.map((type) => program.activities[type]?.fields?.[String(name)]).find((one) => one !== undefined)
      tell(owner.id, `/${part}/${place}`, String(name), field)
    })
  }
}

/** Warns of rankings that are public or shown to everyone, and of names in full. */
export function checkVisibility(program: Program, warn: Warn): void {
  const { visibility } = program
  if (visibility?.public) warn('ranking_public', '/visibility/public', { source: PRIVACY_SOURCE })
  if (visibility?.rankings === 'all') warn('ranking_to_all', '/visibility/rankings', { source: ASSESSMENT_SOURCE })
  if (visibility?.names === 'full') warn('names_full', '/visibility/names', { source: PRIVACY_SOURCE })
}
