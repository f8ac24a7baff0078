/** From a command that wraps another (a script, a make target) to the test runner behind it, as far as that is certain. */

import { runners } from '../runners/all.js'
import { jsonScript, packageScript } from './conventions.js'
import type { ProjectFiles } from './project-files.js'
import { parseSimpleCommand, type SimpleCommand } from './shell.js'

/** A command of one program, and the steps that its script takes before it. */
export interface Followed {
  readonly command: SimpleCommand
  readonly before: readonly string[]
}

/** Wrappers within wrappers; more than these are not meant to be read by anyone. */
const deepest = 4

/** Undefined where anything in between needs a real shell, or tool, to be understood. */
export async function follow(
  command: SimpleCommand,
  project: ProjectFiles,
  depth = deepest,
): Promise<Followed | undefined> {
  if (runners.some((runner) => runner.starts(command.words))) {
    return (await isCertain(command, project)) ? { command, before: [] } : undefined
  }
  for (const wrapper of wrappers) {
    const inner = await wrapper(command.words, project)
    if (inner === undefined) continue
    if (inner === 'unclear' || depth === 0) return undefined
    return behind(inner, command.assignments, project, depth - 1)
  }
  return { command, before: [] }
}

/** What a wrapper runs: a line of its script, and words that the caller adds to the end. */
interface Inner {
  readonly line: string
  readonly added: readonly string[]
  readonly before?: readonly string[]
}

type Wrapper = (words: readonly string[], project: ProjectFiles) => Promise<Inner | 'unclear' | undefined>

async function behind(
  inner: Inner,
  assignments: readonly string[],
  project: ProjectFiles,
  depth: number,
): Promise<Followed | undefined> {
  const steps = inner.line.split(/\s+&&\s+/)
  const last = parseSimpleCommand(steps.pop() ?? '')
  if (last === undefined || steps.some((step) => parseSimpleCommand(step) === undefined)) return undefined
  const command = { assignments: [...assignments, ...last.assignments], words: [...last.words, ...inner.added] }
  const followed = await follow(command, project, depth)
  return followed && { ...followed, before: [...(inner.before ?? []), ...steps, ...followed.before] }
}

/** `rake test` may be anything; a test task of rake with minitest is not. */
async function isCertain({ words }: SimpleCommand, project: ProjectFiles): Promise<boolean> {
  if (!words.slice(0, 3).some((word) => /(^|\/)rake$/.test(word))) return true
  return /TestTask/.test((await project.read('Rakefile')) ?? '')
}

const scripts: Wrapper = async (words, project) => {
  if (!/^(npm|pnpm|yarn|bun)$/.test(words[0] ?? '')) return undefined
  const call = scriptCall(words)
  const line = call && (await packageScript(project, call.script))
  if (call === undefined || line === undefined) return 'unclear'
  // What runs after the tests decides on the exit code as well.
  if ((await packageScript(project, `post${call.script}`)) !== undefined) return 'unclear'
  const hook = await packageScript(project, `pre${call.script}`)
  return { line, added: call.added, before: hook === undefined ? [] : [hook] }
}

const composer: Wrapper = async (words, project) => {
  if (words[0] !== 'composer') return undefined
  const name = words[1] === 'run' || words[1] === 'run-script' ? words[2] : words[1]
  const line = name === undefined ? undefined : await jsonScript(project, 'composer.json', 'scripts', name)
  if (line === undefined) return 'unclear'
  return { line: line.replace(/^@php\s+/, 'php ').replace(/^(phpunit|pest)\b/, 'vendor/bin/$1'), added: [] }
}

const denoTask: Wrapper = async (words, project) => {
  if (words[0] !== 'deno' || words[1] !== 'task' || words[2] === undefined) return undefined
  const line = await jsonScript(project, 'deno.json', 'tasks', words[2])
  return line === undefined ? 'unclear' : { line, added: words.slice(3) }
}

/** The lines of a rule without prerequisites; its variables only where the file sets them plainly. */
const make: Wrapper = async (words, project) => {
  if (words[0] !== 'make') return undefined
  const text = (await project.read('Makefile')) ?? ''
  if (words.length > 2 || text.length > 200_000) return 'unclear'
  const lines = recipe(text, words[1] ?? /^([\w-]+)\s*:(?!=)/m.exec(text)?.[1] ?? '', /^\t/)
  if (lines === undefined) return 'unclear'
  const plain = lines.map((line) => withVariables(line.trim().replace(/^@/, ''), text))
  // `-` before a line says that its failure does not matter.
  if (plain.some((line) => line.startsWith('-') || line.includes('$'))) return 'unclear'
  return { line: plain.join(' && '), added: [] }
}

const just: Wrapper = async (words, project) => {
  if (words[0] !== 'just') return undefined
  const text = (await project.read('justfile')) ?? (await project.read('Justfile')) ?? ''
  if (words.length > 2 || text.length > 200_000) return 'unclear'
  const lines = recipe(text, words[1] ?? '', /^[ \t]/)
  if (lines === undefined) return 'unclear'
  const plain = lines.map((line) =>
    line
      .trim()
      .replace(/^@/, '')
      .replace(/\s*\{\{\s*\w+\s*\}\}$/, ''),
  )
  return plain.some((line) => line.startsWith('-') || line.includes('{{'))
    ? 'unclear'
    : { line: plain.join(' && '), added: [] }
}

/** tox makes its environment from a registry that is out of reach: the command alone runs with what is installed. */
const tox: Wrapper = async (words, project) => {
  if (words[0] !== 'tox') return undefined
  const text = (await project.read('tox.ini')) ?? ''
  const section = /^\[testenv\]\n([^[]*)/m.exec(text.slice(0, 200_000))?.[1]
  const commands = section && /^commands\s*=([^\n]*(?:\n[ \t]+[^\n]*)*)/m.exec(section)?.[1]
  if (commands === undefined || commands === '' || words.length > 3) return 'unclear'
  const lines = commands.split('\n').map((line) =>
    line
      .trim()
      .replace(/\{posargs(?::([^}]*))?\}/, '$1')
      .trim(),
  )
  const plain = lines.filter((line) => line !== '')
  return plain.length !== 1 || /^-|[{}]/.test(plain[0] ?? '-') ? 'unclear' : { line: plain[0] ?? '', added: [] }
}

/** Asked in this order; the first that knows the program answers. */
const wrappers: readonly Wrapper[] = [scripts, composer, denoTask, make, just, tox]

/** The indented lines below `name:`, where nothing else has to be made before. */
function recipe(text: string, name: string, indented: RegExp): readonly string[] | undefined {
  if (!/^[\w.-]+$/.test(name)) return undefined
  const all = text.split(/\r?\n/)
  const heads = all.flatMap((line, index) =>
    new RegExp(`^@?${name.replaceAll('.', '\\.')}\\b[^:=]*:(?!=)`).test(line) ? [index] : [],
  )
  const at = heads[0]
  if (at === undefined || heads.length > 1) return undefined
  if (/:\s*[^\s#]/.test(all[at] ?? '')) return undefined
  const end = all.findIndex((line, index) => index > at && !indented.test(line))
  const lines = all.slice(at + 1, end === -1 ? undefined : end).filter((line) => line.trim() !== '')
  return lines.length === 0 ? undefined : lines
}

function withVariables(line: string, text: string): string {
  return line.replace(/\$[({](\w+)[)}]/g, (whole, name: string) => {
    const value = new RegExp(`^${name}\\s*[:?]?=\\s*([^$\\n#]*)$`, 'm').exec(text)?.[1]
    return value === undefined ? whole : value.trim()
  })
}

/**
 * `npm test`, `npm run test -- --x` and their kin: the name of the package.json script, and what is added to it.
 * Undefined too where flags of the package manager itself may change what runs (`npm test -w packages/a`).
 */
export function scriptCall(words: readonly string[]): { script: string; added: readonly string[] } | undefined {
  const manager = words[0] ?? ''
  if (!/^(npm|pnpm|yarn|bun)$/.test(manager)) return undefined
  const [first, ...others] = words.slice(1).filter((word) => !/^(-s|--silent|--if-present)$/.test(word))
  const runs = first === 'run' || first === 'run-script'
  // `bun test` is a test runner of its own.
  const script = runs ? others.shift() : (first === 'test' || first === 't') && manager !== 'bun' ? 'test' : undefined
  if (script === undefined || script.startsWith('-')) return undefined
  const cut = others.indexOf('--')
  const own = cut === -1 ? others : others.slice(0, cut)
  if (manager === 'npm' && own.some((word) => word.startsWith('-'))) return undefined
  return { script, added: others.filter((_, index) => index !== cut) }
}

const linter =
  /^(npx )?(eslint|xo|standard|biome|prettier|tslint|oxlint|ruff|flake8|black|isort|mypy|golangci-lint|rubocop)\b/

/** The steps before the tests as shell text: one test alone needs no linter. */
export function stepsBefore(before: readonly string[], isAll: boolean): string | undefined {
  const steps = isAll ? before : before.filter((step) => !linter.test(step))
  return steps.length === 0 ? undefined : steps.join(' && ')
}
