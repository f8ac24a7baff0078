/** Commands that run the tests of every package of a workspace: one exit code for all of them. */
import { packageScript } from './conventions.js'
import { scriptCall, stepsBefore } from './follow.js'
import type { ProjectFiles } from './project-files.js'
import { parseSimpleCommand } from './shell.js'

/** Scripts within scripts; more than these are not meant to be read by anyone. */
const deepest = 4

/** They leave packages out: which, only the tool itself knows. */
const filters = /^(-F|--(filter|filter-prod|scope|exclude|ignore|projects|affected|since|include|from|no-private))(=|$)/

/**
 * Whether a command is the tests of every package and nothing beside them but linters. A step before them, such as a build,
 * belongs to how the project proves itself: then the command is taken as it stands.
 */
export async function isFanOut(command: string, project: ProjectFiles, depth = deepest): Promise<boolean> {
  const simple = parseSimpleCommand(command)
  if (simple === undefined || depth === 0) return false
  if (fansOut(simple.words)) return true
  const call = scriptCall(simple.words)
  const line = call && (await packageScript(project, call.script))
  if (call === undefined || line === undefined || call.added.length > 0) return false
  for (const hook of [`pre${call.script}`, `post${call.script}`]) {
    if ((await packageScript(project, hook)) !== undefined) return false
  }
  const steps = line.split(/\s+&&\s+/)
  const last = steps.pop() ?? ''
  return stepsBefore(steps, false) === undefined && isFanOut(last, project, depth - 1)
}

function fansOut(raw: readonly string[]): boolean {
  const all = raw.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'))
  const words = all.filter((word, at) => !isEverywhere(word, all[at + 1]) && !isEverywhere(all[at - 1], word))
  if (words.some((word) => filters.test(word))) return false
  const [program = '', ...others] = bare(words)
  if (!asksForTests(others)) return false
  if (words.length < all.length && /^(bun|pnpm)$/.test(program)) return true
  return tools.some((tool) => tool(program, others))
}

/** The one filter that leaves nothing out. */
function isEverywhere(word: string | undefined, next: string | undefined): boolean {
  return word === '--filter=*' || (word === '--filter' && next === '*')
}

/** `npx`, `pnpm exec` and their kin start the program that follows. */
function bare(words: readonly string[]): readonly string[] {
  if (words[0] === 'npx' || words[0] === 'bunx')
    return words.slice(1).filter((word, index) => index > 0 || word !== '--no-install')
  const isManager = /^(pnpm|yarn|npm)$/.test(words[0] ?? '')
  if (isManager && (words[1] === 'exec' || words[1] === 'dlx')) return words.slice(words[2] === '--' ? 3 : 2)
  return isManager && /^(turbo|nx|lerna)$/.test(words[1] ?? '') ? words.slice(1) : words
}

/** `test`, `-t test`, `--target=test`, `--targets lint,test`: the task of exactly this name. */
function asksForTests(words: readonly string[]): boolean {
  return words.some(
    (word) => /^(-t=|--targets?=)?([\w:-]{1,50},){0,20}test(,[\w:-]{1,50}){0,20}$/.test(word) || word === 't',
  )
}

type Tool = (program: string, words: readonly string[]) => boolean

const tools: readonly Tool[] = [
  (program, words) => program === 'npm' && words.some((word) => /^(--workspaces|-ws|--ws)(=true)?$/.test(word)),
  (program, words) => program === 'pnpm' && words.some((word) => /^(-r|--recursive|recursive)$/.test(word)),
  (program, words) => program === 'yarn' && (words[0] === 'workspaces' || words[0] === 'wsrun'),
  (program) => program === 'turbo',
  (program, words) => program === 'nx' && words[0] === 'run-many',
  (program, words) => program === 'lerna' && words[0] === 'run',
]

/** Tasks that turbo or nx would run before the tests, as they are written. */
export async function tasksBefore(project: ProjectFiles): Promise<string | undefined> {
  for (const [file, sections] of [
    ['turbo.json', ['tasks', 'pipeline']],
    ['nx.json', ['targetDefaults']],
  ] as const) {
    const json = parsed(await project.read(file))
    for (const section of sections) {
      const tasks = entry(entry(entry(json, section), 'test'), 'dependsOn')
      if (Array.isArray(tasks) && tasks.length > 0)
        return `${file}: ${tasks.slice(0, 5).map(String).join(', ').slice(0, 100)}`
    }
  }
  return undefined
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

function entry(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined
}
