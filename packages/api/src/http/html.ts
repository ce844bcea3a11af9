const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML that is safe to send: made by `html`, never from a text alone. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in a template: texts are escaped, markup is not, lists are joined, nothing is left out. */
export type Part = string | number | Markup | undefined | readonly Part[]

function written(part: Part): string {
  if (part === undefined) return ''
  if (part instanceof Markup) return part.text
  if (typeof part === 'object') return part.map(written).join('')
  return String(part).replaceAll(/[&<>"']/g, (char) => entities[char] as string)
}

/** Builds markup from a template, with every value escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.map((text, i) => `${text}${i < parts.length ? written(parts[i]) : ''}`).join(''))
}

/** Returns a whole page with the one style sheet of the documentation; it has no script. */
export function page(language: string, title: string, body: Markup): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/v1/docs/style.css">
</head>
<body><main>${body}</main></body>
</html>
`.text
}

/** The style sheet of the documentation pages. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1d1b18; --paper: #fbf9f5; --line: #ddd6ca; --soft: #6b655b; --accent: #b3341f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece7de; --paper: #191714; --line: #3a362f; --soft: #a39b8e; --accent: #f08a74 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.65 system-ui, "Noto Sans SC", "PingFang SC", sans-serif }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
h1 { font-size: 1.7rem; line-height: 1.3 } h2 { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem }
h3 { margin: 2rem 0 .25rem; font-size: 1.05rem; font-weight: 600 }
a { color: var(--accent) } p { max-width: 46rem } small, .soft { color: var(--soft) }
code { font: .92em/1.5 ui-monospace, "SFMono-Regular", Menlo, monospace; overflow-wrap: anywhere }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 } td, th { text-align: start; padding: .3rem .75rem .3rem 0; vertical-align: top; border-bottom: 1px solid var(--line) }
th { font-weight: 600 } details { margin: .25rem 0 } summary { cursor: pointer }
.method { display: inline-block; min-width: 4.2rem; font-weight: 700 }
`
