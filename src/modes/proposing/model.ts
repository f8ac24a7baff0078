import { BrokenWorld, type Culprit, type RepoPath } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import { problemOfPrompt } from '../../repair/model/prompt-check.js'
import { createModelRepairer, type ModelRepairer } from '../../repair/model/repairer.js'
import type { Base } from '../base.js'
import type { World } from '../world.js'
import { openLibrary } from './library.js'

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
    prompts: await ownPrompts(base),
  })
}

/** A team's own prompts, from the base commit: no fix can touch them there, and no fork's branch brings any. */
async function ownPrompts(base: Base): Promise<{ readonly repair?: string; readonly regression?: string }> {
  const own: { repair?: string; regression?: string } = {}
  for (const name of ['repair', 'regression'] as const) {
    const file = await base.read(`.github/suture/${name}.md` as RepoPath)
    if (file.kind !== 'text') continue
    const problem = problemOfPrompt(file.text)
    if (problem !== undefined)
      throw new BrokenWorld('error-config', `.github/suture/${name}.md: ${problem}`, promptAdvice)
    own[name] = file.text
  }
  return own
}

const promptAdvice = 'compare it with the prompt of that name in the folder prompts of Suture'
