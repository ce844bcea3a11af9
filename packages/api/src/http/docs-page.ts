import { html, type Markup, page } from './html.ts'
import type { Language } from './problems.ts'

/** The parts of an OpenAPI document that the page shows. */
interface Operation {
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema?: unknown }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: unknown }>> }
  readonly responses: Readonly<Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>>
}

/** An OpenAPI document as far as the page reads it. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

const methods = ['get', 'post', 'put', 'delete']

const words = {
  'zh-CN': {
    machine: '供程序使用',
    open: '公开',
    login: '需登录',
    parameters: '参数',
    body: '正文',
    schemas: '数据结构',
  },
  en: {
    machine: 'For programs',
    open: 'public',
    login: 'login',
    parameters: 'Parameters',
    body: 'Body',
    schemas: 'Schemas',
  },
} as const

/** Returns the page for people about the API, made from its OpenAPI document. */
export function docsPage(document: ApiDocument, language: Language): string {
  const say = words[language]
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] as Operation }] : [])),
  )
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? '')
  const sections = [...groups].map(
    ([tag, list]) => html`<h2 id="${tag}">${tag}</h2>${list.map((one) => section(one, language))}`,
  )
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      html`<details id="schema-${name}"><summary><code>${name}</code></summary>${json(schema)}</details>`,
  )
  return page(
    language,
    document.info.title,
    html`<h1>${document.info.title} <small>${document.info.version}</small></h1>
<p>${document.info.description}</p>
<p>${say.machine}: <a href="/v1/openapi.json">OpenAPI 3.1</a> · <a href="/v1/problems">${language === 'en' ? 'Problems' : '错误代码'}</a></p>
${sections}
<h2>${say.schemas}</h2>
${schemas}`,
  )
}

function section(one: { path: string; method: string; operation: Operation }, language: Language): Markup {
  const { path, method, operation } = one
  const say = words[language]
  const parameters = operation.parameters ?? []
  const rows = parameters.map(
    (parameter) =>
      html`<tr><td><code>${parameter.name}</code></td><td class="soft">${parameter.in}${parameter.required ? ' *' : ''}</td><td><code>${JSON.stringify(parameter.schema ?? {})}</code></td></tr>`,
  )
  const answers = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      html`<tr><th>${status}</th><td>${description}</td><td>${Object.entries(content ?? {}).map(([type, { schema }]) => html`<small>${type}</small> ${reference(schema)}`)}</td></tr>`,
  )
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, { schema }]) => html`<p>${say.body}: <small>${type}</small> ${reference(schema)}</p>`,
  )
  return html`<h3><span class="method">${method.toUpperCase()}</span> <code>${path}</code></h3>
<p>${operation.summary} <small>${operation.security ? say.login : say.open}</small></p>
<p class="soft">${operation.description}</p>
${rows.length > 0 ? html`<table><caption class="soft">${say.parameters}</caption>${rows}</table>` : undefined}
${bodies}
<table>${answers}</table>`
}

/** A named schema as a link to it, another one as it is. */
function reference(schema: unknown): Markup {
  const name = (schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1)
  if (name) return html`<a href="#schema-${name}"><code>${name}</code></a>`
  return schema && Object.keys(schema).length > 0 ? json(schema) : html``
}

function json(value: unknown): Markup {
  return html`<pre><code>${JSON.stringify(value, undefined, 2)}</code></pre>`
}
