/** The command line: `node dist/index.js <mode> [--input value ...]`. Pure. */

import { actionInputs } from './action.generated.js'
import type { Outcome } from './domain.js'
import { configError, defaultOf, inputNames, isSecretInput, modes, unknownInput } from './inputs.js'
import { nearest } from './nearest.js'

export type CommandLine =
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly refused: Outcome }
  | { readonly kind: 'run'; readonly given: Readonly<Record<string, string>>; readonly workspace: string | undefined }

/** @param words the arguments after the script's name */
export function parseCommandLine(words: readonly string[]): CommandLine {
  if (words.includes('--help') || words.includes('-h') || words[0] === 'help') return { kind: 'help' }
  const given = new Map<string, string>()
  let rest = words
  const first = words[0]
  if (first !== undefined && !first.startsWith('-')) {
    if (!modes.some((mode) => mode === first)) return refuse(unknownMode(first))
    given.set('mode', first)
    rest = words.slice(1)
  }
  for (let index = 0; index < rest.length; index++) {
    const flag = splitFlag(rest[index] ?? '')
    if (flag === undefined)
      return refuse(
        configError(`unexpected argument ${shown(rest[index])}`, 'flags look like --name value; see --help'),
      )
    const value = flag.value ?? (isFlag(rest[index + 1]) ? undefined : rest[++index])
    const problem = checkFlag(flag.name, value)
    if (problem !== undefined) return refuse(problem)
    const earlier = given.get(flag.name)
    given.set(flag.name, earlier === undefined ? (value ?? '') : `${earlier}\n${value}`)
  }
  const workspace = given.get('workspace')
  given.delete('workspace')
  return { kind: 'run', given: Object.fromEntries(given), workspace }
}

function refuse(refused: Outcome): CommandLine {
  return { kind: 'refused', refused }
}

/** What follows a flag's name may be a secret that was meant for another flag. */
function shown(word: string | undefined): string {
  const safe = word?.startsWith('-') ? (/^-+[A-Za-z0-9_-]{0,40}/.exec(word)?.[0] ?? '-') : word
  return JSON.stringify((safe ?? '').slice(0, 60))
}

function unknownMode(word: string): Outcome {
  const guess = nearest(word, modes)
  const advice = guess === undefined ? `give one of ${modes.join(', ')}` : `did you mean ${guess}?`
  return configError(`${shown(word)} is not a mode`, advice)
}

function splitFlag(word: string): { name: string; value: string | undefined } | undefined {
  const match = /^--([A-Za-z0-9_-]+)(?:=([\s\S]*))?$/.exec(word)
  return match?.[1] === undefined ? undefined : { name: match[1], value: match[2] }
}

/** The name of another flag is no value: the value in between was forgotten. */
function isFlag(word: string | undefined): boolean {
  const name = splitFlag(word ?? '')?.name
  return name !== undefined && (name === 'workspace' || inputNames.includes(name))
}

function checkFlag(name: string, value: string | undefined): Outcome | undefined {
  if (name !== 'workspace' && !inputNames.includes(name)) return unknownInput(name, '--')
  if (isSecretInput(name)) {
    const variable = name === 'api-key' ? 'SUTURE_API_KEY or OPENAI_API_KEY' : 'GITHUB_TOKEN'
    return configError(`--${name} is a secret and never a flag`, `set ${variable} in the environment`)
  }
  return value === undefined ? configError(`--${name} has no value`, `give --${name}=VALUE`) : undefined
}

export function helpText(): string {
  const lines = [
    'suture: self-healing code. A fix comes with its proof, or it does not come.',
    '',
    'usage: node dist/index.js <mode> [--input value ...] [--workspace DIR]',
    '',
    `modes: ${modes.join(', ')}`,
    '',
    'inputs (a flag may be given several times for several lines):',
  ]
  for (const name of inputNames) {
    if (name === 'mode' || isSecretInput(name)) continue
    lines.push(`  --${name}${defaultOf(name) === '' ? '' : ` (default: ${defaultOf(name)})`}`)
    lines.push(`      ${actionInputs[name]?.description ?? ''}`)
  }
  lines.push(
    '  --workspace (default: the current folder)',
    '      The checkout.',
    '',
    'secrets come from the environment: GITHUB_TOKEN, SUTURE_API_KEY or OPENAI_API_KEY.',
    'exit codes: 0 finished, 1 your side (error-config), 2 the world (error-*), 3 refused (refused-*).',
  )
  return `${lines.join('\n')}\n`
}
