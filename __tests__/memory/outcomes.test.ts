import type { PastOutcome, Strategy } from '../../src/domain.js'
import { inOrder, isMuted, outcomesOf, standingOf } from '../../src/memory/outcomes.js'
import type { PullRequest } from '../../src/ports.js'
import { type Marker, writeMarker } from '../../src/report/marker.js'

const id = 'a'.repeat(40)
const whole: Marker = {
  fingerprint: 'b'.repeat(12),
  strategy: 'rules',
  by: 'null-guard',
  tree: id,
  base: id,
  digest: 'c'.repeat(64),
  suture: '1.0.0',
}

function request(marker: Partial<Marker>, change: Partial<PullRequest> = {}): PullRequest {
  const body = `Words\n\n${writeMarker({ ...whole, ...marker })}\n`
  const rest = { url: 'https://github.com/o/r/pull/1', author: 'github-actions[bot]', labels: ['suture'] }
  return { number: 1, state: 'closed', merged: false, body, ...rest, ...change }
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)
const merged = { merged: true }
const closed: Partial<Marker> = {}

describe('outcomesOf', () => {
  const row = { strategy: 'rules', by: 'null-guard', merged: 0, closed: 0, muted: false }
  it.each<[string, readonly PullRequest[], readonly object[]]>([
    ['two closed', times(2, request(closed)), [{ ...row, closed: 2 }]],
    ['three closed', times(3, request(closed)), [{ ...row, closed: 3, muted: true }]],
    [
      'three closed, one merged',
      [...times(3, request(closed)), request({}, merged)],
      [{ ...row, closed: 3, merged: 1 }],
    ],
    ['closed by Suture itself', times(3, request({ closed: 'gone' })), []],
    ['open ones', times(3, request({}, { state: 'open' })), []],
    ['without the label', times(3, request({}, { labels: ['other'] })), []],
    ['without a marker', times(3, request({}, { body: 'suture' })), []],
    ['a marker that is not whole', times(3, request({}, { body: '<!-- suture:{"by":"null-guard"} -->' })), []],
    [
      'two rules, the one with more first',
      [request({ by: '__proto__' }), ...times(2, request({}, merged))],
      [
        { ...row, merged: 2 },
        { ...row, by: '__proto__', closed: 1 },
      ],
    ],
    [
      'one prompt with two models',
      [
        ...times(3, request({ strategy: 'model', by: 'repair@1', model: 'small' })),
        request({ strategy: 'model', by: 'repair@1', model: 'large' }, merged),
      ],
      [
        { strategy: 'model', by: 'repair@1', model: 'small', merged: 0, closed: 3, muted: true },
        { strategy: 'model', by: 'repair@1', model: 'large', merged: 1, closed: 0, muted: false },
      ],
    ],
    [
      'reverts of several commits, which are never muted',
      [1, 2, 3].map((by) => request({ strategy: 'revert', by: `${by}` })),
      [{ strategy: 'revert', merged: 0, closed: 3, muted: false }],
    ],
  ])('%s', (_name, requests, expected) => {
    expect(outcomesOf(requests, ['suture'])).toEqual(expected)
  })

  it('asks for no label where none is given to them', () => {
    expect(outcomesOf([request({}, { labels: [] })], [])).toHaveLength(1)
  })
})

describe('isMuted', () => {
  const past = outcomesOf(times(3, request({ strategy: 'model', by: 'repair@1', model: 'small' })), [])
  it.each<[Strategy, string, string | undefined, boolean]>([
    ['model', 'repair@1', 'small', true],
    ['model', 'repair@1', 'large', false],
    ['model', 'repair@2', 'small', false],
    ['rules', 'repair@1', undefined, false],
  ])('%s by %s with %s: %s', (strategy, by, model, expected) => {
    expect(isMuted(past, { strategy, by }, model)).toBe(expected)
  })
})

const outcome = (strategy: Strategy, by: string, yes: number, no: number): PastOutcome => ({
  ...{ strategy, by, merged: yes, closed: no },
  muted: false,
})

describe('inOrder', () => {
  const given: readonly Strategy[] = ['rules', 'search', 'model', 'revert']
  it.each<[string, readonly PastOutcome[], readonly Strategy[]]>([
    ['nothing known', [], given],
    ['four closed', [outcome('search', 'a', 0, 4)], given],
    [
      'five closed, of two operators',
      [outcome('search', 'a', 0, 3), outcome('search', 'b', 0, 2)],
      ['rules', 'model', 'revert', 'search'],
    ],
    ['many closed, one merged', [outcome('search', 'a', 0, 9), outcome('search', 'b', 1, 0)], given],
  ])('%s', (_name, past, expected) => {
    expect(inOrder(given, past)).toEqual(expected)
  })
})

it('standingOf leans little while little is known, and never past 1', () => {
  const of = (yes: number, no: number) => standingOf([outcome('rules', 'a', yes, no)], 'rules', 'a')
  expect([of(0, 0), of(1, 0), of(0, 2), of(2, 2)]).toEqual([0, 1 / 3, -0.5, 0])
  expect(of(200, 0)).toBeLessThan(1)
  expect(standingOf([outcome('rules', 'a', 5, 0)], 'search', 'a')).toBe(0)
})
