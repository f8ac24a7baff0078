/** What an input's text may be: text in, a value or what is allowed out. */
import type { RepoPath, Strategy } from './domain.js'
import { repoPath } from './repo-path.js'

export type Parsed<T> = { readonly value: T } | { readonly allowed: string }

export function oneOf<T extends string>(...values: readonly T[]): (text: string) => Parsed<T> {
  return (text) => {
    const value = values.find((each) => each === text)
    return value === undefined ? { allowed: `one of ${values.join(', ')}` } : { value }
  }
}

export function text(limit = 10_000): (given: string) => Parsed<string | undefined> {
  return (given) => {
    if (given.length > limit) return { allowed: `at most ${limit} characters` }
    if (given.includes('\0')) return { allowed: 'text without NUL' }
    return { value: given.trim() === '' ? undefined : given.trim() }
  }
}

export function httpAddress(given: string): Parsed<string | undefined> {
  const parsed = text(2000)(given)
  if ('allowed' in parsed || parsed.value === undefined) return parsed
  const refused = { allowed: 'an http or https address without a user name' }
  if (!URL.canParse(parsed.value)) return refused
  const { protocol, username, password } = new URL(parsed.value)
  return /^https?:$/.test(protocol) && username === '' && password === '' ? parsed : refused
}

/** Lists are separated by line ends, and by commas where `commas` is set. Blank entries are dropped. */
export function list(options: { commas: boolean }): (given: string) => Parsed<readonly string[]> {
  return (given) => {
    const entries = given.split(options.commas ? /[\n,]/ : '\n').map((entry) => entry.trim())
    const value = entries.filter((entry) => entry !== '')
    return value.length > 1000 ? { allowed: 'at most 1000 entries' } : { value }
  }
}

/** Longer globs are not written by people, and the matcher compiles each one. */
const longestGlob = 500

/** A glob with `!` would match everything else, and so open what it was meant to close. */
export function globs(given: string): Parsed<readonly string[]> {
  const parsed = list({ commas: false })(given)
  if ('allowed' in parsed) return parsed
  const odd = parsed.value.some((glob) => glob.startsWith('!') || glob.length > longestGlob)
  return odd ? { allowed: `path globs without a leading "!", each at most ${longestGlob} characters` } : parsed
}

export function boolean(given: string): Parsed<boolean> {
  // The spellings of YAML 1.2's core schema, which GitHub's own toolkit takes.
  if (/^(true|True|TRUE)$/.test(given)) return { value: true }
  if (/^(false|False|FALSE)$/.test(given)) return { value: false }
  return { allowed: 'true or false' }
}

export function number(minimum: number, maximum: number, digits: number): (given: string) => Parsed<number> {
  const pattern = digits === 0 ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,4})?$/
  const kind = digits === 0 ? 'a whole number' : 'a decimal number'
  return (given) => {
    const value = pattern.test(given) ? Number(given) : Number.NaN
    return value >= minimum && value <= maximum ? { value } : { allowed: `${kind} from ${minimum} to ${maximum}` }
  }
}

const strategyNames: readonly Strategy[] = ['rules', 'search', 'model', 'revert']

export function strategies(given: string): Parsed<readonly Strategy[]> {
  const names = given.split(/[\s,]+/).filter((name) => name !== '')
  const value = names.flatMap((name) => strategyNames.filter((known) => known === name))
  const ok = value.length > 0 && value.length === names.length && new Set(value).size === value.length
  return ok ? { value } : { allowed: `some of ${strategyNames.join(', ')}, each once` }
}

export function directory(given: string): Parsed<RepoPath | '.'> {
  const trimmed = given.replace(/^\.\//, '').replace(/\/$/, '')
  if (trimmed === '.' || trimmed === '') return { value: '.' }
  const result = repoPath(trimmed)
  return 'path' in result ? { value: result.path } : { allowed: `a folder inside the repository (${result.refused})` }
}

/** Narrower than git's own rule: letters that every shell, URL and log leaves alone. */
export function branch(given: string): Parsed<string | undefined> {
  if (given === '') return { value: undefined }
  const plain = /^[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}$/.test(given)
  const git = !/\.\.|\/\/|\/\.|\.lock(\/|$)|[./]$/.test(given) && !/^(refs\/|HEAD$)/.test(given)
  return plain && git
    ? { value: given }
    : { allowed: 'a branch name of letters, digits, ".", "_", "-" and "/", without refs/' }
}

export function branchPrefix(given: string): Parsed<string> {
  const parsed = branch(`${given}x`)
  return 'value' in parsed && given !== ''
    ? { value: given }
    : { allowed: 'the start of a branch name, such as suture/' }
}

export function token(given: string): Parsed<string | undefined> {
  const value = given.trim()
  if (value === '') return { value: undefined }
  return /^[\x21-\x7e]+$/.test(value) && !/^\*+$/.test(value)
    ? { value }
    : { allowed: 'a token in one line of printable ASCII' }
}

export function fingerprint(given: string): Parsed<string | undefined> {
  if (given === '') return { value: undefined }
  return /^[0-9a-f]{12}$/.test(given)
    ? { value: given }
    : { allowed: '12 hexadecimal digits, as the output `matrix` has' }
}

export function digest(given: string): Parsed<string | undefined> {
  if (given === '') return { value: undefined }
  return /^[0-9a-f]{64}$/.test(given)
    ? { value: given }
    : { allowed: '64 hexadecimal digits, as the output `digest` of the earlier job has' }
}
