/** Counts attempts and says how long to wait. */
export interface Throttle {
  /** Seconds to wait before another attempt by this account from this address, 0 when it may be made now. */
  wait(account: string, address: string, now: number): number
  /** Notes an attempt that is about to be made. */
  note(account: string, address: string, now: number): void
  /** Forgets the attempts of an account from an address, since its password was right. */
  clear(account: string, address: string): void
}

interface Bucket {
  readonly most: number
  readonly within: number
}

/** Milliseconds. */
const MINUTE = 60_000

/**
 * Login throttling, asked before any hashing: a guess costs the server 40 ms of a core, so guessing must be cut off
 * first. An account from one address has five attempts in a quarter of an hour, so nobody can lock out its owner, who
 * comes from elsewhere; an account has fifty over all addresses, an address thirty a minute over all accounts.
 */
const buckets: { pair: Bucket; account: Bucket; address: Bucket } = {
  pair: { most: 5, within: 15 * MINUTE },
  account: { most: 50, within: 15 * MINUTE },
  address: { most: 30, within: MINUTE },
}

/** Names that are remembered at most; the oldest are forgotten, so that made-up names do not fill the memory. */
const MOST_NAMES = 20_000

/** Returns a throttle that remembers in memory. */
export function createThrottle(): Throttle {
  const attempts = new Map<string, number[]>()
  const names = (account: string, address: string): [string, Bucket][] => [
    [`pair ${account} ${address}`, buckets.pair],
    [`account ${account}`, buckets.account],
    [`address ${address}`, buckets.address],
  ]
  const recent = (name: string, { within }: Bucket, now: number) =>
    (attempts.get(name) ?? []).filter((at) => at > now - within)

  return {
    wait(account, address, now) {
      const waits = names(account, address).map(([name, bucket]) => {
        const made = recent(name, bucket, now)
        if (made.length < bucket.most) return 0
        return Math.ceil(((made[made.length - bucket.most] as number) + bucket.within - now) / 1000)
      })
      return Math.max(...waits)
    },
    note(account, address, now) {
      for (const [name, bucket] of names(account, address)) {
        const made = [...recent(name, bucket, now), now].slice(-bucket.most)
        attempts.delete(name)
        attempts.set(name, made)
      }
      for (const name of attempts.keys()) {
        if (attempts.size <= MOST_NAMES) break
        attempts.delete(name)
      }
    },
    clear(account, address) {
      attempts.delete(`pair ${account} ${address}`)
    },
  }
}
