import { BrokenWorld } from '../../domain.js'
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
    world.log.warning(`${what} could not be set: ${toldOf(error)}`)
  }
}

/** What happened and what to do, on one line. */
export function toldOf(error: unknown): string {
  if (error instanceof BrokenWorld) return `${error.message}; ${error.next}`
  return error instanceof Error ? error.message : 'unknown error'
}
