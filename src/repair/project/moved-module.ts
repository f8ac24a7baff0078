import type { RepoPath } from '../../domain.js'
import { editDistance } from '../../nearest.js'
import { languageOf } from '../../syntax/language.js'
import { resolveImport } from '../../syntax/modules.js'
import { isTestFile } from '../../test-file.js'
import type { ProjectRule, ProjectSite } from './project-rule.js'
import { type Specifier, specifiersIn, specifierTo } from './specifiers.js'

/** Files that are read to find who imports; in larger projects the failing ones come first. */
const mostFiles = 600
const mostTargets = 6
const source = /\.(?:[cm]?[jt]sx?|py)$/
const messages: readonly RegExp[] = [
  /Cannot find module '([^'\n]{1,400})'/,
  /(?:Could not|Can't|Unable to|Failed to) resolve (?:import |path to module )?["'`]([^"'`\n]{1,400})["'`]/,
  /No module named '([\w.]{1,300})'/,
  /(?:imported module|import of) ["'`]?([\w./-]{1,300})["'`]? (?:not found|could not be resolved)/,
]

/**
 * An import of a file that is elsewhere by now: its importers are pointed to where it went, known from the culprit's
 * change, from a file of the same name, or of nearly the same name.
 */
export const movedModule: ProjectRule = {
  name: 'moved-module',
  works: 'JavaScript, TypeScript, Python',
  async *propose(site) {
    const wanted = wantedModule(site)
    if (wanted === undefined) return
    const importers = await importersOf(wanted, site)
    const first = importers[0]?.specifiers[0]
    if (first === undefined) return
    for (const target of targetsOf(wanted, first.path, site).slice(0, mostTargets)) {
      const texts = new Map<string, string>()
      for (const { path, text, specifiers } of importers) texts.set(path, retargeted(path, text, specifiers, target))
      yield { texts, explanation: `The module is ${target} now: its imports say so.` }
    }
  },
}

/** The last part of what could not be found, without its ending. */
function wantedModule({ failure, output }: ProjectSite): string | undefined {
  const words = `${failure.message}\n${failure.detail.slice(0, 4000)}\n${output.slice(0, 4000)}`
  const found = messages.map((pattern) => pattern.exec(words)?.[1]).find((each) => each !== undefined)
  return found === undefined
    ? undefined
    : stemOf(
        /^[\w.]+$/.test(found) && !found.startsWith('.') && !source.test(found) ? found.replaceAll('.', '/') : found,
      )
}

function stemOf(path: string): string {
  const last = path.replace(/\/(?:index\.[cm]?[jt]sx?|__init__\.py)$/, '').replace(/^.*\//, '')
  return last.replace(source, '')
}

interface Importer {
  readonly path: RepoPath
  readonly text: string
  readonly specifiers: readonly Specifier[]
}

async function importersOf(wanted: string, site: ProjectSite): Promise<readonly Importer[]> {
  const tracked = new Set(site.files)
  const own = site.files.filter((path) => source.test(path) && !isTestFile(path))
  const found: Importer[] = []
  for (const path of [...new Set([...site.failing.filter((each) => !isTestFile(each)), ...own])].slice(0, mostFiles)) {
    const language = languageOf(path)
    const text = language === undefined ? undefined : await site.read(path)
    if (language === undefined || text === undefined) continue
    const broken = specifiersIn(text, path).filter(
      (one) => stemOf(one.path) === wanted && resolveImport(one.text, path, language, tracked) === undefined,
    )
    if (broken.length > 0) found.push({ path, text, specifiers: broken })
  }
  return found
}

function targetsOf(wanted: string, broken: string, site: ProjectSite): readonly string[] {
  const isPython = !/\//.test(broken) || broken.endsWith('.py')
  const own = site.files.filter((path) => source.test(path) && !isTestFile(path) && !/\.d\.ts$/.test(path))
  const alike = own.filter((path) => path.endsWith('.py') === (isPython || site.failing[0]?.endsWith('.py') === true))
  const candidates = alike.length > 0 ? alike : own
  const moved = renamedTo(wanted, site)
  const same = candidates.filter((path) => stemOf(path) === wanted)
  const near = candidates.filter((path) => {
    const far = editDistance(stemOf(path).toLowerCase(), wanted.toLowerCase(), 2)
    return far > 0 && far <= 2 && wanted.length > 3
  })
  return [...new Set([...moved, ...same, ...near])]
}

/** Files that came in the commit in which the wanted one went, and hold most of its lines. */
function renamedTo(wanted: string, { culpritFiles }: ProjectSite): readonly string[] {
  const gone = culpritFiles.filter((file) => file.after === undefined && stemOf(file.path) === wanted)
  return gone.flatMap(({ before = '' }) => {
    const lines = new Set(before.split('\n').filter((line) => line.trim() !== ''))
    return culpritFiles
      .filter((file) => file.before === undefined && file.after !== undefined)
      .filter(({ after = '' }) => after.split('\n').filter((line) => lines.has(line)).length * 2 >= lines.size)
      .map((file) => file.path)
  })
}

function retargeted(path: string, text: string, specifiers: readonly Specifier[], target: string): string {
  let result = text
  for (const one of specifiers.toReversed())
    result = result.slice(0, one.start) + specifierTo(one, path, target) + result.slice(one.start + one.text.length)
  return result
}
