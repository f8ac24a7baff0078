import { readSpectrum } from '../../../src/trial/spectrum/read.js'

const files = new Set(['src/a.js', 'test/a.test.js', 'pkg/a.go', 'a.go'])
const record = (over: object) => JSON.stringify({ test: 't', suite: '', failed: false, lines: {}, ...over })

describe('an answer of code under test', () => {
  it.each([
    ['text', 'no JSON'],
    ['a broken record', '{"test":'],
    ['another type', record({ test: 7 })],
    ['no verdict', record({ failed: 'yes' })],
    ['lines that are none', record({ lines: null })],
    ['null', 'null'],
  ])('%s is passed over', (_, text) => {
    expect(readSpectrum(`${text}\n${record({ test: 'kept' })}\n`, files).map(({ name }) => name)).toEqual(['kept'])
  })

  it.each([
    ['a file outside', { '/etc/passwd': [[1, 2]] }],
    ['a path that climbs', { '../src/a.js': [[1, 2]] }],
    ['an untracked file', { 'src/b.js': [[1, 2]] }],
    ['a test', { 'test/a.test.js': [[1, 2]] }],
    ['a range backwards', { 'src/a.js': [[2, 1]] }],
    ['line zero', { 'src/a.js': [[0, 1]] }],
    ['a line beyond all files', { 'src/a.js': [[1, 1e12]] }],
    ['a fraction', { 'src/a.js': [[1.5, 2]] }],
    ['words', { 'src/a.js': [['1', '2']] }],
    ['no list', { 'src/a.js': '1' }],
    ['more ranges than a file has', { 'src/a.js': Array.from({ length: 20_001 }, () => [1, 1]) }],
  ])('%s counts for nothing', (_, lines) => {
    expect(readSpectrum(record({ lines }), files)[0]?.lines.size).toBe(0)
  })

  it('names a file of Go by what is left of its import path', () => {
    const lines = { 'example.com/x/pkg/a.go': [[3, 4]], 'example.com/a.go': [[1, 1]] }
    expect([...(readSpectrum(record({ lines }), files)[0]?.lines ?? [])]).toEqual([
      ['pkg/a.go', [[3, 4]]],
      ['a.go', [[1, 1]]],
    ])
  })

  it('ends after so many tests', () => {
    expect(readSpectrum(`${record({})}\n`.repeat(5000), files)).toHaveLength(3000)
  })
})
