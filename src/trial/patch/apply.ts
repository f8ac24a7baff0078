import type { Edit, Patch, PatchFile, RepoPath } from '../../domain.js'
import { repoPath } from '../../repo-path.js'

/** A file of the base commit as an edit may see it, or why it may not. */
export type BaseFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly why: string }

/** `misfit`: the edit does not fit the text, a repairer may try again. `refused`: no edit of this path is taken. */
export type Applied =
  | { readonly kind: 'patch'; readonly patch: Patch }
  | { readonly kind: 'misfit'; readonly why: string }
  | { readonly kind: 'refused'; readonly rule: string; readonly why: string }

/** Larger answers are not edits; the limit on a fix's lines is far below. */
const mostEdits = 50
const longestEdit = 200_000

/**
 * Turns edits into whole files: the one place where an edit becomes a change. Every search text is looked for in the
 * text of the base commit and must be there exactly once; nothing is guessed, nothing is moved.
 *
 * @param layoutCounts a change of white space alone is a change: a formatter asks for it
 */
export async function applyEdits(
  edits: readonly Edit[],
  read: (path: RepoPath) => Promise<BaseFile>,
  layoutCounts = false,
): Promise<Applied> {
  if (edits.length === 0) return { kind: 'misfit', why: 'no edit given' }
  if (edits.length > mostEdits) return { kind: 'misfit', why: `more than ${mostEdits} edits` }
  const byPath = new Map<RepoPath, Edit[]>()
  for (const edit of edits) {
    const result = repoPath(edit.path)
    if ('refused' in result)
      return { kind: 'refused', rule: 'path', why: `${JSON.stringify(edit.path.slice(0, 80))}: ${result.refused}` }
    if (edit.search.length + edit.replace.length > longestEdit)
      return { kind: 'misfit', why: `edit of ${edit.path} is too large` }
    byPath.set(result.path, [...(byPath.get(result.path) ?? []), edit])
  }
  const files: PatchFile[] = []
  for (const [path, own] of byPath) {
    const file = await applyToFile(path, own, await read(path), layoutCounts)
    if ('kind' in file) return file
    files.push(file)
  }
  return { kind: 'patch', patch: { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)) } }
}

async function applyToFile(
  path: RepoPath,
  edits: readonly Edit[],
  base: BaseFile,
  layoutCounts: boolean,
): Promise<PatchFile | Exclude<Applied, { kind: 'patch' }>> {
  if (base.kind === 'refused') return { kind: 'refused', rule: 'file', why: `${path}: ${base.why}` }
  if (base.kind === 'absent') {
    const [first, second] = edits
    if (first === undefined || first.search !== '') return { kind: 'misfit', why: `${path} is not in the repository` }
    if (second !== undefined) return { kind: 'misfit', why: `${path} is created and edited in one answer` }
    return first.replace === ''
      ? { kind: 'misfit', why: `${path} would be empty` }
      : { path, before: undefined, after: first.replace }
  }
  const spliced = splice(
    path,
    base.text,
    edits.map((edit) => withLineEndsOf(base.text, edit)),
  )
  if (typeof spliced !== 'string') return spliced
  if (spliced === base.text) return { kind: 'misfit', why: `no change in ${path}` }
  if (!layoutCounts && !indentationMatters.test(path) && layout(spliced) === layout(base.text)) {
    return { kind: 'misfit', why: `only white space changes in ${path}` }
  }
  return { path, before: base.text, after: spliced }
}

const indentationMatters = /\.(py|pyi|ya?ml|mk|coffee|pug|haml|slim|sass|styl|nim|fsx?|hs)$|Makefile$/

/** The lines without indentation and blank lines. White space within a line may stand in a string and stays. */
function layout(text: string): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim())
  return lines.filter((line) => line !== '').join('\n')
}

/** A file of one line ending keeps it: answers come with plain line feeds. */
function withLineEndsOf(text: string, edit: Edit): Edit {
  const feeds = text.split('\n').length - 1
  const pairs = text.split('\r\n').length - 1
  if (pairs === 0 || pairs !== feeds) return edit
  const convert = (part: string): string => part.replace(/\r?\n/g, '\r\n')
  return { ...edit, search: convert(edit.search), replace: convert(edit.replace) }
}

function splice(path: RepoPath, text: string, edits: readonly Edit[]): string | { kind: 'misfit'; why: string } {
  const places: { start: number; end: number; replace: string }[] = []
  for (const edit of edits) {
    if (edit.search === '') return { kind: 'misfit', why: `${path} exists: an edit of it needs a search text` }
    const start = text.indexOf(edit.search)
    if (start === -1) return { kind: 'misfit', why: `search text found 0 times in ${path}` }
    if (text.indexOf(edit.search, start + 1) !== -1)
      return { kind: 'misfit', why: `search text found more than once in ${path}` }
    places.push({ start, end: start + edit.search.length, replace: edit.replace })
  }
  places.sort((a, b) => a.start - b.start)
  let result = ''
  let at = 0
  for (const place of places) {
    if (place.start < at) return { kind: 'misfit', why: `edits of ${path} overlap` }
    result += text.slice(at, place.start) + place.replace
    at = place.end
  }
  return result + text.slice(at)
}

/** The bytes of a blob as text that can be edited and written back unchanged. */
export function editableText(mode: string, bytes: Uint8Array): BaseFile {
  if (mode === '120000') return { kind: 'refused', why: 'is a symbolic link' }
  if (mode === '160000') return { kind: 'refused', why: 'is a submodule' }
  const text = Buffer.from(bytes).toString('utf8')
  if (text.includes('\0') || !Buffer.from(text, 'utf8').equals(Buffer.from(bytes)))
    return { kind: 'refused', why: 'not UTF-8 text' }
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    return { kind: 'refused', why: 'is stored in Git LFS' }
  return { kind: 'text', text }
}
