/**
 * The inputs of action.yml in types. Pure: text in, typed values or one refusal out.
 * Every refusal names the input, what came, and what is allowed.
 */
import { actionInputs } from './action.generated.js'
import type { Outcome } from './domain.js'
import {
  boolean,
  branch,
  branchPrefix,
  digest,
  directory,
  fingerprint,
  globs,
  httpAddress,
  list,
  number,
  oneOf,
  type Parsed,
  strategies,
  text,
  token,
} from './input-values.js'
import { nearest } from './nearest.js'

export const modes = ['heal', 'diagnose', 'propose', 'verify', 'publish', 'doctor'] as const
export type Mode = (typeof modes)[number]

interface Input<T> {
  /** Secrets come from the environment; on the command line a flag would leave them in the process list. */
  readonly secret?: true
  parse(text: string): Parsed<T>
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
  allow: { parse: globs },
  deny: { parse: globs },
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
  telemetry: { parse: httpAddress },
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
    // A YAML block scalar brings a line end of its own.
    const came = given[name]?.trim() || defaultOf(name)
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
