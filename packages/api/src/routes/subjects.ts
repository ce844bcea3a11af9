import { type Api, endpoint } from '../http/endpoint.ts'
import { readAccount } from '../usecases/account/read-account.ts'
import { listSubjects } from '../usecases/list-subjects.ts'
import { readSubject } from '../usecases/read-subject.ts'
import { account, accountQuery } from '../wire/account.ts'
import { subjectDetail, subjectPage, subjectParams, subjectQuery } from '../wire/subject.ts'

/** Adds the routes of the roster and of each subject's account. */
export function addSubjectRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/subjects',
      tag: 'subjects',
      summary: 'List subjects',
      access: 'subject.list',
      query: subjectQuery,
      answers: { 200: 'A page of the subjects in the user’s reach.' },
      answer: subjectPage,
      problems: ['bad_cursor'],
    },
    async ({ deps, user, query }) => ({ status: 200, body: await listSubjects(deps, user, query) }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/subjects/{kind}/{id}',
      tag: 'subjects',
      summary: 'Read a subject',
      access: 'subject.read',
      params: subjectParams,
      answers: { 200: 'Its units in every tree, its attributes and exemptions, now.' },
      answer: subjectDetail,
      problems: ['not_found'],
    },
    async ({ deps, user, params }) => ({ status: 200, body: await readSubject(deps, user, params) }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/subjects/{kind}/{id}/account',
      tag: 'subjects',
      summary: 'Where a subject stands in a period, and why',
      access: 'account.read',
      params: subjectParams,
      query: accountQuery,
      answers: { 200: 'Scores with their explanation, places, tiers, limits, entries and history.' },
      answer: account,
      problems: ['not_found'],
    },
    async ({ deps, user, params, query }) => ({ status: 200, body: await readAccount(deps, user, params, query) }),
  )
}
