import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Artifact } from '../ports.js'
import { artifactBytes, firstBytes, standardInput } from './artifact-bytes.js'
import { compilePattern } from './artifact-patterns.js'
import { realpathOrSelf } from './find-executable.js'
import { inspectArtifact } from './inspect-artifact.js'
import { isZip, openZip } from './zip.js'

export interface FoundArtifacts {
  /** Sorted by name; each file once. */
  readonly artifacts: readonly Artifact[]
  /** What was named or matched and cannot be read, each with a sentence. */
  readonly refused: readonly { readonly name: string; readonly why: string }[]
}

/** Never searched: git's own files, and the reports of other people's packages. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules'])
/** A tree beyond these bounds takes longer to walk than to test; a path names the file without any walk. */
const limitEntries = 300_000
const limitDepth = 30
/** A suite leaves one report per class at worst. */
const limitMatches = 5000
const magic = /[*?{}[\]!]/

/**
 * Finds the files that the lines of `signals` name: `-` is standard input; a path that exists is taken as it is, also
 * outside the workspace; everything else is a glob inside it. Never throws for what it finds.
 */
export async function findArtifacts(workspace: string, lines: readonly string[]): Promise<FoundArtifacts> {
  const root = realpathOrSelf(workspace)
  const found = new Map<string, Artifact>()
  const refused: { name: string; why: string }[] = []
  const matchers: ((path: string) => boolean)[] = []
  for (const line of new Set(lines)) {
    if (line === '-') found.set('-', { name: '-', read: standardInput })
    else if (!(await takePath(line, root, found, refused))) {
      const compiled = compilePattern(line)
      if ('why' in compiled) refused.push({ name: line.slice(0, 200), why: compiled.why })
      else if (magic.test(line) && !path.isAbsolute(line)) matchers.push(compiled.matches)
      else refused.push({ name: line, why: 'does not exist' })
    }
  }
  if (matchers.length > 0) await takeMatches(root, matchers, found, refused)
  return { artifacts: [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), refused }
}

type Refused = { name: string; why: string }[]

/** True where something is there, readable or not. */
async function takePath(name: string, root: string, found: Map<string, Artifact>, refused: Refused): Promise<boolean> {
  // NUL would throw inside the file system; a glob of that name is refused in its own words.
  if (name.includes('\0') || name.length > 4096) return false
  const inspected = await inspectArtifact(path.resolve(root, name), root)
  if (inspected === undefined) return false
  if ('why' in inspected) refused.push({ name, why: inspected.why })
  else if (!found.has(inspected.path)) await take(inspected.path, name, found, refused)
  return true
}

/** A zip archive stands for the reports and logs in it; it is told from its first bytes. */
async function take(file: string, name: string, found: Map<string, Artifact>, refused: Refused): Promise<void> {
  if (!isZip(await firstBytes(file))) {
    found.set(file, { name, read: () => artifactBytes(file, name) })
    return
  }
  const opened = await openZip(file, name)
  if ('why' in opened) refused.push({ name, why: opened.why })
  else if (opened.artifacts.length === 0) refused.push({ name, why: 'is an archive without a report or log' })
  else for (const artifact of opened.artifacts) found.set(`${file}\0${artifact.name}`, artifact)
}

async function takeMatches(
  root: string,
  matchers: readonly ((path: string) => boolean)[],
  found: Map<string, Artifact>,
  refused: Refused,
): Promise<void> {
  let matches = 0
  for await (const name of walk(root, refused)) {
    if (!matchers.some((matcher) => matcher(name))) continue
    matches += 1
    if (matches > limitMatches) {
      refused.push({ name, why: `is beyond the first ${limitMatches} matches: use a narrower glob` })
      return
    }
    await takePath(name, root, found, refused)
  }
}

/** Files of the workspace, relative, POSIX. Links are named, not followed; what cannot be listed is passed over. */
async function* walk(root: string, refused: Refused): AsyncIterable<string> {
  const queue: { folder: string; depth: number }[] = [{ folder: '', depth: 0 }]
  let seen = 0
  for (let next = 0; next < queue.length; next += 1) {
    const { folder, depth } = queue[next] ?? { folder: '', depth: 0 }
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => [])) {
      seen += 1
      if (seen > limitEntries) {
        refused.push({ name: '.', why: `has more than ${limitEntries} files: name the report by its path` })
        return
      }
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (!entry.isDirectory()) yield name
      else if (!skipped.has(entry.name) && depth < limitDepth) queue.push({ folder: name, depth: depth + 1 })
    }
  }
}
