import { randomBytes } from 'node:crypto'
import type { Repairer, Usage } from '../../domain.js'
import type { Model } from '../../ports.js'
import { createAsker, type ModelBudget } from './ask.js'
import { converse } from './converse.js'
import type { ModelEnding } from './ending.js'
import { createFrame } from './frame.js'
import { priceOf, pricesAsOf } from './prices.js'
import { parsePrompt } from './prompt.js'
import { promptFiles } from './prompts.generated.js'
import type { Library } from './reads/read.js'

export type { ModelBudget } from './ask.js'
export type { ModelEnding } from './ending.js'
export type { Library } from './reads/read.js'

export type ModelUsage = Required<Pick<Usage, 'model' | 'prompt' | 'calls' | 'tokensIn' | 'tokensOut' | 'cost'>>

export interface ModelRepairer extends Repairer {
  /** How the last `propose` ended; undefined while it runs, and where the caller stopped it (a fix was found). */
  ending(): ModelEnding | undefined
  /** Of all calls so far, those without a candidate included. `cost` is 0 where the price is not known. */
  usage(): ModelUsage
  /** What a person should know: an unknown price, evidence that was shortened. */
  notes(): readonly string[]
}

export interface ModelRepairerOptions {
  readonly model: Model
  readonly budget: ModelBudget
  /** Text of the prompt file, where a team brings its own; default: the one in the bundle. */
  readonly prompts?: { readonly repair: string }
  /** All that is sent goes through it once more. */
  readonly redact: (text: string) => string
  /** What may be read beside the evidence; without it nothing is offered. */
  readonly library?: Library
  /** Answers of the model, broken ones and repeats included. */
  readonly maxTurns?: number
  /** Letters and digits that nobody could guess; for tests. */
  readonly boundary?: () => string
}

/** After six failed ideas a seventh is seldom the right one. */
const defaultTurns = 6

/**
 * The strategy `model`. `propose` throws BrokenWorld('error-model' or 'error-config') where the endpoint is broken.
 * @throws Error where the prompt file is malformed
 */
export function createModelRepairer(options: ModelRepairerOptions): ModelRepairer {
  const { model, budget } = options
  const prompt = parsePrompt(options.prompts?.repair ?? promptFiles.repair)
  const by = `${prompt.name}@${prompt.hash}`
  const price = budget.price ?? priceOf(model.name)
  const asker = createAsker(model, budget, price)
  const notes = price === undefined ? [unknownPrice(model.name)] : []
  let ending: ModelEnding | undefined
  return {
    strategy: 'model',
    async *propose(evidence, trials) {
      ending = undefined
      const frame = createFrame((options.boundary ?? (() => randomBytes(12).toString('hex')))())
      const { redact, maxTurns = defaultTurns, library } = options
      const note = (sentence: string): void => void notes.push(sentence)
      const shelf = library === undefined ? {} : { library }
      ending = yield* converse({ prompt, by, frame, evidence, trials, redact, maxTurns, note, ...shelf }, asker)
    },
    ending: () => ending,
    usage() {
      const { calls, tokensIn, tokensOut, cost } = asker.spent()
      return { model: model.name, prompt: by, calls, tokensIn, tokensOut, cost }
    },
    notes: () => notes,
  }
}

function unknownPrice(name: string): string {
  return `no price is known for ${name} (price list of ${pricesAsOf}): max-cost cannot be kept, max-tokens is`
}
