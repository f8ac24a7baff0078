import { helpText, parseCommandLine } from '../src/command-line.js'
import { inputNames, isSecretInput } from '../src/inputs.js'

function run(...words: string[]) {
  const line = parseCommandLine(words)
  if (line.kind !== 'run') throw new Error(JSON.stringify(line))
  return { given: line.given, workspace: line.workspace }
}

function refused(...words: string[]): string {
  const line = parseCommandLine(words)
  if (line.kind !== 'refused') throw new Error(`accepted: ${JSON.stringify(line)}`)
  expect(line.refused.outcome).toBe('error-config')
  return `${line.refused.reason}; ${line.refused.next}`
}

describe('parseCommandLine', () => {
  it.each<[string[], Record<string, string>, string | undefined]>([
    [[], {}, undefined],
    [['heal'], { mode: 'heal' }, undefined],
    [['--max-files', '3'], { 'max-files': '3' }, undefined],
    [
      ['diagnose', '--signals', 'a.xml', '--signals', 'b.xml'],
      { mode: 'diagnose', signals: 'a.xml\nb.xml' },
      undefined,
    ],
    [['--test-command=npm test -- --ci'], { 'test-command': 'npm test -- --ci' }, undefined],
    [['--test-command', '-x --y'], { 'test-command': '-x --y' }, undefined],
    [['--test-command', '--unknown'], { 'test-command': '--unknown' }, undefined],
    [['--test-command', ''], { 'test-command': '' }, undefined],
    [['--test-command='], { 'test-command': '' }, undefined],
    [['--instructions=a\nb=c'], { instructions: 'a\nb=c' }, undefined],
    [['verify', '--workspace', '/tmp/x', '--fix', 'f'], { mode: 'verify', fix: 'f' }, '/tmp/x'],
    [['--mode', 'doctor'], { mode: 'doctor' }, undefined],
  ])('%j', (words, given, workspace) => {
    expect(run(...words)).toEqual({ given, workspace })
  })

  it.each([[['--help']], [['-h']], [['help']], [['heal', '--help']], [['--nonsense', '--help']]])(
    '%j asks for help',
    (words) => {
      expect(parseCommandLine(words)).toEqual({ kind: 'help' })
    },
  )

  it.each<[string[], string]>([
    [['hael'], '"hael" is not a mode; did you mean heal?'],
    [['repair'], '"repair" is not a mode; give one of heal, diagnose, propose, verify, publish, doctor'],
    [['heal', '--max-flies', '3'], '--max-flies is not an input; did you mean --max-files?'],
    [['heal', '--zzz', '3'], '--zzz is not an input; see action.yml or --help for all inputs'],
    [['heal', '--__proto__', '3'], '--__proto__ is not an input; see action.yml or --help for all inputs'],
    [['heal', 'a.xml'], 'unexpected argument "a.xml"; flags look like --name value; see --help'],
    [['heal', '-v'], 'unexpected argument "-v"; flags look like --name value; see --help'],
    [['heal', '--'], 'unexpected argument "--"; flags look like --name value; see --help'],
    [['heal', '--fix'], '--fix has no value; give --fix=VALUE'],
    [['heal', '--model', '--signals', 'x'], '--model has no value; give --model=VALUE'],
    [['heal', '--workspace'], '--workspace has no value; give --workspace=VALUE'],
  ])('%j: %s', (words, expected) => {
    expect(refused(...words)).toBe(expected)
  })

  it('gives two modes to the parser of inputs, which refuses them', () => {
    expect(run('heal', '--mode', 'doctor').given).toEqual({ mode: 'heal\ndoctor' })
  })

  it.each([
    [['--api-key', 'sk-secret'], /--api-key is a secret and never a flag; set SUTURE_API_KEY or OPENAI_API_KEY/],
    [['--api-key=sk-secret'], /never a flag/],
    [['--github-token', 'sk-secret'], /set GITHUB_TOKEN in the environment/],
    [['--github-token'], /never a flag/],
    [['--api-kee', 'sk-secret'], /did you mean --api-key/],
    [['--api-key:sk-secret'], /unexpected argument/],
    [['--api-key"sk-secret"'], /unexpected argument/],
    [['-k=sk-secret'], /unexpected argument "-k"/],
  ])('%j is refused without its value', (words, expected) => {
    const text = refused('heal', ...words)
    expect(text).toMatch(expected)
    expect(text).not.toContain('sk-secret')
  })
})

describe('helpText', () => {
  const help = helpText()

  it.each(inputNames.filter((name) => name !== 'mode' && !isSecretInput(name)))('tells of --%s', (name) => {
    expect(help).toMatch(new RegExp(`^ {2}--${name}( \\(default: .+\\))?\\n {6}\\S`, 'm'))
  })

  it('never offers a secret as a flag, and names the variables instead', () => {
    expect(help).not.toMatch(/--(api-key|github-token)/)
    for (const variable of ['GITHUB_TOKEN', 'SUTURE_API_KEY', 'OPENAI_API_KEY']) expect(help).toContain(variable)
  })

  it('tells of modes, workspace and exit codes', () => {
    for (const word of ['heal, diagnose, propose, verify, publish, doctor', '--workspace', 'exit codes: 0 finished']) {
      expect(help).toContain(word)
    }
  })
})
