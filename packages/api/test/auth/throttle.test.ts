import { describe, expect, it } from 'vitest'
import { createThrottle } from '../../src/auth/throttle.ts'

const MINUTE = 60_000

function attempts(
  throttle: ReturnType<typeof createThrottle>,
  n: number,
  account: (i: number) => string,
  address: (i: number) => string,
  now: number,
) {
  let made = 0
  for (let i = 0; i < n; i++) {
    if (throttle.wait(account(i), address(i), now) > 0) continue
    throttle.note(account(i), address(i), now)
    made += 1
  }
  return made
}

describe('the login throttle', () => {
  // Would catch: guessing one password without end.
  it('gives an account five attempts from one address in a quarter of an hour', () => {
    const throttle = createThrottle()
    expect(
      attempts(
        throttle,
        20,
        () => 'street',
        () => '1.1.1.1',
        0,
      ),
    ).toBe(5)
    expect(throttle.wait('street', '1.1.1.1', MINUTE)).toBe(14 * 60)
    expect(throttle.wait('street', '1.1.1.1', 15 * MINUTE)).toBe(0)
  })

  // Would catch: a stranger who can lock the owner out by guessing from elsewhere.
  it('does not lock the owner out at another address', () => {
    const throttle = createThrottle()
    attempts(
      throttle,
      20,
      () => 'street',
      () => '6.6.6.6',
      0,
    )
    expect(throttle.wait('street', '1.1.1.1', 0)).toBe(0)
  })

  // Would catch: guessing one account from many addresses, and many accounts from one.
  it('bounds an account over all addresses, and an address over all accounts', () => {
    expect(
      attempts(
        createThrottle(),
        200,
        () => 'street',
        (i) => `10.0.0.${i}`,
        0,
      ),
    ).toBe(50)
    expect(
      attempts(
        createThrottle(),
        200,
        (i) => `account${i}`,
        () => '6.6.6.6',
        0,
      ),
    ).toBe(30)
  })

  it('forgets wrong attempts after a right one', () => {
    const throttle = createThrottle()
    attempts(
      throttle,
      4,
      () => 'street',
      () => '1.1.1.1',
      0,
    )
    throttle.clear('street', '1.1.1.1')
    expect(
      attempts(
        throttle,
        20,
        () => 'street',
        () => '1.1.1.1',
        1,
      ),
    ).toBe(5)
  })
})
