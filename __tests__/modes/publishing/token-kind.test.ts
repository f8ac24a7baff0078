import { kindOfToken } from '../../../src/modes/publishing/token-kind.js'

it.each([
  ['ghp_x', 'personal'],
  ['github_pat_x', 'personal'],
  ['gho_x', 'personal'],
  ['ghs_x', undefined],
  ['ghs_1_eyJ.x.y', undefined],
  ['', undefined],
])('a token that starts as %j is %s', (token, kind) => {
  expect(kindOfToken(token)).toBe(kind)
})
