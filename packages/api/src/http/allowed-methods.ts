import type { Api } from './endpoint.ts'

/** Returns a function that says which methods a path takes, so that a wrong method is not mistaken for a wrong path. */
export function allowedMethods(api: Api): (path: string) => string[] {
  const routes = api.openAPIRegistry.definitions.flatMap((one) => {
    if (one.type !== 'route') return []
    const pattern = one.route.path.replaceAll(/[.]/g, '\\.').replaceAll(/\{\w+\}/g, '[^/]+')
    return [{ method: one.route.method.toUpperCase(), pattern: new RegExp(`^${pattern}$`) }]
  })
  return (path) => {
    const found = routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    return [...new Set(found.includes('GET') ? [...found, 'HEAD'] : found)].sort()
  }
}
