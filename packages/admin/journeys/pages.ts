import type { Page } from '@playwright/test'
import type { Account } from './journey.ts'

/** A page of the product, what its picture is called, and who looks at it. */
export interface Place {
  readonly name: string
  readonly path: string
  readonly as: Account | undefined
}

/** Every page of the product, each as someone who is led to it; subjects are looked up, not assumed. */
export async function places(page: Page): Promise<Place[]> {
  const member = await firstId(page, 'member')
  const branch = await firstId(page, 'branch')
  return [
    { name: 'public', path: '/', as: undefined },
    { name: 'sign-in', path: '/sign-in', as: undefined },
    { name: 'not-found', path: '/nowhere', as: undefined },
    { name: 'me', path: '/me', as: 'member' },
    { name: 'rankings-of-a-branch', path: '/rankings', as: 'branch' },
    { name: 'overview', path: '/overview', as: 'street' },
    { name: 'rankings', path: '/rankings', as: 'street' },
    { name: 'member', path: `/subjects/member/${member}`, as: 'street' },
    { name: 'branch', path: `/subjects/branch/${branch}`, as: 'street' },
    { name: 'rules', path: '/rules', as: 'street' },
    { name: 'studio', path: '/studio', as: 'street' },
    { name: 'versions', path: '/versions', as: 'street' },
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
