import { z } from '@hono/zod-openapi'

/** An error of the API, RFC 9457. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** Stable: what a program should look at. */
  code: z.string(),
  /** Whether the same request may succeed later. */
  transient: z.boolean(),
  instance: z.string().optional(),
  errors: z.array(
    z.strictObject({
      code: z.string(),
      pointer: z.string().optional(),
      parameter: z.string().optional(),
      header: z.string().optional(),
      params: z.record(z.string(), z.unknown()),
      detail: z.string().optional(),
    }),
  ),
})

/** An error of the API: a stable code, and every mistake with its place. */
export type ProblemAnswer = z.infer<typeof problem>
