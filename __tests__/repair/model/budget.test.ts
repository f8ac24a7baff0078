import { allow, type Limits, nothingSpent, type Spent, spend } from '../../../src/repair/model/budget.js'
import { priceOf, pricesAsOf } from '../../../src/repair/model/prices.js'
import { estimateMessages, estimateTokens } from '../../../src/repair/model/tokens.js'

const limits: Limits = { maxTokens: 10_000, maxCost: 0.1, maxMinutes: 10 }
const price = { input: 2, output: 10 }
const ask = { promptTokens: 1000, wantedTokens: 4000, elapsedMinutes: 1 }
const spent = (fields: Partial<Spent>): Spent => ({ ...nothingSpent, ...fields })

describe('a call', () => {
  it.each([
    ['as wanted', limits, nothingSpent, undefined, ask, { kind: 'call', maxOutputTokens: 4000 }],
    [
      'shorter, for the tokens',
      limits,
      spent({ tokensIn: 6000 }),
      undefined,
      ask,
      { kind: 'call', maxOutputTokens: 3000 },
    ],
    ['not, for the tokens', limits, spent({ tokensIn: 8800 }), undefined, ask, { kind: 'budget', which: 'max-tokens' }],
    ['shorter, for the cost', limits, spent({ cost: 0.07 }), price, ask, { kind: 'call', maxOutputTokens: 2800 }],
    ['not, for the cost', limits, spent({ cost: 0.098 }), price, ask, { kind: 'budget', which: 'max-cost' }],
    [
      'not, for the time',
      limits,
      nothingSpent,
      price,
      { ...ask, elapsedMinutes: 10 },
      { kind: 'budget', which: 'max-minutes' },
    ],
    [
      'not, where time is not a number',
      limits,
      nothingSpent,
      price,
      { ...ask, elapsedMinutes: Number.NaN },
      { kind: 'budget', which: 'max-minutes' },
    ],
    [
      'not, where nothing is allowed',
      { ...limits, maxTokens: 0 },
      nothingSpent,
      undefined,
      ask,
      { kind: 'budget', which: 'max-tokens' },
    ],
    [
      'free of charge',
      { ...limits, maxCost: 0 },
      nothingSpent,
      { input: 0, output: 0 },
      ask,
      { kind: 'call', maxOutputTokens: 4000 },
    ],
    [
      'with a prompt that was longer than thought before',
      limits,
      spent({ promptRatio: 2 }),
      undefined,
      { ...ask, wantedTokens: 9000 },
      { kind: 'call', maxOutputTokens: 8000 },
    ],
  ] as const)('is made %s', (_, limit, before, cost, asked, expected) => {
    expect(allow(limit, before, cost, asked)).toEqual(expected)
  })

  it.each([
    ['our count, where the endpoint forgets', { tokensIn: 0, tokensOut: 0 }, { tokensIn: 100, tokensOut: 50 }],
    ['the endpoint’s, where it is larger', { tokensIn: 130, tokensOut: 900 }, { tokensIn: 130, tokensOut: 900 }],
    [
      'our count, where the endpoint’s is none',
      { tokensIn: Number.NaN, tokensOut: -3 },
      { tokensIn: 100, tokensOut: 50 },
    ],
    [
      'our count, where the endpoint’s has no end',
      { tokensIn: Number.POSITIVE_INFINITY, tokensOut: 0.5 },
      { tokensIn: 100, tokensOut: 50 },
    ],
  ])('is counted by %s', (_, reported, expected) => {
    const after = spend(nothingSpent, price, { tokensIn: 100, tokensOut: 50 }, reported)
    expect(after).toMatchObject({ calls: 1, ...expected })
    expect(after.cost).toBeCloseTo((expected.tokensIn * 2 + expected.tokensOut * 10) / 1e6)
  })
})

describe('tokens', () => {
  it.each([
    ['', 0],
    ['1234567', 2],
    ['ü', 1],
    ['漢字漢字', 6],
    ['👩', 2],
  ])('%s', (text, expected) => {
    expect(estimateTokens(text)).toBe(expected)
  })
  it('count what stands around a message', () => {
    expect(estimateMessages([{ role: 'user', content: '1234567' }])).toBe(10)
  })
})

describe('prices', () => {
  it('say of when they are', () => {
    expect(pricesAsOf).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
  it.each([
    ['gpt-5-mini', 0.25],
    ['gpt-5-mini-2025-08-07', 0.25],
    ['openai/gpt-5-mini', 0.25],
    ['claude-haiku-4-5-20251001', 1],
    ['anthropic/claude-haiku-4.5', 1],
    ['Claude-Haiku-4-5', 1],
  ])('of %s', (name, input) => {
    expect(priceOf(name)?.input).toBe(input)
  })
  it.each(['gpt-5-max', 'gpt-50', 'llama3', '', 'constructor', '__proto__', 'x/y/', 'gpt-5-mini:free'])(
    'of %s are not known',
    (name) => {
      expect(priceOf(name)).toBeUndefined()
    },
  )
})
