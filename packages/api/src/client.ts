import type { Account } from './wire/account.ts'
import type { BatchRecorded, ItemDetail, ItemPage, Recorded } from './wire/event.ts'
import type { Overview } from './wire/overview.ts'
import type { ProblemAnswer } from './wire/problem.ts'
import type { ProgramDetail, ProgramVersion, Published, Trial } from './wire/program.ts'
import type { Session, SessionUser } from './wire/session.ts'
import type { Period, Ranking, Standings } from './wire/standing.ts'
import type { SubjectDetail, SubjectPage } from './wire/subject.ts'

export type { Account, Step } from './wire/account.ts'
export type { Issue, Label, NamedSubject } from './wire/basic.ts'
export type { BatchRecorded, Entry, ItemDetail, ItemPage, ListedItem, Recorded } from './wire/event.ts'
export type { EventFigures, Overview } from './wire/overview.ts'
export type { ProblemAnswer } from './wire/problem.ts'
export type { ProgramDetail, ProgramVersion, Published, Trial } from './wire/program.ts'
export type { Session, SessionUser } from './wire/session.ts'
export type { Period, Ranking, Standing, Standings } from './wire/standing.ts'
export type { SubjectDetail, SubjectPage } from './wire/subject.ts'

/** A refusal of the API as an error to catch: `problem.code` says which, `problem.errors` where. */
export class ApiProblem extends Error {
  readonly problem: ProblemAnswer

  constructor(problem: ProblemAnswer) {
    super(problem.title)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

/** What the client needs: a fetch (SvelteKit's on the server, the browser's otherwise) and where the API is. */
export interface ClientOptions {
  readonly fetch?: (input: string, init?: RequestInit) => Promise<Response>
  /** In front of every path; empty for the page's own origin. */
  readonly base?: string
}

type Query = Readonly<Record<string, string | number | undefined>>
type Json = Readonly<Record<string, unknown>>

/** Returns a client of the API. Its methods resolve with the answer, or reject with an ApiProblem. */
export function createClient(options: ClientOptions = {}) {
  const { base = '' } = options
  const send = options.fetch ?? ((input: string, init?: RequestInit) => fetch(input, init))

  async function request(method: string, path: string, query: Query = {}, init: RequestInit = {}): Promise<Response> {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    )
    const search = given.length > 0 ? `?${new URLSearchParams(given)}` : ''
    const answer = await send(`${base}${path}${search}`, { credentials: 'same-origin', ...init, method })
    if (answer.ok || answer.status === 304) return answer
    throw new ApiProblem(await problemOf(answer))
  }

  const get = async <T>(path: string, query?: Query): Promise<T> =>
    (await request('GET', path, query)).json() as Promise<T>
  const post = async <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> => {
    const init = { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
    return (await request('POST', path, {}, init)).json() as Promise<T>
  }
  const at = (...parts: string[]) => parts.map((part) => `/${encodeURIComponent(part)}`).join('')
  const item = ({ source, id }: { source: string; id: string }) => `/v1/events${at(source === '' ? '-' : source, id)}`

  return {
    logIn: (account: string, password: string) => post<{ user: SessionUser }>('/v1/session', { account, password }),
    session: () => get<Session>('/v1/session'),
    logOut: async (): Promise<void> => void (await request('DELETE', '/v1/session')),
    overview: (by?: 'month' | 'unit') => get<Overview>('/v1/overview', { by }),
    recordEvent: (record: Json) => post<Recorded>('/v1/events', record),
    recordBatch: (records: readonly Json[]) => post<BatchRecorded>('/v1/events/batch', records),
    events: (query: { type?: string; kind?: string; subject?: string; cursor?: string; limit?: number } = {}) =>
      get<ItemPage>('/v1/events', query),
    event: (ref: { source: string; id: string }) => get<ItemDetail>(item(ref)),
    retract: (ref: { source: string; id: string }, reason: string) =>
      post<Recorded>(`${item(ref)}/retraction`, { reason }),
    periods: (level?: string) => get<Period[]>('/v1/periods', { level }),
    rankings: () => get<Ranking[]>('/v1/rankings'),
    standings: (
      query: {
        ranking?: string
        period?: string
        within?: string
        around?: string
        k?: number
        cursor?: string
        limit?: number
      } = {},
    ) => get<Standings>('/v1/standings', query),
    subjects: (query: { kind?: string; q?: string; unit?: string; cursor?: string; limit?: number } = {}) =>
      get<SubjectPage>('/v1/subjects', query),
    subject: (kind: string, id: string) => get<SubjectDetail>(`/v1/subjects${at(kind, id)}`),
    account: (kind: string, id: string, query: { level?: string; period?: string } = {}) =>
      get<Account>(`/v1/subjects${at(kind, id)}/account`, query),
    programs: () => get<ProgramVersion[]>('/v1/programs'),
    program: (version: number) => get<ProgramDetail>(`/v1/programs/${version}`),
    publish: (program: Json, note: string, etag: string) =>
      post<Published>('/v1/programs', { program, note }, { 'if-match': etag }),
    trial: (program: Json) => post<Trial>('/v1/trials', { program }),
    /** The whole log as NDJSON; status 304 when it is still the one that `etag` names. */
    log: (etag?: string) =>
      request('GET', '/v1/log', {}, etag === undefined ? {} : { headers: { 'if-none-match': etag } }),
  }
}

/** A client of the API. */
export type Client = ReturnType<typeof createClient>

/** Something between us and the API may answer with a page of its own; it becomes a problem without a known code. */
async function problemOf(answer: Response): Promise<ProblemAnswer> {
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json')
  const found: unknown = isProblem ? await answer.json().catch(() => undefined) : undefined
  if (found !== undefined) return found as ProblemAnswer
  const title = answer.statusText || `HTTP ${answer.status}`
  return {
    type: 'about:blank',
    title,
    status: answer.status,
    detail: title,
    code: 'unknown',
    transient: answer.status >= 500,
    errors: [],
  }
}
