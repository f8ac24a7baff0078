/** What a run may end with stands where a person would look for it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { exitCodes } from '../src/domain.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const text = (path: string) => readFileSync(join(root, path), 'utf8')
const troubleshooting = text('docs/troubleshooting.md')
const safety = text('docs/safety.md')

it.each(Object.keys(exitCodes))('%s has its place in docs/troubleshooting.md', (outcome) => {
  expect(troubleshooting).toMatch(new RegExp(`^### .*\`${outcome}\``, 'm'))
})

/** Rules that refuse, and those that only flag. */
const refusing = ['src/trial/patch', 'src/trial/conduct', 'src/modes'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...[...text(join(folder, file)).matchAll(/rule: '([a-z-]+)'/g)].map(([, rule]) => rule ?? ''),
      ...[...text(join(folder, file)).matchAll(/'refused-policy',\s+(?:reason: )?['`]([a-z-]+): /g)].map(
        ([, rule]) => rule ?? '',
      ),
    ]),
)
it.each([...new Set(refusing)].sort())('the rule %s is explained', (rule) => {
  expect(troubleshooting + safety).toContain(`\`${rule}\``)
})
it('has rules to look for', () => expect(refusing.length).toBeGreaterThan(8))

const { inputs }: { readonly inputs: object } = parse(text('action.yml'))
it.each(Object.keys(inputs))('the input %s has its sentence in README.md', (input) => {
  expect(text('README.md')).toMatch(new RegExp(`^\\| \`${input}\` \\| .* \\| \\S.{10,} \\|$`, 'm'))
})
