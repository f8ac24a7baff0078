import { exportedNames } from '../../syntax/exports.js'
import type { ParsedFile } from '../../syntax/file.js'
import { namesInScope } from '../../syntax/scope.js'
import { quoteOf } from '../code/defaults.js'
import { misspellingOf } from '../code/misspelling.js'
import { wholeWord } from '../code/names.js'
import { semicolon } from '../code/shape.js'
import { allLanguages, type Change, type Rule } from '../code/site.js'
import { standardHomes } from '../code/standard-library.js'

/** A name that is nowhere in the file, and that another file of the project or the standard library has: its import. */
export const missingImport: Rule = {
  name: 'missing-import',
  languages: allLanguages,
  applies: (failure) => misspellingOf(failure)?.kind === 'variable',
  *candidates(site) {
    const name = misspellingOf(site.failure)?.name
    const { file } = site
    if (name === undefined || !new RegExp(wholeWord(name), 'u').test(file.text)) return
    if (namesInScope(file.tree, file.tree.root.start).includes(name)) return
    for (const other of site.code.files) {
      if (other === file || !exportedNames(other.tree).includes(name)) continue
      yield {
        changes: [importOf(file, specifierOf(file, other.path), name)],
        explanation: `${other.path} has ${name}: it is imported from there.`,
        cost: 0,
      }
    }
    for (const { module, whole } of standardHomes(name, file.language === 'python')) {
      yield {
        changes: [importOf(file, module, whole ? undefined : name, name)],
        explanation: `${name} is in the standard library: it is imported from there.`,
        cost: whole ? 0.3 : 0.1,
      }
    }
  },
}

function importOf(file: ParsedFile, module: string, name: string | undefined, whole = ''): Change {
  const text = statementText(file, module, name, whole)
  const at = placeForImport(file)
  return { start: at, end: at, text: `${text}\n` }
}

function statementText(file: ParsedFile, module: string, name: string | undefined, whole: string): string {
  if (file.language === 'python') return name === undefined ? `import ${module}` : `from ${module} import ${name}`
  const quote = quoteOf(file)
  const source = `${quote}${module}${quote}`
  const end = semicolon(file)
  if (/\brequire\(|\bmodule\.exports\b|\bexports\./.test(file.text) && !/^\s*(?:import|export)\b/m.test(file.text)) {
    return `const ${name === undefined ? whole : `{ ${name} }`} = require(${source})${end}`
  }
  return `import ${name === undefined ? whole : `{ ${name} }`} from ${source}${end}`
}

/** After the last import, or after what must stay first: a shebang, 'use strict', a docstring. */
function placeForImport(file: ParsedFile): number {
  const { text } = file
  const top = file.imports.filter((one) => one.node.parent === file.tree.root || one.node.line < 30)
  const last = Math.max(0, ...top.filter((one) => /^import/.test(one.node.type)).map((one) => one.node.end))
  if (last > 0) return text.indexOf('\n', last) + 1 || text.length
  const first = file.tree.root.children.find(
    (one) => one.type !== 'comment' && one.type !== 'hash_bang_line' && !isDirective(text.slice(one.start, one.end)),
  )
  return first?.start ?? 0
}

function isDirective(statement: string): boolean {
  return /^(?:'use strict'|"use strict"|"""|''')/.test(statement)
}

/** As the file's other imports write theirs: with or without extension, relative or from the package's root. */
function specifierOf(file: ParsedFile, path: string): string {
  if (file.language === 'python') return pythonModule(file, path)
  const from = file.path.split('/').slice(0, -1)
  const to = path.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++
  const up = from.slice(shared).map(() => '..')
  const relative = [...(up.length === 0 ? ['.'] : up), ...to.slice(shared)].join('/')
  const sample = file.imports.map((one) => one.specifier).find((one) => one.startsWith('.'))
  if (sample !== undefined && !/\.[cm]?[jt]sx?$/.test(sample))
    return relative.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '')
  return sample !== undefined && /\.js$/.test(sample) ? relative.replace(/\.tsx?$/, '.js') : relative
}

function pythonModule(file: ParsedFile, path: string): string {
  const parts = path.replace(/(?:\/__init__)?\.py$/, '').split('/')
  const inSource = parts[0] === 'src' || parts[0] === 'lib' ? parts.slice(1) : parts
  const folder = file.path.split('/').slice(0, -1).join('/')
  const isRelative = file.imports.some((one) => one.specifier.startsWith('.')) && path.startsWith(`${folder}/`)
  return isRelative
    ? `.${path
        .slice(folder.length + 1)
        .replace(/\.py$/, '')
        .replaceAll('/', '.')}`
    : inSource.join('.')
}
