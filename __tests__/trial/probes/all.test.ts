import { readdirSync, readFileSync } from 'node:fs'
import { probes } from '../../../src/trial/probes/all.js'

it('lists every probe of the folder, each once', () => {
  const folder = 'src/trial/probes'
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'all.ts')
  const declared = files.flatMap((name) =>
    [...readFileSync(`${folder}/${name}`, 'utf8').matchAll(/^export const \w+: Probe = \{\s+name: '([\w-]+)'/gm)].map(
      (match) => match[1],
    ),
  )
  expect(probes.map((probe) => probe.name).sort()).toEqual(declared.sort())
  expect(new Set(declared).size).toBe(declared.length)
})

it('asks what runs after what only reads', () => {
  expect(probes.map((probe) => probe.name).slice(-3)).toEqual(['slower', 'behaviour', 'mutants'])
})
