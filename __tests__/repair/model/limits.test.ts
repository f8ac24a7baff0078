import type { ChatReply } from '../../../src/ports.js'
import type { ModelBudget } from '../../../src/repair/model/ask.js'
import { estimateMessages, estimateTokens } from '../../../src/repair/model/tokens.js'
import { windowIn } from '../../../src/repair/model/window.js'
import { answer, type Call, evidence, lastPrompt, path, repairerOf, run, scripted, wholePrompt } from './scripted.js'

const startedAt = new Date('2026-01-01T00:00:00Z')
const budget = (fields: Partial<ModelBudget>): ModelBudget => ({
  maxTokens: 400_000,
  maxCost: 2,
  maxMinutes: 30,
  startedAt,
  now: () => startedAt,
  ...fields,
})
const failing = () => ({ verdict: 'still-failing' }) as const
const large = evidence({
  output: 'one line of output\n'.repeat(2000),
  excerpts: ['a', 'b', 'c'].map((name) => ({
    path: path(`${name}.js`),
    firstLine: 1,
    text: `${name} of code\n`.repeat(1500),
    why: 'x',
  })),
})
const fix = answer('a', 'b')
const tooLong = (content: string): Partial<ChatReply> => ({ content, finish: 'context_length_exceeded' })

describe('a budget', () => {
  it.each([
    ['max-tokens', budget({ maxTokens: 1000 }), 'max-tokens'],
    ['max-cost', budget({ maxCost: 0.0001 }), 'max-cost'],
    ['max-minutes', budget({ now: () => new Date(startedAt.getTime() + 30 * 60_000) }), 'max-minutes'],
  ])('of %s is kept before the first call', async (_, limits, which) => {
    const model = scripted([fix])
    const repairer = repairerOf(model, { budget: limits })
    expect(await run(repairer, failing)).toEqual([])
    expect(repairer.ending()).toEqual({ kind: 'budget', which })
    expect(model.calls).toHaveLength(0)
  })

  it('keeps what was found until then', async () => {
    const model = scripted([{ content: fix, tokensIn: 9000, tokensOut: 500 }])
    const repairer = repairerOf(model, { budget: budget({ maxTokens: 12_000 }) })
    expect(await run(repairer, failing)).toHaveLength(1)
    expect(repairer.ending()).toEqual({ kind: 'budget', which: 'max-tokens' })
  })

  it('without a price says so, and counts tokens', async () => {
    const model = scripted([fix], 'my-own-model')
    const repairer = repairerOf(model, { budget: budget({ maxCost: 0 }) })
    expect(await run(repairer, () => ({ verdict: 'healed' }))).toHaveLength(1)
    expect(repairer.notes()).toEqual([expect.stringMatching(/no price is known for my-own-model .*max-tokens is/)])
    expect(repairer.usage().cost).toBe(0)
  })

  it('that cannot hold all of the evidence shrinks it, and says so', async () => {
    const model = scripted([fix])
    const repairer = repairerOf(model, { budget: budget({ maxTokens: 10_000 }) })
    expect(await run(repairer, () => ({ verdict: 'healed' }), large)).toHaveLength(1)
    expect(repairer.notes().join()).toMatch(/shortened to \d+ characters, because max-tokens/)
    expect(wholePrompt(model.calls[0])).toMatch(/characters left out/)
  })

  it('of 12,000 tokens holds the first turn, whatever the evidence, and most of it is used', async () => {
    const model = scripted([fix])
    await run(repairerOf(model), () => ({ verdict: 'healed' }), large)
    const tokens = estimateTokens(wholePrompt(model.calls[0]))
    expect(tokens).toBeLessThanOrEqual(12_000)
    expect(tokens).toBeGreaterThan(10_000)
  })

  it('is never passed, whatever is answered', async () => {
    const random = generator(4711)
    for (let round = 0; round < 150; round++) {
      const price = random() < 0.7 ? { input: 1 + random() * 5, output: 1 + random() * 40 } : undefined
      const limits = budget({
        maxTokens: Math.floor(random() * 60_000),
        maxCost: random() * 0.3,
        ...(price && { price }),
      })
      const model = scripted([(call) => honest(call, random)], 'unknown')
      const repairer = repairerOf(model, { budget: limits, maxTurns: 20 })
      await run(repairer, failing, random() < 0.3 ? large : evidence()).catch(() => undefined)
      const { tokensIn, tokensOut, cost } = repairer.usage()
      expect(tokensIn + tokensOut).toBeLessThanOrEqual(limits.maxTokens)
      if (price !== undefined) expect(cost).toBeLessThanOrEqual(limits.maxCost)
    }
  })

  it('is not begun where it could be passed, whatever the endpoint says of usage', async () => {
    const random = generator(42)
    for (let round = 0; round < 100; round++) {
      const limits = budget({ maxTokens: Math.floor(random() * 60_000) })
      const before: number[] = []
      const model = scripted([
        (call) => {
          const { tokensIn, tokensOut } = repairer.usage()
          before.push(tokensIn + tokensOut + estimateMessages(call.messages) + call.maxOutputTokens)
          return { ...honest(call, random), tokensIn: [0, -1, Number.NaN, 1e12, 700][Math.floor(random() * 5)] ?? 0 }
        },
      ])
      const repairer = repairerOf(model, { budget: limits, maxTurns: 20 })
      await run(repairer, failing).catch(() => undefined)
      for (const most of before) expect(most).toBeLessThanOrEqual(limits.maxTokens)
    }
  })
})

/** An endpoint that keeps to the limit of the call, with any kind of answer. */
function honest(call: Call, random: () => number): Partial<ChatReply> {
  const kind = random()
  if (kind < 0.2) return { content: 'x'.repeat(Math.floor(random() * call.maxOutputTokens * 3)), finish: 'length' }
  if (kind < 0.3) return { content: 'half', finish: 'interrupted' }
  if (kind < 0.35) return tooLong('maximum context length is 4096 tokens')
  const tokensOut = Math.floor(random() * call.maxOutputTokens)
  return {
    content: answer('a', String(random())),
    tokensIn: estimateMessages(call.messages),
    tokensOut: Math.max(tokensOut, 100),
  }
}

function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

describe('a window that is too small', () => {
  it('gets a shorter prompt once, which says what is missing', async () => {
    const model = scripted([
      tooLong("This model's maximum context length is 8192 tokens. However, you asked for more."),
      fix,
    ])
    const repairer = repairerOf(model)
    expect(await run(repairer, () => ({ verdict: 'healed' }), large)).toHaveLength(1)
    const [before, after] = model.calls
    expect(estimateMessages(after?.messages ?? []) + (after?.maxOutputTokens ?? 0)).toBeLessThanOrEqual(8192)
    expect(estimateMessages(before?.messages ?? [])).toBeGreaterThan(8192)
    expect(lastPrompt(after)).toMatch(
      /Left out of this evidence: \n.*\nthe middle of: output\ncode of a\.js from line \d+ on/,
    )
    expect(lastPrompt(after)).toContain('a of code')
    expect(repairer.notes().join()).toContain('context window')
    expect(repairer.usage().calls).toBe(1)
  })

  it('of unknown size gets half', async () => {
    const model = scripted([tooLong('too many tokens'), fix])
    await run(repairerOf(model), () => ({ verdict: 'healed' }), large)
    const [before, after] = model.calls.map(({ messages }) => estimateMessages(messages))
    expect(after).toBeLessThan((before ?? 0) * 0.65)
  })

  it('that stays too small is a broken world with a name', async () => {
    const repairer = repairerOf(scripted([tooLong('context length is 512 tokens')]))
    await expect(run(repairer, failing, large)).rejects.toMatchObject({
      outcome: 'error-model',
      message: /window is too small/,
    })
  })

  it.each([
    ["This model's maximum context length is 8,192 tokens", 8192],
    ['request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it', 4096],
    ['prompt is too long: 210000 tokens > 200000 maximum', 200_000],
    ['The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).', 1_048_576],
    ['Requested tokens (2000) exceed context window of 512', 512],
    ['no number', undefined],
  ])('%s', (said, size) => {
    expect(windowIn(said)).toBe(size)
  })
})
