/**
 * What a trial costs over a year of a street. Runs wherever the engine runs: it is given the engine and the world, so
 * that Node and a browser's worker measure the same.
 */
const AS_OF = '2022-01-01'
const QUARTERS = ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']

/** Returns the middle of some durations in milliseconds. */
function middle(taken) {
  return [...taken].sort((a, b) => a - b)[taken.length >> 1]
}

/** Times trials of one changed number, of one changed limit and of another program; each reads what a screen draws. `now` tells milliseconds. */
export function timeTrials({
  engine,
  world,
  count = 300_000,
  members = 1700,
  times = 25,
  now = () => performance.now(),
}) {
  const { compile, createLog, parseProgram, score, trial } = engine
  const planOf = (json) => {
    const parsed = parseProgram(json)
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues.slice(0, 5)))
    return compile(parsed.value).value
  }
  const plan = planOf(world.program())
  const log = createLog(plan)
  for (const one of world.events(count, members)) log.add(world.item(one))
  const before = score(plan, log, { asOf: AS_OF })
  for (const quarter of QUARTERS) before.standings('members', quarter)
  const read = (found) => found.ranks.length + found.tiers.length + found.rules.length + found.limits.length
  const taken = (candidateAt) =>
    middle(
      Array.from({ length: times }, (_, i) => {
        const json = candidateAt(i)
        const start = now()
        read(trial(before, planOf(json)))
        return now() - start
      }),
    )
  const limited = (points) => {
    const json = world.program()
    json.limits[3].points = points
    return json
  }
  // Another program: every rule gives other points, so nothing can be taken over.
  const another = (i) =>
    world.program(Object.fromEntries(world.rules.map(({ id, points }) => [id, points + 1 + (i % 2)])))
  return {
    number: taken((i) => world.program({ R03: 5 + (i % 2) })),
    limit: taken((i) => limited(2 + (i % 2))),
    another: taken(another),
    events: log.rows,
    members,
    moved: read(trial(before, planOf(world.program({ R03: 6 })))),
  }
}
