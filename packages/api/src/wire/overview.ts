import { z } from '@hono/zod-openapi'
import { instant, label } from './basic.ts'

const whole = z.number().int()

const figures = {
  meetings: whole,
  issues: z.strictObject({ raised: whole, handled: whole, tracked: whole }),
  wishesClaimed: whole,
  appeals: z.strictObject({ received: whole, answeredOrResolved: whole }),
  keyContacts: whole,
  membersDiscovered: whole,
  deeds: whole,
  teams: whole,
  outreach: whole,
}

/** What happened, in numbers: meetings, issues, wishes, appeals, visits, deeds, teams, outreach. */
export const eventFigures = z.strictObject(figures)

/** What happened, in numbers. */
export type EventFigures = z.infer<typeof eventFigures>

/** The figures of one month; an issue or appeal counts in the month it came up, by what has become of it since. */
export const monthFigures = z.strictObject({ key: z.string().openapi({ example: '2021-03' }), ...figures })

/** The figures of a community or block. */
export const unitFigures = z.strictObject({
  kind: z.string(),
  id: z.string(),
  label: label.optional(),
  /** The unit above, of the units listed. */
  parent: z.string().nullable(),
  members: whole,
  ...figures,
})

/** The organisation at a glance. */
export const overview = z
  .strictObject({
    demonstration: z.boolean(),
    asOf: instant,
    communities: whole,
    blocks: whole,
    grids: whole,
    members: whole,
    ...figures,
    months: z.array(monthFigures).optional(),
    units: z.array(unitFigures).optional(),
  })
  .openapi('Overview')

/** The organisation at a glance: how large it is and what happened in it. */
export type Overview = z.infer<typeof overview>
