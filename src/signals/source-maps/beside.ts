import type { WorkspaceText } from '../../ports.js'
import { namedMap } from './named-map.js'

/** A source map as text. `url` is where it lies: what its sources are relative to. */
export type FoundMap = { readonly text: string; readonly url: string } | { readonly why: string }

/** The source map of generated code, by the path that a tool printed. */
export type FindMap = (printed: string) => FoundMap | undefined

/** Where the root of a server may lie in a workspace: what a browser prints begins below it. */
const servedFrom = ['', 'dist', 'build', 'out', 'public', '.next']
/** Another machine's folders stand before the path in the workspace; deeper ones are nobody's checkout. */
const mostFolders = 12

/** Source maps in the workspace: inside the generated file, where its last comment says, or beside it. */
export function mapsBeside(root: string, text: WorkspaceText): FindMap {
  return (printed) => {
    for (const candidate of candidates(printed, root)) {
      const found = mapOf(candidate, root, text)
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** The printed path below the workspace, or what may be it: its tails, longest first. */
function candidates(printed: string, root: string): string[] {
  const plain = printed
    .replaceAll('\\', '/')
    .replace(/[?#].*$/s, '')
    .replace(/^file:\/\//, '')
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, '/')
    .replace('/_next/', '/')
  if (plain.startsWith(`${root}/`)) return [plain.slice(root.length + 1)]
  const parts = plain.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..') || parts.length === 0 || plain.includes('\0')) return []
  const from = Math.max(0, parts.length - mostFolders)
  const tails = parts.slice(from).map((_, index) => parts.slice(from + index).join('/'))
  return tails.flatMap((tail) => servedFrom.map((folder) => (folder === '' ? tail : `${folder}/${tail}`)))
}

function mapOf(generated: string, root: string, text: WorkspaceText): FoundMap | undefined {
  const code = text(generated)
  const named = typeof code === 'string' ? namedMap(code) : undefined
  if (named !== undefined && 'text' in named) return { text: named.text, url: urlOf(root, generated) }
  const folder = generated.slice(0, generated.lastIndexOf('/') + 1)
  const addresses = named === undefined || /^[a-z][\w+.-]*:/i.test(named.address) ? [] : [`${folder}${named.address}`]
  for (const file of [...addresses, `${generated}.map`]) {
    const found = text(file.replace(/[?#].*$/s, ''))
    if (typeof found === 'object') return found
    if (found !== undefined) return { text: found, url: urlOf(root, file) }
  }
  return undefined
}

function urlOf(root: string, file: string): string {
  return `file://${root.startsWith('/') ? '' : '/'}${root}/${file}`
}
