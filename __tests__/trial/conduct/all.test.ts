import { readdirSync } from 'node:fs'
import { conductRules } from '../../../src/trial/conduct/all.js'

describe('rules against cheating', () => {
  it('lists every rule of its folder once, under the name of its file', () => {
    const files = readdirSync(new URL('../../../src/trial/conduct/', import.meta.url)).filter(
      (file) => file !== 'all.ts',
    )
    expect(conductRules.map(({ rule }) => `${rule}.ts`).sort()).toEqual(files.sort())
  })

  it('gives every rule a voice', () => {
    const mute = conductRules.filter((each) => !each.cheat && !each.notice && !each.silences && !each.silencesFile)
    expect(mute).toEqual([])
  })
})
