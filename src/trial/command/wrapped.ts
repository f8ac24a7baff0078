/** What stands behind a command that a project defines: as a shell text with the same exit code. */
import { jsonScript, packageScript } from './conventions.js'
import { scriptCall } from './follow.js'
import type { ProjectFiles } from './project-files.js'

export interface Wrapped {
  /** Where it stands, for people. */
  readonly place: string
  readonly text: string
  /** What is wrong with it whatever its text says. */
  readonly refused?: string
}

type Wrapper = (words: readonly string[], project: ProjectFiles) => Promise<Wrapped | undefined>

/** Larger files are generated; nobody reads their recipes. */
const longest = 200_000

export async function wrapped(command: string, project: ProjectFiles): Promise<Wrapped | undefined> {
  const words = command
    .split(/\s+/)
    .filter((word, at, all) => !(/^[A-Z_]\w*=\S*$/.test(word) && all.slice(0, at).every((each) => each.includes('='))))
  for (const wrapper of wrappers) {
    const found = await wrapper(words, project)
    if (found !== undefined) return found
  }
  return undefined
}

const npmScript: Wrapper = async (words, project) => {
  const call = scriptCall(words)
  if (call === undefined) return undefined
  const text = await packageScript(project, call.script)
  const place = `script "${call.script}" of package.json`
  if (text === undefined)
    return words.includes('--if-present')
      ? { place, text: '', refused: 'not there, and --if-present passes it over' }
      : undefined
  if (/no test specified/.test(text)) return { place, text, refused: 'what npm init wrote: no test specified' }
  const hooks = await Promise.all(
    [`pre${call.script}`, `post${call.script}`].map((name) => packageScript(project, name)),
  )
  const isPlain = hooks.every((hook) => hook === undefined)
  // npm stops at the first of the three that fails.
  const whole = [hooks[0], text, hooks[1]].filter((each) => each !== undefined).map((each) => `(${each}\n)`)
  return { place, text: isPlain ? text : whole.join(' && ') }
}

const jsonTask =
  (program: RegExp, file: string, section: string): Wrapper =>
  async (words, project) => {
    // `deno test` is a runner of its own, and no task of that name.
    if (!program.test(words[0] ?? '') || (words[0] === 'deno' && words[1] !== 'task')) return undefined
    const rest = words.slice(1).filter((word) => !/^(?:run|run-script|task)$/.test(word))
    const [name = ''] = rest
    const text = (await jsonScript(project, file, section, name)) ?? (await listedScript(project, file, section, name))
    return text === undefined
      ? undefined
      : {
          place: `script "${name}" of ${file}`,
          text: text.replace(/(^|&& )@(?!php)/g, '$1composer ').replace(/@php /g, 'php '),
        }
  }

/** Composer's scripts may be lists: the first that fails ends them. */
async function listedScript(project: ProjectFiles, file: string, section: string, name: string) {
  const text = await project.read(file)
  try {
    const lines: unknown = JSON.parse(text ?? '{}')?.[section]?.[name]
    return Array.isArray(lines) && lines.every((line) => typeof line === 'string') ? lines.join(' && ') : undefined
  } catch {
    return undefined
  }
}

const make: Wrapper = async (words, project) => {
  if (!/^g?make$/.test(words[0] ?? '')) return undefined
  const file = ['GNUmakefile', 'makefile', 'Makefile'].find((each) => project.has(each)) ?? 'Makefile'
  const text = ((await project.read(file)) ?? '').slice(0, longest).replace(/\\\r?\n\s*/g, ' ')
  const name = words.slice(1).find((word) => !/^-|=/.test(word)) ?? /^([\w-]+)\s*:(?!=)/m.exec(text)?.[1] ?? ''
  const ignored = /^\.IGNORE\s*:(.*)$/m.exec(text)?.[1]?.trim()
  const isIgnored =
    /^[ \t]*MAKEFLAGS[ \t]*[+:]?=.*(?:^|\s)-?-?(?:i|ignore-errors)(?:\s|$)/m.test(text) ||
    (ignored !== undefined && (ignored === '' || ignored.split(/\s+/).includes(name)))
  const pipes = /^(?:SHELL|\.SHELLFLAGS)\s*:?=.*pipefail/m.test(text)
  return recipe(text, name, /^\t/, { place: `target "${name}" of ${file}`, call: 'make', isIgnored, pipes })
}

const just: Wrapper = async (words, project) => {
  if (words[0] !== 'just') return undefined
  const file = ['justfile', 'Justfile', '.justfile'].find((each) => project.has(each)) ?? 'justfile'
  const text = ((await project.read(file)) ?? '').slice(0, longest)
  const name =
    words.slice(1).find((word) => !word.startsWith('-')) ?? /^@?([\w-]+)(?:[ \t][^\n:=]*)?:(?!=)/m.exec(text)?.[1] ?? ''
  const pipes = /^set shell\s*:=.*pipefail/m.test(text)
  return recipe(text, name, /^[ \t]/, { place: `recipe "${name}" of ${file}`, call: 'just', isIgnored: false, pipes })
}

interface Kind {
  readonly place: string
  readonly call: string
  readonly isIgnored: boolean
  readonly pipes: boolean
}

/** The lines of a recipe, each its own shell, after what it needs; `-` before a line says that its failure does not matter. */
function recipe(text: string, name: string, indented: RegExp, kind: Kind): Wrapped | undefined {
  if (!/^[\w.-]+$/.test(name)) return undefined
  const all = text.split(/\r?\n/)
  const heads = all
    .flatMap((line, index) =>
      new RegExp(`^@?${name.replaceAll('.', '\\.')}(?:\\s[^:=]*)?:(?![=:])`).test(line) ? [index] : [],
    )
    .slice(0, 20)
  if (heads.length === 0) return undefined
  const needs = heads
    .flatMap((at) => (/:\s*([^#;|]*)/.exec(all[at] ?? '')?.[1] ?? '').split(/\s+/))
    .filter((word) => /^[\w.-]+$/.test(word) && word !== name)
  const lines = heads.flatMap((at) => {
    const end = all.findIndex((line, index) => index > at && line.trim() !== '' && !indented.test(line))
    return all.slice(at + 1, end === -1 ? undefined : end)
  })
  const own = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  const steps = own.map((line) => {
    const [, marks = '', command = ''] = /^([-@+]*)(.*)$/.exec(line) ?? []
    const bash = kind.pipes ? `set -o pipefail; ${command}` : command
    return kind.isIgnored || marks.includes('-') ? `(${bash}\n) || true` : `(${bash}\n)`
  })
  const before = needs.slice(0, 10).map((need) => `${kind.call} ${need}`)
  const whole = [...before, ...steps].map((step) => `{ ${step}; }`).join(' && ')
  return whole === ''
    ? undefined
    : { place: kind.place, text: own.length === 1 && before.length === 0 ? (steps[0] ?? '') : whole }
}

const tox: Wrapper = async (words, project) => {
  if (words[0] !== 'tox') return undefined
  const text = ((await project.read('tox.ini')) ?? '').slice(0, longest)
  const at = words.indexOf('-e')
  const name = at === -1 ? '' : (words[at + 1] ?? '')
  const own = section(text, `testenv:${name}`)
  const base = section(text, 'testenv')
  const value = (key: string): string | undefined => setting(own, key) ?? setting(base, key)
  const commands = value('commands')
  if (commands === undefined) return undefined
  const steps = commands
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/\{posargs(?::([^}]*))?\}/g, '$1')
        .replace(/[{}]/g, '_')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => (line.startsWith('-') ? `{ ${line.replace(/^-\s*/, '')}; } || true` : line))
  const place = `commands of tox.ini`
  const isIgnored = /^\s*true\s*$/i.test(value('ignore_outcome') ?? '')
  return {
    place,
    text: steps.map((step) => `{ ${step}; }`).join(' && '),
    ...(isIgnored ? { refused: 'ignore_outcome = true' } : {}),
  }
}

function section(text: string, name: string): string {
  const from = text.split('\n').indexOf(`[${name}]`)
  if (from === -1) return ''
  const lines = text.split('\n').slice(from + 1)
  const end = lines.findIndex((line) => line.startsWith('['))
  return lines.slice(0, end === -1 ? undefined : end).join('\n')
}

function setting(body: string, key: string): string | undefined {
  return new RegExp(`^${key}\\s*=([^\\n]*(?:\\n[ \\t]+[^\\n]*)*)`, 'm').exec(body)?.[1]
}

/** A setting of a build tool that lets tests fail. */
const lenient =
  (program: RegExp, files: readonly string[], pattern: RegExp): Wrapper =>
  async (words, project) => {
    if (!program.test(words[0] ?? '')) return undefined
    for (const file of files) {
      const found = pattern.exec(((await project.read(file)) ?? '').slice(0, longest))?.[0]
      if (found !== undefined) return { place: file, text: '', refused: found }
    }
    return undefined
  }

const wrappers: readonly Wrapper[] = [
  npmScript,
  jsonTask(/^composer$/, 'composer.json', 'scripts'),
  jsonTask(/^deno$/, 'deno.json', 'tasks'),
  make,
  just,
  tox,
  lenient(
    /(?:^|\/)mvnw?$/,
    ['pom.xml'],
    /<(?:testFailureIgnore|skipTests|maven\.test\.failure\.ignore|maven\.test\.skip)>\s*true/,
  ),
  lenient(/(?:^|\/)gradlew?$/, ['build.gradle', 'build.gradle.kts'], /\bignoreFailures\s*(?:=|\.set\()\s*true/),
]
