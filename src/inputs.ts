/**
 * The inputs of action.yml in types. Pure: text in, typed values or one refusal out.
 * Every refusal names the input, what came, and what is allowed.
 */
import { actionInputs } from './action.generated.js'
import type { Outcome, RepoPath, Strategy } from './domain.js'
import { nearest } from './nearest.js'
import { repoPath } from './repo-path.js'

export const modes = ['heal', 'diagnose', 'propose', 'verify', 'publish', 'doctor'] as const
export type Mode = (typeof modes)[number]

type Parsed<T> = { readonly value: T } | { readonly allowed: string }

interface Input<T> {
  /** Secrets come from the environment; on the command line a flag would leave them in the process list. */
  readonly secret?: true
  parse(text: string): Parsed<T>
}

function oneOf<T extends string>(...values: readonly T[]): (text: string) => Parsed<T> {
  return (text) => {
    const value = values.find((each) => each === text)
    return value === undefined ? { allowed: `one of ${values.join(', ')}` } : { value }
  }
}

function text(limit = 10_000): (given: string) => Parsed<string | undefined> {
  return (given) => {
    if (given.length > limit) return { allowed: `at most ${limit} characters` }
    if (given.includes('\0')) return { allowed: 'text without NUL' }
    return { value: given.trim() === '' ? undefined : given.trim() }
  }
}

/** Lists are separated by line ends, and by commas where `commas` is set. Blank entries are dropped. */
function list(options: { commas: boolean }): (given: string) => Parsed<readonly string[]> {
  return (given) => {
    const entries = given.split(options.commas ? /[\n,]/ : '\n').map((entry) => entry.trim())
    const value = entries.filter((entry) => entry !== '')
    return value.length > 1000 ? { allowed: 'at most 1000 entries' } : { value }
  }
}

function boolean(given: string): Parsed<boolean> {
  // The spellings of YAML 1.2's core schema, which GitHub's own toolkit takes.
  if (/^(true|True|TRUE)$/.test(given)) return { value: true }
  if (/^(false|False|FALSE)$/.test(given)) return { value: false }
  return { allowed: 'true or false' }
}

function number(minimum: number, maximum: number, digits: number): (given: string) => Parsed<number> {
  const pattern = digits === 0 ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,4})?$/
  const kind = digits === 0 ? 'a whole number' : 'a decimal number'
  return (given) => {
    const value = pattern.test(given) ? Number(given) : Number.NaN
    return value >= minimum && value <= maximum ? { value } : { allowed: `${kind} from ${minimum} to ${maximum}` }
  }
}

const strategyNames: readonly Strategy[] = ['rules', 'search', 'model', 'revert']

function strategies(given: string): Parsed<readonly Strategy[]> {
  const names = given.split(/[\s,]+/).filter((name) => name !== '')
  const value = names.flatMap((name) => strategyNames.filter((known) => known === name))
  const ok = value.length > 0 && value.length === names.length && new Set(value).size === value.length
  return ok ? { value } : { allowed: `some of ${strategyNames.join(', ')}, each once` }
}

function directory(given: string): Parsed<RepoPath | '.'> {
  const trimmed = given.replace(/^\.\//, '').replace(/\/$/, '')
  if (trimmed === '.' || trimmed === '') return { value: '.' }
  const result = repoPath(trimmed)
  return 'path' in result ? { value: result.path } : { allowed: `a folder inside the repository (${result.refused})` }
}

/** Narrower than git's own rule: letters that every shell, URL and log leaves alone. */
function branch(given: string): Parsed<string | undefined> {
  if (given === '') return { value: undefined }
  const plain = /^[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}$/.test(given)
  const git = !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(given) && !/^(refs\/|HEAD$)/.test(given)
  return plain && git
    ? { value: given }
    : { allowed: 'a branch name of letters, digits, ".", "_", "-" and "/", without refs/' }
}

function branchPrefix(given: string): Parsed<string> {
  const parsed = branch(`${given}x`)
  return 'value' in parsed && given !== ''
    ? { value: given }
    : { allowed: 'the start of a branch name, such as suture/' }
}

function token(given: string): Parsed<string | undefined> {
  const value = given.trim()
  if (value === '') return { value: undefined }
  return /^[\x21-\x7e]+$/.test(value) && !/^\*+$/.test(value)
    ? { value }
    : { allowed: 'a token in one line of printable ASCII' }
}

function fingerprint(given: string): Parsed<string | undefined> {
  if (given === '') return { value: undefined }
  return /^[0-9a-f]{12}$/.test(given)
    ? { value: given }
    : { allowed: '12 hexadecimal digits, as the output `matrix` has' }
}

function digest(given: string): Parsed<string | undefined> {
  if (given === '') return { value: undefined }
  return /^[0-9a-f]{64}$/.test(given)
    ? { value: given }
    : { allowed: '64 hexadecimal digits, as the output `digest` of the earlier job has' }
}

/** In the order of action.yml; a test compares both, and the README's table with them. */
export const inputTable = {
  mode: { parse: oneOf(...modes) },
  signals: { parse: list({ commas: false }) },
  testCommand: { parse: text() },
  reproduceCommand: { parse: text() },
  proof: { parse: oneOf('strict', 'suite') },
  setupCommand: { parse: text() },
  workingDirectory: { parse: directory },
  failure: { parse: fingerprint },
  strategies: { parse: strategies },
  model: { parse: text(200) },
  apiKey: { secret: true, parse: token },
  baseUrl: { parse: text(2000) },
  reasoningEffort: { parse: text(50) },
  instructions: { parse: text(50_000) },
  maxMinutes: { parse: number(1, 360, 0) },
  maxCost: { parse: number(0, 10_000, 2) },
  maxTokens: { parse: number(0, 100_000_000, 0) },
  maxCandidates: { parse: number(1, 1_000_000, 0) },
  confirmations: { parse: number(1, 20, 0) },
  allow: { parse: list({ commas: false }) },
  deny: { parse: list({ commas: false }) },
  allowTestChanges: { parse: boolean },
  allowDependencyChanges: { parse: boolean },
  maxFiles: { parse: number(1, 100, 0) },
  maxLines: { parse: number(1, 5000, 0) },
  sandbox: { parse: oneOf('auto', 'bwrap', 'unshare', 'docker', 'none') },
  network: { parse: oneOf('none', 'host') },
  githubToken: { secret: true, parse: token },
  base: { parse: branch },
  branchPrefix: { parse: branchPrefix },
  labels: { parse: list({ commas: true }) },
  reviewers: { parse: list({ commas: true }) },
  assignees: { parse: list({ commas: true }) },
  draft: { parse: boolean },
  maxOpen: { parse: number(1, 100, 0) },
  cooldownHours: { parse: number(0, 8760, 0) },
  telemetry: { parse: text(2000) },
  report: { parse: text(4096) },
  fix: { parse: text(4096) },
  digest: { parse: digest },
} satisfies Record<string, Input<unknown>>

type Table = typeof inputTable
type InputKey = keyof Table

export type Inputs = {
  readonly [K in InputKey]: Table[K] extends { parse(text: string): Parsed<infer T> } ? T : never
}

/** `testCommand` → `test-command`. */
export function inputName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** As action.yml says; the empty text means "not given". */
export function defaultOf(name: string): string {
  return actionInputs[name]?.default ?? ''
}

export const inputNames: readonly string[] = Object.keys(inputTable).map(inputName)

export function isSecretInput(name: string): boolean {
  return Object.entries(inputTable).some(([key, input]) => inputName(key) === name && 'secret' in input)
}

export function configError(reason: string, next: string): Outcome {
  return { outcome: 'error-config', reason, next }
}

/** The refusal of a name that is no input. */
export function unknownInput(name: string, dash: '' | '--'): Outcome {
  const guess = nearest(name, inputNames)
  const shown = name.slice(0, 60)
  return configError(
    `${dash}${shown} is not an input`,
    guess === undefined ? 'see action.yml or --help for all inputs' : `did you mean ${dash}${guess}?`,
  )
}

/** @param given text by input name; a missing or empty text means the default. */
export function parseInputs(
  given: Readonly<Record<string, string>>,
): { readonly inputs: Inputs } | { readonly refused: Outcome } {
  const known = new Set(inputNames)
  const stranger = Object.keys(given).find((name) => !known.has(name))
  if (stranger !== undefined) return { refused: unknownInput(stranger, '') }
  const values: Record<string, unknown> = {}
  for (const [key, input] of Object.entries(inputTable) as [string, Input<unknown>][]) {
    const name = inputName(key)
    const came = given[name] === undefined || given[name].trim() === '' ? defaultOf(name) : given[name]
    const parsed = input.parse(came)
    if ('allowed' in parsed) return { refused: refusal(name, input, came, parsed.allowed) }
    values[key] = parsed.value
  }
  return { inputs: values as Inputs }
}

function refusal(name: string, input: Input<unknown>, came: string, allowed: string): Outcome {
  const shown = input.secret ? 'the value given' : JSON.stringify(came.length > 80 ? `${came.slice(0, 80)}…` : came)
  return configError(`input ${name}: ${shown} is not allowed`, `give ${allowed}`)
}
