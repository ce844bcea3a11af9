import { hash, verify } from '@node-rs/argon2'

/** OWASP's first choice for argon2id (algorithm 2): 19 MiB, two passes, one lane; about 40 ms of one core. */
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Characters of a password that are looked at; more is refused before it costs anything. */
export const LONGEST_PASSWORD = 200

/** Returns the argon2id hash of a password with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

let decoy: Promise<string> | undefined

/**
 * Whether `password` belongs to `stored`. Without a stored hash it works as long and says no, so that the time taken
 * does not tell which accounts exist.
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const matches = await verify(stored ?? (await decoy), password)
  return matches && stored !== undefined
}
