import type { ParsedFile } from '../../syntax/file.js'
import type { SyntaxNode } from '../../syntax/tree.js'
import { quoteOf } from './defaults.js'
import { semicolon } from './shape.js'
import type { Change } from './site.js'

/**
 * The import of a name: beside what the file takes from the same module already, else as a statement of its own.
 *
 * @param name undefined for the module itself, which is then called `whole`
 */
export function importOf(file: ParsedFile, module: string, name: string | undefined, whole = ''): Change {
  const list = name === undefined ? undefined : lastTaken(file, module)
  if (list !== undefined) return { start: list.end, end: list.end, text: `, ${name}` }
  const text = statementText(file, module, name, whole)
  const at = placeForImport(file)
  return { start: at, end: at, text: `${text}\n` }
}

/** The last name that is taken from the module by name. */
function lastTaken(file: ParsedFile, module: string): SyntaxNode | undefined {
  const known = file.imports.find((one) => one.specifier === module && /^import/.test(one.node.type))
  const last = known?.names.at(-1)
  if (known === undefined || last?.node === undefined || /^(?:\*|default)$/.test(last.imported)) return undefined
  const alias = last.node.parent
  return alias !== undefined && /^(?:import_specifier|aliased_import)$/.test(alias.type) ? alias : last.node
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
export function specifierOf(file: ParsedFile, path: string): string {
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
