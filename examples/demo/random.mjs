/**
 * A seeded generator of numbers in [0, 1), the same on every machine: xorshift32 is enough for traffic.
 * @param {number} seed a whole number, not 0
 */
export function createRandom(seed) {
  let state = seed >>> 0
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}
