import { z } from '@hono/zod-openapi'
import { LONGEST_PASSWORD } from '../auth/passwords.ts'
import { roles } from '../auth/roles.ts'
import { instant, label, subjectRef } from './basic.ts'

/** What someone sends to log in. */
export const credentials = z.strictObject({
  account: z.string().min(1).max(100),
  password: z.string().min(1).max(LONGEST_PASSWORD),
})

/** The user who is logged in. */
export const user = z
  .strictObject({
    account: z.string(),
    name: z.string(),
    role: z.enum(roles),
    subject: subjectRef.optional(),
    scope: subjectRef.optional(),
  })
  .openapi('User')

/** The user who is logged in, with role and scope. */
export type SessionUser = z.infer<typeof user>

/** The organisation, and the instant its results are for. */
export const organisation = z
  .strictObject({ id: z.string(), label, demonstration: z.boolean(), asOf: instant })
  .openapi('Organisation')

/** An account of a demonstration, with its password. */
const demoAccount = z.strictObject({ account: z.string(), password: z.string(), name: z.string(), role: z.enum(roles) })

/** An account of a demonstration, with its password. */
export type DemoAccount = z.infer<typeof demoAccount>

/** Who is logged in where; a demonstration on this machine alone also says which accounts there are. */
export const session = z
  .strictObject({ user: user.nullable(), organisation, demoAccounts: z.array(demoAccount).optional() })
  .openapi('Session')

/** The user, or null, and the organisation. */
export type Session = z.infer<typeof session>

/** The answer to a login. */
export const loggedIn = z.strictObject({ user })
