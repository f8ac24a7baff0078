import type { World } from '../world.js'

/** The pull request stands: what cannot be added to it is worth a warning, not a failed run. */
export async function decorate(
  world: World,
  what: string,
  names: readonly string[],
  set: () => Promise<void>,
): Promise<void> {
  if (names.length === 0) return
  try {
    await set()
  } catch (error) {
    world.log.warning(`${what} could not be set: ${error instanceof Error ? error.message : 'unknown error'}`)
  }
}
