import { BrokenWorld, type Candidate, type Edit } from '../../domain.js'
import type { Repository } from '../../ports.js'
import { editableText } from '../../trial/patch/apply.js'
import type { OwnRequest } from './own-branch.js'

/** Lines around a change that say where it belongs; more are taken where these stand twice. */
const context = 3

/**
 * The change of our own pull request as a candidate for another base, or undefined where it cannot be had: history may
 * be cut off. It has to fit exactly, and to prove itself like any other.
 */
export async function earlierCandidate(repository: Repository, own: OwnRequest): Promise<Candidate | undefined> {
  try {
    const edits = await editsBetween(repository, own.provenOn, own.tip)
    if (edits === undefined || edits.length === 0) return undefined
    const { strategy, by } = own.marker
    const explanation = `The change of pull request ${own.request.number}, proven again on a newer commit.`
    return { strategy, by, edits, explanation, tokens: 0, cost: 0 }
  } catch (error) {
    if (error instanceof BrokenWorld) return undefined
    throw error
  }
}

async function editsBetween(repository: Repository, from: string, to: string): Promise<Edit[] | undefined> {
  const before = new Map((await repository.entries(from)).map((entry) => [entry.path, entry]))
  const after = await repository.entries(to)
  if (after.length < before.size) return undefined
  const text = async (entry: { readonly mode: string; readonly id: string }): Promise<string | undefined> => {
    const file = editableText(entry.mode, await repository.blob(entry.id))
    return file.kind === 'text' ? file.text : undefined
  }
  const edits: Edit[] = []
  for (const entry of after) {
    const old = before.get(entry.path)
    if (old?.id === entry.id) continue
    const replace = await text(entry)
    const search = old === undefined ? '' : await text(old)
    if (replace === undefined || search === undefined) return undefined
    edits.push(old === undefined ? { path: entry.path, search, replace } : narrowed(entry.path, search, replace))
  }
  return edits
}

/** Only the lines that differ, with as much around them as makes them unmistakable. */
export function narrowed(path: string, before: string, after: string): Edit {
  const old = before.split('\n')
  const now = after.split('\n')
  const shorter = Math.min(old.length, now.length)
  let head = 0
  while (head < shorter && old[head] === now[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  for (let around = context; ; around *= 2) {
    const first = Math.max(0, head - around)
    const last = Math.max(0, tail - around)
    const search = old.slice(first, old.length - last).join('\n')
    const isWhole = first === 0 && last === 0
    if (isWhole || (search !== '' && before.indexOf(search) === before.lastIndexOf(search)))
      return { path, search, replace: now.slice(first, now.length - last).join('\n') }
  }
}
