import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { actionInputs } from '../src/action.generated.js'
import { type Inputs, inputNames, isSecretInput, parseInputs } from '../src/inputs.js'

interface ActionYml {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string }>>
  readonly runs: { readonly using: string; readonly main: string }
}
const action: ActionYml = parse(readFileSync('action.yml', 'utf8'))

/** The surface that workflows are written against: a change here breaks somebody's workflow. */
const surface: Readonly<Record<string, string | undefined>> = {
  mode: 'heal',
  signals: 'auto',
  'test-command': undefined,
  'reproduce-command': undefined,
  proof: 'strict',
  'setup-command': undefined,
  'working-directory': '.',
  failure: undefined,
  strategies: 'rules, search, model, revert',
  model: undefined,
  'api-key': undefined,
  'base-url': undefined,
  'reasoning-effort': undefined,
  instructions: undefined,
  'max-minutes': '30',
  'max-cost': '2.00',
  'max-tokens': '400000',
  'max-candidates': '2000',
  confirmations: '3',
  allow: undefined,
  deny: undefined,
  'allow-test-changes': 'false',
  'allow-dependency-changes': 'false',
  'max-files': '5',
  'max-lines': '120',
  sandbox: 'auto',
  network: 'none',
  'github-token': '$' + '{{ github.token }}',
  base: undefined,
  'branch-prefix': 'suture/',
  labels: 'suture',
  reviewers: undefined,
  assignees: undefined,
  draft: 'true',
  'max-open': '3',
  'cooldown-hours': '24',
  telemetry: undefined,
  report: undefined,
  fix: undefined,
  digest: undefined,
}

const outputs = [
  'outcome',
  'reason',
  'fingerprint',
  'failures',
  'matrix',
  'strategy',
  'fix',
  'digest',
  'report',
  'branch',
  'pull-request-number',
  'pull-request-url',
  'tokens',
  'cost',
  'seconds',
]

function parsed(given: Record<string, string>): Inputs {
  const result = parseInputs(given)
  if ('refused' in result) throw new Error(`${result.refused.reason}; ${result.refused.next}`)
  return result.inputs
}

function refusal(given: Record<string, string>): { reason: string; next: string } {
  const result = parseInputs(given)
  if ('inputs' in result) throw new Error(`accepted: ${JSON.stringify(given)}`)
  expect(result.refused.outcome).toBe('error-config')
  return result.refused
}

describe('action.yml', () => {
  it('has the promised inputs with the promised defaults', () => {
    const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default])
    expect(Object.fromEntries(defaults)).toEqual(surface)
    expect(Object.keys(action.inputs).sort()).toEqual(Object.keys(surface).sort())
  })

  it('has the promised outputs', () => {
    expect(Object.keys(action.outputs).sort()).toEqual([...outputs].sort())
  })

  it('runs the bundle', () => {
    expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js' })
  })

  it('lists the inputs in the order of the table that parses them', () => {
    expect(inputNames).toEqual(Object.keys(action.inputs))
  })

  it('says the same as the generated file', () => {
    expect(Object.keys(actionInputs)).toEqual(Object.keys(action.inputs))
    for (const [name, { description }] of Object.entries(action.inputs)) {
      expect({ name, description: actionInputs[name]?.description }).toEqual({ name, description })
    }
    execFileSync(process.execPath, ['scripts/action.mjs', '--check'])
  })

  it('describes everything, in words that fit a table', () => {
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) {
      expect(description).toMatch(/^\S[^\n]{10,400}\.$/)
    }
  })
})

describe('parseInputs', () => {
  it('makes typed values of the defaults', () => {
    expect(parsed({})).toEqual({
      mode: 'heal',
      signals: ['auto'],
      proof: 'strict',
      workingDirectory: '.',
      strategies: ['rules', 'search', 'model', 'revert'],
      maxMinutes: 30,
      maxCost: 2,
      maxTokens: 400_000,
      maxCandidates: 2000,
      confirmations: 3,
      allow: [],
      deny: [],
      allowTestChanges: false,
      allowDependencyChanges: false,
      maxFiles: 5,
      maxLines: 120,
      sandbox: 'auto',
      network: 'none',
      branchPrefix: 'suture/',
      labels: ['suture'],
      reviewers: [],
      assignees: [],
      draft: true,
      maxOpen: 3,
      cooldownHours: 24,
    })
  })

  it('takes an empty text for the default', () => {
    const empty = Object.fromEntries(inputNames.map((name) => [name, name === 'labels' ? '  \n' : '']))
    expect(parsed(empty)).toEqual(parsed({}))
  })

  it.each<[string, string, keyof Inputs, unknown]>([
    ['mode', 'doctor', 'mode', 'doctor'],
    ['mode', 'heal\n', 'mode', 'heal'],
    ['signals', 'a.xml\n\n  logs/*.txt  \n', 'signals', ['a.xml', 'logs/*.txt']],
    ['signals', 'report, final.xml', 'signals', ['report, final.xml']],
    ['test-command', ' npm test\n', 'testCommand', 'npm test'],
    ['working-directory', './packages/a/', 'workingDirectory', 'packages/a'],
    ['working-directory', './', 'workingDirectory', '.'],
    ['strategies', 'search', 'strategies', ['search']],
    ['strategies', 'model\nrules', 'strategies', ['model', 'rules']],
    ['max-cost', '0', 'maxCost', 0],
    ['max-cost', '0.25', 'maxCost', 0.25],
    ['max-tokens', '0', 'maxTokens', 0],
    ['max-minutes', '360', 'maxMinutes', 360],
    ['draft', 'False', 'draft', false],
    ['draft', 'TRUE', 'draft', true],
    ['labels', 'a, b c\nd', 'labels', ['a', 'b c', 'd']],
    ['reviewers', 'blame', 'reviewers', ['blame']],
    ['allow', 'src/**\nlib/**', 'allow', ['src/**', 'lib/**']],
    ['base', 'release/1.x', 'base', 'release/1.x'],
    ['branch-prefix', 'bot/heal-', 'branchPrefix', 'bot/heal-'],
    ['failure', '0123456789ab', 'failure', '0123456789ab'],
    ['digest', 'ab'.repeat(32), 'digest', 'ab'.repeat(32)],
    ['github-token', `ghs_${'x'.repeat(500)}\n`, 'githubToken', `ghs_${'x'.repeat(500)}`],
  ])('%s %j becomes %s: %j', (name, given, key, value) => {
    expect(parsed({ [name]: given })[key]).toEqual(value)
  })

  it.each<[string, string, RegExp]>([
    ['mode', 'repair', /heal, diagnose, propose, verify, publish, doctor/],
    ['mode', 'Heal', /heal/],
    ['mode', 'constructor', /heal/],
    ['proof', 'none', /strict, suite/],
    ['sandbox', 'false', /auto, bwrap, unshare, docker, none/],
    ['network', 'on', /none, host/],
    ['strategies', 'rules, luck', /rules, search, model, revert/],
    ['strategies', 'rules, rules', /each once/],
    ['strategies', ',', /some of/],
    ['draft', 'yes', /true or false/],
    ['draft', 'on', /true or false/],
    ['draft', '1', /true or false/],
    ['allow-test-changes', 'tRue', /true or false/],
    ['max-minutes', '0', /whole number from 1 to 360/],
    ['max-minutes', '361', /from 1 to 360/],
    ['max-minutes', '1e3', /from 1 to 360/],
    ['max-minutes', '-1', /from 1 to 360/],
    ['max-minutes', '+5', /from 1 to 360/],
    ['max-minutes', '1.5', /whole number/],
    ['max-minutes', '0x10', /whole number/],
    ['max-minutes', '１０', /whole number/],
    ['max-minutes', 'NaN', /whole number/],
    ['max-minutes', '9'.repeat(400), /from 1 to 360/],
    ['max-files', '999999', /from 1 to 100/],
    ['max-lines', '5001', /from 1 to 5000/],
    ['max-cost', '2,00', /decimal number from 0 to 10000/],
    ['max-cost', '$2', /decimal number/],
    ['max-cost', 'Infinity', /decimal number/],
    ['confirmations', '21', /from 1 to 20/],
    ['max-open', '0', /from 1 to 100/],
    ['cooldown-hours', '8761', /from 0 to 8760/],
    ['working-directory', '..', /folder inside the repository/],
    ['working-directory', '/etc', /folder inside the repository/],
    ['working-directory', 'a/../../b', /folder inside the repository/],
    ['working-directory', '~', /folder inside the repository/],
    ['working-directory', 'C:\\x', /folder inside the repository/],
    ['working-directory', './/x', /folder inside the repository/],
    ['working-directory', '.git', /folder inside the repository/],
    ['base', '-x', /branch name/],
    ['base', '--upload-pack=x', /branch name/],
    ['base', 'refs/heads/../x', /branch name/],
    ['base', 'refs/heads/main', /without refs/],
    ['base', 'HEAD', /branch name/],
    ['base', '@{u}', /branch name/],
    ['base', 'a b', /branch name/],
    ['base', '$(id)', /branch name/],
    ['base', '{curl,https://x}$' + '{IFS}|bash', /branch name/],
    ['base', 'x'.repeat(300), /branch name/],
    ['base', 'größe', /branch name/],
    ['base', 'a..b', /branch name/],
    ['base', 'a.lock', /branch name/],
    ['base', 'a.lock/b', /branch name/],
    ['base', 'a/', /branch name/],
    ['base', 'a/.b', /branch name/],
    ['base', 'a\nb', /branch name/],
    ['branch-prefix', '-', /start of a branch name/],
    ['branch-prefix', '../', /start of a branch name/],
    ['branch-prefix', 'refs/', /start of a branch name/],
    ['branch-prefix', 'a b/', /start of a branch name/],
    ['failure', 'ABCDEF012345', /12 hexadecimal digits/],
    ['failure', '0123', /12 hexadecimal digits/],
    ['digest', 'sha256:00', /64 hexadecimal digits/],
    ['allow', '!src/secret/**', /without a leading "!"/],
    ['deny', 'x'.repeat(501), /at most 500/],
    ['deny', 'a\n'.repeat(1001), /1000 entries/],
    ['model', 'm'.repeat(201), /at most 200 characters/],
    ['test-command', 'a\0b', /without NUL/],
  ])('%s refuses %j and says what is allowed', (name, given, allowed) => {
    const { reason, next } = refusal({ [name]: given })
    expect(reason).toContain(`input ${name}: `)
    expect(reason).toContain(JSON.stringify(given.trim()).slice(1, 40).replace(/"$/, ''))
    expect(reason.length).toBeLessThan(200)
    expect(`${reason}${next}`).not.toMatch(/[\n\0]/)
    expect(next).toMatch(allowed)
  })

  it.each([
    ['github-token', '***'],
    ['github-token', 'ghp_first\nghp_second'],
    ['github-token', 'ghp_with blank'],
    ['github-token', 'ghp_größe'],
    ['api-key', 'sk-live\u0000'],
    ['api-key', '*'],
  ])('%s refuses %j and never echoes it', (name, given) => {
    const { reason, next } = refusal({ [name]: given })
    expect(reason).toContain(`input ${name}: `)
    for (const part of given.split(/\s/)) expect(`${reason} ${next}`.split(' ')).not.toContain(part)
    expect(`${reason}${next}`).not.toMatch(/ghp_|sk-live|\*/)
  })

  it.each([
    ['test-comand', 'test-command'],
    ['max-flies', 'max-files'],
    ['signal', 'signals'],
    ['githubtoken', 'github-token'],
    ['TEST-COMMAND', undefined],
    ['__proto__x', undefined],
    ['constructor', undefined],
    [`x${'y'.repeat(500)}`, undefined],
  ])('the unknown input %j is refused, with %j as a suggestion', (name, guess) => {
    const { reason, next } = refusal({ [name]: '1' })
    expect(reason).toBe(`${name.slice(0, 60)} is not an input`)
    expect(next).toBe(guess === undefined ? 'see action.yml or --help for all inputs' : `did you mean ${guess}?`)
  })

  it('knows its secrets', () => {
    expect(inputNames.filter(isSecretInput)).toEqual(['api-key', 'github-token'])
  })
})
