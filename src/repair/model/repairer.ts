import { randomBytes } from 'node:crypto'
import type { Candidate, Evidence, Repairer, Trial, Usage } from '../../domain.js'
import type { Model } from '../../ports.js'
import { createAsker, type ModelBudget } from './ask.js'
import { converse } from './converse.js'
import type { ModelEnding } from './ending.js'
import { createFrame } from './frame.js'
import { priceOf, pricesAsOf } from './prices.js'
import { type Prompt, parsePrompt } from './prompt.js'
import { promptFiles } from './prompts.generated.js'
import type { Library } from './reads/read.js'
import type { Setting } from './setting.js'

export type { ModelBudget } from './ask.js'
export type { ModelEnding } from './ending.js'
export type { Library } from './reads/read.js'

export type ModelUsage = Required<Pick<Usage, 'model' | 'prompt' | 'calls' | 'tokensIn' | 'tokensOut' | 'cost'>>

export interface ModelRepairer extends Repairer {
  /**
   * A new test file that makes a production error happen, on the same budget. `trials` is the live list of those that
   * were tried; a candidate may hold a fix beside it.
   */
  writeTest(evidence: Evidence, trials: readonly Trial[]): AsyncIterable<Candidate>
  /** `prompt@hash` of what `writeTest` makes, a fix beside the test included. */
  readonly testPrompt: string
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
  readonly prompts?: { readonly repair?: string; readonly regression?: string }
  /** All that is sent goes through it once more. */
  readonly redact: (text: string) => string
  /** What may be read beside the evidence; without it nothing is offered. */
  readonly library?: Library
  /** Answers of the model, broken ones and repeats included. */
  readonly maxTurns?: number
  /** Letters and digits that nobody could guess; for tests. */
  readonly boundary?: () => string
}

/** A test that does not fail in time is seldom found later. */
const testTurns = 4
/** After six failed ideas a seventh is seldom the right one. */
const defaultTurns = 6

/**
 * The strategy `model`. `propose` throws BrokenWorld('error-model' or 'error-config') where the endpoint is broken.
 * @throws Error where the prompt file is malformed
 */
export function createModelRepairer(options: ModelRepairerOptions): ModelRepairer {
  const { model, budget } = options
  const prompts = {
    repair: parsePrompt(options.prompts?.repair ?? promptFiles.repair),
    regression: parsePrompt(options.prompts?.regression ?? promptFiles.regression),
  }
  const by = nameOf(prompts.repair)
  const price = budget.price ?? priceOf(model.name)
  const asker = createAsker(model, budget, price)
  const notes = price === undefined ? [unknownPrice(model.name)] : []
  let ending: ModelEnding | undefined
  async function* converseWith(
    prompt: Prompt,
    about: Pick<Setting, 'evidence' | 'trials' | 'maxTurns' | 'meanings'>,
  ): AsyncGenerator<Candidate> {
    ending = undefined
    const { redact, library } = options
    const setting = {
      ...about,
      prompt,
      by: nameOf(prompt),
      frame: createFrame((options.boundary ?? (() => randomBytes(12).toString('hex')))()),
      redact,
      note: (sentence: string): void => void notes.push(sentence),
      ...(library === undefined ? {} : { library }),
    }
    ending = yield* converse(setting, asker)
  }
  return {
    strategy: 'model',
    propose: (evidence, trials) =>
      converseWith(prompts.repair, { evidence, trials, maxTurns: options.maxTurns ?? defaultTurns }),
    writeTest: (evidence, trials) =>
      converseWith(prompts.regression, { evidence, trials, maxTurns: testTurns, meanings: ofTests }),
    testPrompt: nameOf(prompts.regression),
    ending: () => ending,
    usage() {
      const { calls, tokensIn, tokensOut, cost } = asker.spent()
      return { model: model.name, prompt: by, calls, tokensIn, tokensOut, cost }
    },
    notes: () => notes,
  }
}

const ofTests = {
  healed: 'The test shows the error.',
  'still-failing': 'The test does not show the error that was seen in production.',
}

function nameOf({ name, hash }: Prompt): string {
  return `${name}@${hash}`
}

function unknownPrice(name: string): string {
  return `no price is known for ${name} (price list of ${pricesAsOf}): max-cost cannot be kept, max-tokens is`
}
