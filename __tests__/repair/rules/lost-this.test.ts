import { lostThis } from '../../../src/repair/rules/lost-this.js'
import { type Case, proposed } from './propose.js'

const lost = (parameters: string, line: string): Case => ({
  files: {
    'src/a.js': `class Counter {\n  bump(${parameters}) {\n    return this.counts\n  }\n  all(keys) {\n▶    ${line}\n  }\n}\n`,
  },
  exception: 'TypeError',
  message: "Cannot read properties of undefined (reading 'counts')",
})

describe('lost-this', () => {
  it.each<[string, Case]>([
    ['keys.forEach((key) => this.bump(key))', lost('key', 'keys.forEach(this.bump)')],
    ['load().then((a, b) => this.bump(a, b))', lost('a, b', 'return load().then(this.bump)')],
    ['keys.map((...given) => this.bump(...given))', lost('{ id }', 'return keys.map(this.bump)')],
    ["keys.on('x', () => this.bump())", lost('', "keys.on('x', this.bump)")],
  ])('%s', async (expected, example) => {
    const [first, second] = await proposed(lostThis, { ...example, files: { 'src/a.js': frameOf(example) } })
    expect(first).toContain(expected)
    expect(second).toContain('this.bump.bind(this)')
  })

  it.each<[string, Case]>([
    ['a method that is called', lost('key', 'keys.forEach(this.bump())')],
    ['a function that is no method', lost('key', 'keys.forEach(this.other)')],
    ['another message', { ...lost('key', 'keys.forEach(this.bump)'), message: 'no' }],
  ])('does not apply to %s', async (_what, example) => {
    expect(await proposed(lostThis, { ...example, files: { 'src/a.js': frameOf(example) } })).toEqual([])
  })
})

/** The error comes up in the method; what mends it stands where the method is handed on. */
function frameOf({ files }: Case): string {
  return (files['src/a.js'] ?? '').replace('▶', '').replace('    return this.counts', '▶    return this.counts')
}
