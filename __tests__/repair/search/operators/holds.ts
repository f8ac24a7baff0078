import { openGrammars } from '../../../../src/adapters/grammars.js'
import type { Language, RepoPath } from '../../../../src/domain.js'
import { applyChanges } from '../../../../src/repair/code/edits.js'
import { codeFileOf, homeOf } from '../../../../src/repair/search/home.js'
import { type Operator, spotOf, type Variant } from '../../../../src/repair/search/operator.js'
import { within } from '../../../../src/repair/search/term.js'
import { parseFile } from '../../../../src/syntax/file.js'
import { openSyntax } from '../../../../src/syntax/open.js'

const syntax = openSyntax(openGrammars())

/** `js` and `py` are the bodies of a function that takes xs, n, i, name and order. */
type Tongue = 'js' | 'py'

interface Tables {
  /** Body before, and a body that must be among those made of it. */
  readonly gives: readonly (readonly [Tongue, string, string])[]
  /** Bodies that nothing is made of. */
  readonly leaves: readonly (readonly [Tongue, string])[]
}

const languages: Readonly<Record<Tongue, Language>> = { js: 'javascript', py: 'python' }
const heads: Readonly<Record<Tongue, string>> = {
  js: 'function run(xs, n, i, name, order) {\n',
  py: 'def run(xs, n, i, name, order):\n',
}

/** Holds an operator to what it makes, to what it leaves alone, and to the price it waits at. */
export function holds(operator: Operator, { gives, leaves }: Tables): void {
  describe(operator.name, () => {
    it.each(gives)('%s: %s becomes %s', async (tongue, before, after) => {
      expect((await offered(operator, tongue, before)).map(({ text }) => text)).toContain(after)
    })

    it.each(leaves)('%s: leaves %s alone', async (tongue, before) => {
      expect((await offered(operator, tongue, before)).map(({ text }) => text)).toEqual([])
    })

    it('never offers anything cheaper than what it waits for', async () => {
      const all = await Promise.all(gives.map(([tongue, before]) => offered(operator, tongue, before)))
      const costs = all.flat().map(({ variant }) => variant.cost)
      expect(Math.min(...costs)).toBeGreaterThanOrEqual(operator.least)
    })
  })
}

async function offered(
  operator: Operator,
  tongue: Tongue,
  body: string,
): Promise<readonly { readonly text: string; readonly variant: Variant }[]> {
  const indent = tongue === 'js' ? '  ' : '    '
  const lines = body.split('\n').map((line) => `${indent}${line}\n`)
  const text = `${heads[tongue]}${lines.join('')}${tongue === 'js' ? '}\n' : ''}`
  const file = codeFileOf(await parseFile(syntax, 'src/a' as RepoPath, languages[tongue], text))
  if (file === undefined) throw new Error(`search does not speak ${tongue}`)
  const region = [...within(file.root)].find((term) => term.form === 'function')
  if (region === undefined) throw new Error(`no function in ${text}`)
  const home = homeOf(file, region)
  return [...within(region)]
    .filter((term) => operator.forms.includes(term.form))
    .flatMap((term) => [...operator.variants(spotOf(home, term))])
    .map((variant) => ({ variant, text: bodyOf(applyChanges(text, variant.changes), tongue, indent) }))
}

function bodyOf(text: string, tongue: Tongue, indent: string): string {
  const inner = text.slice(heads[tongue].length, tongue === 'js' ? text.lastIndexOf('\n}') : text.length)
  return inner
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n')
}
