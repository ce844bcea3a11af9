/** A published row that no reading of the published rules gives, and why. */
export interface KnownDifference {
  readonly oracle: string
  readonly table: string
  readonly subject: string
  readonly reason: string
}

const APART = 'equal by every published rule with the row before it, but listed apart'
const ORDER = 'the published table is out of the order of its own points and goal differences here'
const GOAL = 'the recorded results add up to one goal less in Oxford United against Blackpool than the published table'

/** Every row that differs; a row that is not here must be equal, and a row that is here must differ. */
export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  { oracle: 'formula-1', table: '1991 constructors', subject: 'brabham/yamaha', reason: APART },
  { oracle: 'formula-1', table: '1995 drivers', subject: 'pedro-lamy', reason: APART },
  { oracle: 'england-football', table: 'england-3/1994', subject: 'Oxford United', reason: GOAL },
  { oracle: 'england-football', table: 'england-3/1994', subject: 'Blackpool', reason: GOAL },
  { oracle: 'england-football', table: 'england-2/1999', subject: 'Bolton Wanderers', reason: ORDER },
  { oracle: 'england-football', table: 'england-2/1999', subject: 'Wolverhampton Wanderers', reason: ORDER },
  { oracle: 'england-football', table: 'england-2/1999', subject: 'Huddersfield Town', reason: ORDER },
  { oracle: 'england-football', table: 'england-3/2010', subject: 'Tranmere Rovers', reason: APART },
]
