import { readdirSync } from 'node:fs'
import { projectRules } from '../../../src/repair/project/all.js'

const parts = ['all', 'candidates', 'project-rule', 'specifiers']

describe('rules of the project', () => {
  it('lists every rule of its folder once, under the name of its file', () => {
    const files = readdirSync(new URL('../../../src/repair/project/', import.meta.url)).map((file) =>
      file.replace(/\.ts$/, ''),
    )
    const rules = files.filter((file) => !parts.includes(file))
    expect(projectRules.map(({ name }) => name).sort()).toEqual(rules.sort())
  })
})
