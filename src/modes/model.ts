import type { Culprit } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { createModelRepairer, type ModelRepairer } from '../repair/model/repairer.js'
import type { Base } from './base.js'
import { openLibrary } from './library.js'
import type { World } from './world.js'

/** The model with its budget for this run; undefined where it is not wanted, or no key is given. */
export async function modelFor(
  world: World,
  inputs: Inputs,
  base: Base,
  culprit: () => Culprit | undefined,
): Promise<ModelRepairer | undefined> {
  const model = inputs.strategies.includes('model') ? world.model(inputs) : undefined
  if (model === undefined) return undefined
  const { maxTokens, maxCost, maxMinutes } = inputs
  return createModelRepairer({
    model,
    budget: { maxTokens, maxCost, maxMinutes, startedAt: world.startedAt, now: world.clock.now },
    redact: world.redactor.redact,
    library: await openLibrary(world, base, culprit),
  })
}
