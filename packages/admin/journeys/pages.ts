import type { Page } from '@playwright/test'
import type { Account } from './journey.ts'

/** A page of the product and who looks at it. */
export interface Place {
  readonly path: string
  readonly as: Account | undefined
}

/** Every page of the product, each as someone who is led to it; subjects are looked up, not assumed. */
export async function places(page: Page): Promise<Place[]> {
  const member = await firstId(page, 'member')
  const branch = await firstId(page, 'branch')
  return [
    { path: '/', as: undefined },
    { path: '/sign-in', as: undefined },
    { path: '/nowhere', as: undefined },
    { path: '/me', as: 'member' },
    { path: '/rankings', as: 'branch' },
    { path: '/overview', as: 'street' },
    { path: '/rankings', as: 'street' },
    { path: `/subjects/member/${member}`, as: 'street' },
    { path: `/subjects/branch/${branch}`, as: 'street' },
    { path: '/rules', as: 'street' },
    { path: '/studio', as: 'street' },
    { path: '/versions', as: 'street' },
  ]
}

/** The first subject of a kind; requires someone logged in who may see all. */
async function firstId(page: Page, kind: string): Promise<string> {
  const answer = await page.request.get(`/v1/subjects?kind=${kind}&limit=1`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  const [first] = items
  if (!first) throw new Error(`There is no ${kind}.`)
  return encodeURIComponent(first.id)
}
