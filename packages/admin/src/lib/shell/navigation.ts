import type { SessionUser } from '@jixing/api/client'
import type { IconName } from '#lib/ui/Icon.svelte'

/** A page that the navigation leads to. */
export interface Place {
  readonly href: string
  readonly key: 'overview' | 'rankings' | 'me' | 'rules' | 'studio' | 'versions'
  readonly icon: IconName
}

const PLACES: readonly (Place & { readonly roles?: readonly string[] })[] = [
  { href: '/overview', key: 'overview', icon: 'overview' },
  { href: '/me', key: 'me', icon: 'me', roles: ['member'] },
  { href: '/rankings', key: 'rankings', icon: 'rankings' },
  { href: '/rules', key: 'rules', icon: 'rules' },
  { href: '/studio', key: 'studio', icon: 'studio', roles: ['street-admin', 'platform-admin'] },
  { href: '/versions', key: 'versions', icon: 'versions', roles: ['street-admin', 'platform-admin'] },
]

/** Returns the pages a user is led to; what the role may not do is not offered. */
export function placesFor(user: SessionUser | null): readonly Place[] {
  return user ? PLACES.filter((place) => !place.roles || place.roles.includes(user.role)) : []
}
