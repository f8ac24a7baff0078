import type { CulpritFile, RepoPath } from '../../../src/domain.js'
import { applyChanges } from '../../../src/repair/code/edits.js'
import { readCode, sitesOf } from '../../../src/repair/code/sites.js'
import { changedSignature } from '../../../src/repair/rules/changed-signature.js'
import { evidenceOf, proposed, syntax } from './propose.js'

/** What becomes of the caller, once `before` was the function's text in the culprit's parent. */
async function followed(path: string, call: string, before: string, now: string): Promise<readonly string[]> {
  const library = path.replace('a.', 'lib.')
  const evidence = evidenceOf({ files: { [path]: `▶${call}\n`, [library]: now }, message: 'wrong' })
  const file: CulpritFile = { path: library as RepoPath, before, after: now, now }
  const told = { ...evidence, culpritFiles: [file] }
  const code = await readCode(told, syntax)
  const texts: string[] = []
  for (const site of sitesOf(told, code))
    for (const { changes } of changedSignature.candidates(site))
      texts.push(applyChanges(site.file.text, changes).trim())
  return texts
}

describe('calls follow what the culprit made of the parameters', () => {
  it.each([
    ['dropped', 'src/a.js', 'area(1, 2, 3)', 'function area(w, x, h) {}', 'function area(w, h) {}', 'area(1, 3)'],
    [
      'reordered',
      'src/a.ts',
      'area(1, 2)',
      'function area(w: number, h: number) {}',
      'function area(h: number, w: number) {}',
      'area(2, 1)',
    ],
    ['reordered', 'a.py', 'area(1, 2)', 'def area(w, h):\n    pass', 'def area(h, w):\n    pass', 'area(2, 1)'],
    [
      'added, and in scope',
      'src/a.js',
      'const u = 1\narea(1)',
      'function area(w) {}',
      'function area(u, w) {}',
      'const u = 1\narea(u, 1)',
    ],
    [
      'added to a method',
      'a.py',
      'u = 1\nx.area(1)',
      'class A:\n    def area(self, w):\n        pass',
      'class A:\n    def area(self, w, u):\n        pass',
      'u = 1\nx.area(1, u)',
    ],
  ])('%s in %s: %s', async (_, path, call, before, now, after) => {
    expect(await followed(path, call, before, now)).toEqual([after])
  })

  it.each([
    ['the same parameters', 'src/a.js', 'area(1, 2)', 'function area(w, h) {}', 'function area(w, h) { return 1 }'],
    ['another name for one', 'src/a.js', 'area(1, 2)', 'function area(w, h) {}', 'function area(width, h) {}'],
    ['one more, unknown here', 'src/a.js', 'area(1)', 'function area(w) {}', 'function area(w, unit) {}'],
    ['one more, with a default', 'a.py', 'area(1)', 'def area(w):\n    pass', 'def area(w, h=1):\n    pass'],
    ['a call that went along', 'src/a.js', 'area(1, 2)', 'function area(w) {}', 'function area(w, h) {}'],
    ['any number of them', 'src/a.js', 'area(1, 2)', 'function area(w, h) {}', 'function area(...all) {}'],
    ['an argument that would be lost', 'a.py', 'f(1, 5)', 'def f(a, c):\n    pass', 'def f(a, b=1, c=2):\n    pass'],
    ['a call within a call', 'src/a.js', 'add(add(1, 2), 3)', 'function add(a, b) {}', 'function add(b, a) {}'],
    [
      'what a callback takes',
      'src/a.js',
      'f(1)',
      'const f = x => x.map((a, b) => a)',
      'const f = x => x.map((b, a) => a)',
    ],
    ['a call by name', 'a.py', 'area(w=1, h=2)', 'def area(w, h):\n    pass', 'def area(h, w):\n    pass'],
  ])('leaves %s', async (_, path, call, before, now) => {
    expect(await followed(path, call, before, now)).toEqual([])
  })
})

describe('what Python says of the number of arguments', () => {
  const inPython = (call: string, definition: string, message: string) => ({
    files: { 'shop/a.py': `${definition}\n    pass\n\ndef run(unit, w):\n▶    ${call}\n` },
    exception: 'TypeError',
    message,
  })

  it.each([
    ['area(w)', 'def area(w, unit):', "area() missing 1 required positional argument: 'unit'", 'area(w, unit)'],
    ['area(w, 2, 3)', 'def area(w, h):', 'area() takes 2 positional arguments but 3 were given', 'area(w, 2)'],
  ])('%s for %s', async (call, definition, message, after) => {
    const [first] = await proposed(changedSignature, inPython(call, definition, message))
    expect(first).toContain(`    ${after}\n`)
  })

  it.each([
    ['area(w)', 'def area(w, depth):', "area() missing 1 required positional argument: 'depth'"],
    ['area(w)', 'def area(w):', 'unsupported operand'],
  ])('nothing for %s of %s', async (call, definition, message) => {
    expect(await proposed(changedSignature, inPython(call, definition, message))).toEqual([])
  })
})
