import type { CulpritFile, Patch, RepoPath } from '../../../src/domain.js'
import type { Behaviour, Behaviours } from '../../../src/trial/choosing/behaviours.js'
import { choose, type Rival } from '../../../src/trial/choosing/choose.js'
import { loosensComparison } from '../../../src/trial/choosing/loosens.js'
import { restoresText } from '../../../src/trial/choosing/restores.js'

const plain: Rival = { restores: false, loosens: false }

/** Results of `f(0)`, `f(1)`, … in order; `!` is an error. */
function behaviour(results: string): Behaviour {
  return new Map(
    [...results].map((shown, index) => {
      const outcome = { how: shown === '!' ? ('error' as const) : ('value' as const), shown }
      return [`near f [${index}]`, { kind: 'near' as const, name: 'f', input: `[${index}]`, outcome }]
    }),
  )
}

function behaviours(base: string, rivals: readonly string[], old?: string): Behaviours {
  return { base: behaviour(base), rivals: rivals.map(behaviour), old: old === undefined ? undefined : behaviour(old) }
}

describe('choosing', () => {
  it.each<[string, readonly Rival[], Behaviours | undefined, number, RegExp]>([
    ['the first where nothing else is known', [plain, plain], undefined, 0, /first/],
    ['text from before the culprit', [plain, { ...plain, restores: true }], undefined, 1, /restores/],
    [
      'behaviour from before the culprit',
      [plain, plain],
      behaviours('aaaaaa', ['aabbbb', 'abbbbb'], 'abbbbb'),
      1,
      /did/,
    ],
    ['no agreement on a handful of inputs', [plain, plain], behaviours('aaa', ['aab', 'abb'], 'abb'), 0, /first/],
    [
      'text before behaviour',
      [{ ...plain, restores: true }, plain],
      behaviours('aaaaa', ['aaaab', 'aaaac'], 'aaaac'),
      0,
      /first/,
    ],
    [
      'what does not loosen a condition',
      [{ ...plain, loosens: true }, plain, plain],
      undefined,
      1,
      /nearly everything/,
    ],
    ['the likelier, not the larger group', [plain, plain, plain], behaviours('aaa', ['aab', 'abb', 'abb']), 0, /first/],
  ])('takes %s', (_, rivals, known, index, why) => {
    const choice = choose(rivals, known)
    expect(choice.index).toBe(index)
    expect(choice.why).toMatch(why)
  })

  it('shows one of each other behaviour, with the plainest input that tells it apart', () => {
    const choice = choose([plain, plain, plain, plain], behaviours('aaaa', ['abbb', 'abbb', 'a!cb', 'a!cb']))
    expect(choice.clusters).toBe(2)
    expect(choice.others.map(({ index }) => index)).toEqual([2])
    expect(choice.others[0]?.apart).toMatchObject({
      chosen: { name: 'f', input: '[2]', outcome: { how: 'value', shown: 'b' } },
      other: { outcome: { how: 'value', shown: 'c' } },
    })
  })

  it('compares only what both were asked', () => {
    expect(choose([plain, plain], behaviours('aaaa', ['ab', 'abcd'])).others).toEqual([])
  })
})

function patchOf(before: string, after: string, path = 'a.js'): Patch {
  return { files: [{ path: path as RepoPath, before, after }] }
}

describe('what stood there before', () => {
  const now = 'one\nnew\nlast\n'
  const files: CulpritFile[] = [{ path: 'a.js' as RepoPath, before: 'one\nold\nlast\n', after: now, now }]
  it.each([
    ['the old line', patchOf(now, 'one\nold\nlast\n'), true],
    ['the old line, indented', patchOf(now, 'one\n  old\nlast\n'), true],
    ['another line', patchOf(now, 'one\nother\nlast\n'), false],
    ['a line less that the culprit wrote', patchOf(now, 'one\nlast\n'), true],
    ['a line less that was there before', patchOf(now, 'new\nlast\n'), false],
    ['another file', patchOf(now, 'one\nold\nlast\n', 'b.js'), false],
  ])('is told of %s', (_, patch, restores) => {
    expect(restoresText(patch, files)).toBe(restores)
  })
})

describe('a loosened comparison', () => {
  it.each([
    ['if (a > b) x()', 'if (a !== b) x()', true],
    ['if a <= b:', 'if a != b:', true],
    ['if (a >= b) x()', 'if (a != b) x()', true],
    ['if (a < b) x()', 'if (a <= b) x()', false],
    ['if (a == b) x()', 'if (a != b) x()', false],
    ['if (a > b) x()', 'if (a !== c) x()', false],
  ])('%s → %s: %s', (before, after, loosens) => {
    expect(loosensComparison(patchOf(before, after))).toBe(loosens)
  })
})
