import { z } from '@hono/zod-openapi'
import { type Api, endpoint } from '../http/endpoint.ts'
import { listPrograms, readProgram } from '../usecases/list-programs.ts'
import { publishProgram } from '../usecases/publish-program.ts'
import { tryProgram } from '../usecases/try-program.ts'
import { wholeNumber } from '../wire/basic.ts'
import { newProgram, programDetail, programVersion, published, trial, trialBody } from '../wire/program.ts'

/** Adds the routes by which the program is read, tried out and changed. */
export function addProgramRoutes(api: Api): void {
  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/programs',
      tag: 'programs',
      summary: 'Versions of the program',
      access: 'program.read',
      answers: { 200: 'The versions, the oldest first.' },
      answer: z.array(programVersion),
    },
    async ({ deps }) => ({ status: 200, body: await listPrograms(deps) }),
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/v1/programs/{version}',
      tag: 'programs',
      summary: 'Read a version of the program',
      access: 'program.read',
      params: z.strictObject({ version: wholeNumber(1, 999_999_999) }),
      answers: { 200: 'The version, with its ETag.', 304: 'It is the version that If-None-Match names.' },
      answer: programDetail,
      problems: ['not_found'],
    },
    async ({ deps, params, request }) => {
      const body = await readProgram(deps, params.version)
      const headers = { etag: body.etag, 'cache-control': 'private, no-cache' }
      return request.headers.get('if-none-match') === body.etag
        ? { status: 304, headers }
        : { status: 200, body, headers }
    },
  )

  endpoint(
    api,
    {
      method: 'post',
      path: '/v1/programs',
      tag: 'programs',
      summary: 'Publish a version of the program',
      description:
        'If-Match names the ETag of the newest version. The server sets `version` and `publishedAt`; `effectiveFrom` says from when it counts and lies after that of the newest version.',
      access: 'program.publish',
      body: newProgram,
      answers: { 201: 'Published.' },
      answer: published,
      problems: ['precondition_required', 'version_changed', 'invalid_program'],
    },
    async ({ deps, user, body, request }) => {
      const done = await publishProgram(deps, user, { ...body, ifMatch: request.headers.get('if-match') })
      return { status: 201, body: done, headers: { etag: done.etag, location: `/v1/programs/${done.version}` } }
    },
  )

  endpoint(
    api,
    {
      method: 'post',
      path: '/v1/trials',
      tag: 'programs',
      summary: 'Try a program out',
      description: 'The candidate alone over the whole log, against the programs in force. Nothing is stored.',
      access: 'trial.run',
      body: trialBody,
      answers: { 200: 'What would change.' },
      answer: trial,
      problems: ['invalid_program'],
    },
    async ({ deps, user, body }) => ({ status: 200, body: await tryProgram(deps, user, body.program) }),
  )
}
