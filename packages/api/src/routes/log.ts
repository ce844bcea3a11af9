import { type Api, endpoint } from '../http/endpoint.ts'
import { exportLog } from '../usecases/export-log.ts'

/** Adds the route by which the whole log is read, for scoring it elsewhere. */
export function addLogRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/log',
      tag: 'log',
      summary: 'The whole log',
      description: 'One item a line, in the order of arrival, ready for the engine. It holds ids and no names.',
      access: 'log.read',
      answers: { 200: 'The log as NDJSON.', 304: 'The log is still as If-None-Match says.' },
      contentType: 'application/x-ndjson',
    },
    ({ deps, request }) => {
      const newest = deps.books.newestItem
      const headers = { etag: `"log-${newest}"`, 'cache-control': 'private, no-cache' }
      if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers }
      return { status: 200, headers, content: { type: 'application/x-ndjson', data: exportLog(deps, newest) } }
    },
  )
}
