import { vitest } from '../../../src/trial/runners/vitest.js'
import { warmVitest } from '../../../src/trial/warm/vitest.js'

const one = { kind: 'test', test: { name: 'adds', suite: 'test/a.test.ts' }, file: 'test/a.test.ts' } as const

function started(command: string, selection: Parameters<typeof vitest.select>[1] = one): string | undefined {
  const words = vitest.select(command.split(' '), selection, '/w/report')
  return warmVitest.start(words, '/w', selection)?.join(' ')
}

const own = "--coverage.enabled=false -t 'adds$' test/a.test.ts"

it.each([
  ['vitest run', `node /w/vitest.mjs --pool=threads ${own}`],
  ['npx vitest --config c.ts', `node /w/vitest.mjs --pool=threads ${own} --config c.ts`],
  ['npx vitest --pool=forks', `node /w/vitest.mjs ${own} --pool=forks`],
])('keeps %s', (command, expected) => {
  expect(started(command)?.split(' ').sort()).toEqual(expected.split(' ').sort())
})

it.each([
  ['a flag of node before it', 'node --import=x node_modules/.bin/vitest run', one],
  ['the whole suite', 'vitest run', { kind: 'all' }],
] as const)('does not keep %s', (_, command, selection) => {
  expect(started(command, selection)).toBeUndefined()
})
