import { readdirSync } from 'node:fs'
import { operators } from '../../../src/repair/search/operators/all.js'

describe('operators', () => {
  it('lists every operator of its folder once, under the name of its file', () => {
    const files = readdirSync(new URL('../../../src/repair/search/operators/', import.meta.url))
      .filter((file) => file !== 'all.ts')
      .map((file) => file.replace(/\.ts$/, ''))
    expect(operators.map((operator) => operator.name).sort()).toEqual(files.sort())
  })

  it('has tables for every operator', () => {
    const tests = readdirSync(new URL('./operators/', import.meta.url)).filter((file) => file.endsWith('.test.ts'))
    expect(tests.map((file) => file.replace('.test.ts', '')).sort()).toEqual(operators.map(({ name }) => name).sort())
  })
})
