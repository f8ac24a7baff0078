import { readdirSync, readFileSync } from 'node:fs'
import type { RepoPath } from '../../../src/domain.js'
import { reads } from '../../../src/repair/model/reads/all.js'
import type { Library } from '../../../src/repair/model/reads/read.js'
import { wantedIn, wantedOf } from '../../../src/repair/model/wanted.js'
import { path } from './scripted.js'

const texts: Readonly<Record<string, string>> = {
  'src/cart.js': 'import { price } from "./price.js"\nexport function total(items) {\n  return items.map(price)\n}\n',
  'src/price.js': 'export const price = (item) => {\n  return item.cents / 100\n}\n',
  'lib/deep/price.js': 'export const other = 1\n',
  'main.go':
    'package main\n\nfunc (c *Cart) Total(a int) int {\n\tif a > 0 {\n\t\treturn 1\n\t}\n\treturn 0\n}\n\nvar x = 1\n',
  '.env': 'KEY=1',
  'certs/server.pem': 'x',
}

const library: Library = {
  files: Object.keys(texts).map(path),
  text: async (file: RepoPath) => texts[file],
  definitions: async () => undefined,
  culprit: async () => undefined,
}

async function ask(line: string): Promise<string> {
  const [wanted] = wantedIn(`ASK: ${line}`)
  if (wanted === undefined) throw new Error('no question')
  if (wanted.kind === 'unclear') return wanted.why
  return wanted.read.answer(wanted.given, { library, trials: [], near: [path('src/cart.js')] })
}

describe('what a model may read', () => {
  it('is listed file by file', () => {
    const folder = 'src/repair/model/reads'
    const list = readFileSync(`${folder}/all.ts`, 'utf8')
    const files = readdirSync(folder).filter((file) => /: Read = \{/.test(readFileSync(`${folder}/${file}`, 'utf8')))
    expect(files.length).toBe(reads.length)
    for (const file of files) expect(list).toContain(`./${file.replace('.ts', '.js')}`)
  })

  it.each([
    ['read_file src/cart.js 2 3', '2| export function total(items) {\n3|   return items.map(price)'],
    ['read_file src/cart.js:2-3', '2| export function total(items) {\n3|   return'],
    ['read_file `src/price.js`', 'lines 1 to 4 of 4'],
    ['read_file {"path":"src/price.js","from":2,"to":2}', 'lines 2 to 2 of 4:\n2|   return item.cents / 100'],
    ['read_file src/price.js 90', 'has 4 lines'],
    ['read_file price.js', 'there is no such file; src/price.js, lib/deep/price.js is'],
    ['read_file ../../etc/passwd', 'not a path of this repository: outside the repository'],
    ['read_file /etc/passwd', 'not a path of this repository'],
    ['read_file .git/config', 'git metadata'],
    ['read_file .env', 'may hold secrets'],
    ['read_file certs/server.pem', 'may hold secrets'],
    ['read_file', 'read_file needs path'],
    ['find_definition price', 'src/price.js, lines 1 to 3:\n1| export const price'],
    ['find_definition Cart.Total()', 'main.go, lines 3 to 8:\n3| func (c *Cart) Total'],
    ['find_definition nothing', 'no definition of nothing'],
    ['find_references price', 'src/cart.js:3: return items.map(price)'],
    ['find_text items.map(price)', 'src/cart.js:3: return items.map(price)'],
    ['find_text KEY=', 'no line has it'],
    ['find_text x', 'give a text of two characters'],
    ['show_culprit', 'no such commit is known'],
    ['show_last_run', 'no edit was run yet'],
    ['run_shell rm -rf /', 'there is no run_shell to ask for'],
  ])('%s', async (line, answer) => {
    expect(await ask(line)).toContain(answer)
  })

  it.each(['{"path":5}', '{', '[]', 'null', '{"path":{"a":1}}', '{"__proto__":{"path":"x"}}'])(
    'is refused for %s as the input of a tool',
    (input) => {
      const wanted = wantedOf({ id: 'a', name: 'find_definition', input: input.replace('path', 'name') })
      if (wanted.kind === 'read') expect(typeof wanted.given.get('name')).toBe('string')
      else expect(wanted.why).toBe('find_definition needs name')
    },
  )

  it('is found in linear time', async () => {
    const wide = `${' '.repeat(200_000)}x\n`.repeat(20)
    const slow: Library = {
      ...library,
      files: [path('a.js')],
      text: async () => `${wide}needle ${'('.repeat(100_000)}`,
    }
    for (const read of reads) {
      const given = new Map([
        ['path', 'a.js'],
        ['name', 'needle'],
        ['text', 'needle'],
      ])
      expect((await read.answer(given, { library: slow, trials: [], near: [] })).length).toBeLessThan(100_000)
    }
  })
})
