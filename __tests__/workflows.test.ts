/** The workflows that people copy keep to what docs/triggers.md says of them, and two linters of the field find nothing. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { findExecutable } from '../src/adapters/find-executable.js'

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}
interface Workflow {
  readonly permissions: object
  readonly jobs: Readonly<Record<string, Job>>
}

const folder = fileURLToPath(new URL('../examples/workflows/', import.meta.url))
const files = readdirSync(folder).sort()
const docs = readFileSync(new URL('../docs/triggers.md', import.meta.url), 'utf8')
const action: { readonly inputs: object } = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'))

describe.each(files)('%s', (file) => {
  const text = readFileSync(`${folder}${file}`, 'utf8')
  const workflow: Workflow = parse(text)
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  it('pins every action to a commit', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/)
  })

  it('asks for permissions job by job, and keeps no credential in the checkout', () => {
    expect(workflow.permissions).toEqual({})
    for (const job of jobs) expect(job.permissions).toBeDefined()
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
      expect(step.with?.['persist-credentials']).toBe(false)
  })

  it('gives Suture only inputs that it has', () => {
    const own = steps.filter(({ uses }) => uses?.startsWith('OWNER/suture@'))
    expect(own.length).toBeGreaterThan(0)
    for (const step of own)
      for (const input of Object.keys(step.with ?? {})) expect(action.inputs).toHaveProperty(input)
  })

  it('stands in docs/triggers.md', () => expect(docs).toContain(`(../examples/workflows/${file})`))
})

describe('linters', () => {
  for (const [name, ...args] of [
    ['actionlint', '-no-color'],
    ['zizmor', '--offline', '--no-progress'],
  ] as const) {
    const program = findExecutable(name, process.env['PATH'])
    const check = program === undefined ? it.skip : it
    check(`${name} finds nothing${program === undefined ? ' (it is not on this machine)' : ''}`, () => {
      const paths = files.map((file) => `${folder}${file}`)
      // A linter that finds something ends with an exit code of its own, which throws with what it said.
      execFileSync(program ?? '', [...args, ...paths], { stdio: 'pipe', encoding: 'utf8' })
    })
  }
})
