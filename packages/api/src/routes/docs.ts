import { z } from '@hono/zod-openapi'
import { problemPath } from '../http/answer-problem.ts'
import { type ApiDocument, docsPage } from '../http/docs-page.ts'
import { type Api, endpoint } from '../http/endpoint.ts'
import { html, page, styleSheet } from '../http/html.ts'
import { type Language, Problem, type ProblemCode, problemKinds } from '../http/problems.ts'
import { pageHeaders } from '../http/secure-headers.ts'
import { VERSION } from '../version.ts'
import { problem } from '../wire/problem.ts'

const info = {
  title: 'Jixing API',
  version: VERSION,
  description:
    'Points that are fair, explainable, versioned and correctable. Points and scores are decimal strings, times RFC 3339, errors RFC 9457.',
}

/** Adds the documentation: OpenAPI for programs, pages for people. */
export function addDocRoutes(api: Api): void {
  api.openAPIRegistry.register('Problem', problem)
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'jixing' })
  let made: ApiDocument | undefined
  const document = () => {
    made ??= api.getOpenAPI31Document({ openapi: '3.1.0', info, servers: [{ url: '/' }] }) as unknown as ApiDocument
    return made
  }
  const shown = (language: Language, data: string) => ({
    status: 200,
    content: { type: 'text/html; charset=utf-8', data },
    headers: {
      ...pageHeaders,
      'content-language': language,
      'cache-control': 'public, max-age=300',
      vary: 'accept-language',
    },
  })
  const docs = { tag: 'documentation', access: 'public' } as const

  endpoint(
    api,
    {
      ...docs,
      method: 'get',
      path: '/v1/openapi.json',
      summary: 'The API for programs',
      answers: { 200: 'OpenAPI 3.1.' },
    },
    () => ({
      status: 200,
      content: { type: 'application/json; charset=utf-8', data: JSON.stringify(document()) },
      headers: { 'cache-control': 'public, max-age=300' },
    }),
  )
  endpoint(
    api,
    {
      ...docs,
      method: 'get',
      path: '/v1/docs',
      summary: 'The API for people',
      answers: { 200: 'A page.' },
      contentType: 'text/html',
    },
    ({ language }) => shown(language, docsPage(document(), language)),
  )
  endpoint(
    api,
    {
      ...docs,
      method: 'get',
      path: '/v1/docs/style.css',
      summary: 'The style of the pages',
      answers: { 200: 'CSS.' },
      contentType: 'text/css',
    },
    () => ({
      status: 200,
      content: { type: 'text/css; charset=utf-8', data: styleSheet },
      headers: { 'cache-control': 'public, max-age=3600' },
    }),
  )
  endpoint(
    api,
    {
      ...docs,
      method: 'get',
      path: '/v1/problems',
      summary: 'All error codes',
      answers: { 200: 'A page.' },
      contentType: 'text/html',
    },
    ({ language }) => shown(language, problemsPage(language)),
  )
  endpoint(
    api,
    {
      ...docs,
      method: 'get',
      path: '/v1/problems/{code}',
      summary: 'What an error code means',
      params: z.strictObject({ code: z.string() }),
      answers: { 200: 'A page.' },
      contentType: 'text/html',
      problems: ['not_found'],
    },
    ({ language, params }) => {
      if (!Object.hasOwn(problemKinds, params.code)) throw new Problem('not_found')
      return shown(language, problemPage(params.code as ProblemCode, language))
    },
  )
}

function problemsPage(language: Language): string {
  const title = language === 'en' ? 'Problems' : '错误代码'
  const rows = Object.entries(problemKinds).map(
    ([code, kind]) =>
      html`<tr><td>${kind.status}</td><td><a href="${problemPath(code as ProblemCode)}"><code>${code}</code></a></td><td>${kind.title[language]}</td></tr>`,
  )
  return page(language, title, html`<h1>${title}</h1><table>${rows}</table>`)
}

function problemPage(code: ProblemCode, language: Language): string {
  const { status, title, advice, transient } = problemKinds[code]
  const other = language === 'en' ? 'zh-CN' : 'en'
  const again = {
    'zh-CN': transient ? '稍后原样重试可能成功。' : '原样重试不会成功。',
    en: transient ? 'The same request may succeed later.' : 'The same request will not succeed later.',
  }
  return page(
    language,
    title[language],
    html`<p class="soft"><a href="/v1/problems">${language === 'en' ? 'Problems' : '错误代码'}</a></p>
<h1>${title[language]}</h1>
<p><code>${code}</code> · HTTP ${status}</p>
<p>${advice[language]}</p>
<p>${again[language]}</p>
<p class="soft" lang="${other}">${title[other]}. ${advice[other]}</p>`,
  )
}
