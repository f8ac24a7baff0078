import { parseMarker, writeMarker } from '../../src/report/marker.js'
import { body } from '../../src/report/pull-request.js'
import { diff, failure, fix, verification } from './examples.js'

const context = { serverUrl: 'https://github.com', repository: 'o/r', runId: '12' }
const facts = { fix, verification, diff, digest: 'e'.repeat(64), context }

describe('the marker', () => {
  const marker = parseMarker(body(facts))

  it('comes back as it was written', () => {
    expect(marker).toEqual({
      fingerprint: failure.fingerprint,
      strategy: 'rules',
      by: 'guard-null-access',
      tree: fix.tree,
      base: fix.base,
      digest: 'e'.repeat(64),
      run: '12',
      seen: '214 rising',
      test: JSON.stringify(failure.test),
      told: expect.stringMatching(/^\d+ \d+$/),
      suture: '1.0.0',
    })
  })

  it.each([
    ['model', 'vendor/small', 'vendor/small'],
    ['model', undefined, undefined],
    ['rules', 'vendor/small', undefined],
  ] as const)('of a fix by %s with %s names the model %s', (strategy, model, told) => {
    const { model: _none, ...usage } = fix.usage
    const made = { ...fix, strategy, usage: model === undefined ? usage : { ...usage, model } }
    expect(parseMarker(body({ ...facts, fix: made }))).toMatchObject({ strategy, by: fix.by })
    expect(parseMarker(body({ ...facts, fix: made }))?.model).toBe(told)
  })

  it('survives Windows line ends and words of a person below', () => {
    expect(parseMarker(body(facts).replaceAll('\n', '\r\n'))).toEqual(marker)
    expect(parseMarker(`${body(facts)}\nLooks good!\n`)).toEqual(marker)
  })

  it('cannot be ended early from inside', () => {
    const line = marker && writeMarker({ ...marker, by: '--> <img src=x> <!-- & 😀' })
    expect(line).not.toMatch(/--(?!>$)(?<!<!--)/)
    expect(line?.indexOf('>')).toBe((line?.length ?? 0) - 1)
    expect(parseMarker(line ?? '')?.by).toBe('--> <img src=x> <!-- & 😀')
  })

  it('says nothing to those who read the text and not the page', () => {
    const by = 'fixes #1 GH-2 acme/shop#3 @everyone ![x](https://evil.example/a) [y]: /z `$x$` \\@a'
    const line = marker && writeMarker({ ...marker, by })
    expect(line?.replace('<!-- suture:', '')).not.toMatch(/[@#![\]$/]|gh-/i)
    expect(parseMarker(line ?? '')?.by).toBe(by)
  })

  const good = marker as unknown as Record<string, unknown>
  it.each([
    ['a missing field', { digest: undefined }],
    ['an unknown field', { extra: 'x' }],
    ['a wrong type', { fingerprint: 1 }],
    ['a wrong shape', { tree: 'zz' }],
    ['another strategy', { strategy: 'magic' }],
  ])('is refused with %s', (_name, change) => {
    expect(parseMarker(`<!-- suture:${JSON.stringify({ ...good, ...change })} -->`)).toBeUndefined()
  })

  it.each([
    '',
    'no marker',
    '<!-- suture:{} -->',
    '<!-- suture:[] -->',
    '<!-- suture:{"a":} -->',
    ' <!-- suture:{"fingerprint":"0"} -->',
  ])('is not there in %j', (text) => {
    expect(parseMarker(text)).toBeUndefined()
  })
})
