import { readdirSync } from 'node:fs'
import { rules } from '../../../src/repair/rules/all.js'

describe('rules', () => {
  it('lists every rule of its folder once, under the name of its file', () => {
    const files = readdirSync(new URL('../../../src/repair/rules/', import.meta.url))
      .filter((file) => file !== 'all.ts' && file !== 'repairer.ts')
      .map((file) => file.replace(/\.ts$/, ''))
    expect(rules.map((rule) => rule.name).sort()).toEqual(files.sort())
  })
})
