/** Where GitHub looks for the file, in this order; the first one that is there counts. */
export const ownerFiles = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const
/** GitHub loads no larger one. */
export const largestOwnerFile = 3 * 1024 * 1024
/** A pattern longer than the longest path names nothing. */
const longestLine = 4096

/**
 * Owners of a file by GitHub's rules: patterns as in a gitignore file without `!`, `[ ]` and `\#`; the last pattern that
 * matches wins, and one without owners takes them away.
 *
 * @returns logins and `organisation/team`s, without the at-sign; addresses are left out, since nobody can be asked by one
 */
export function ownersOf(path: string, codeowners: string): readonly string[] {
  let owners: readonly string[] = []
  for (const line of codeowners.split(/\r?\n/)) {
    if (line.length > longestLine) continue
    const words = line.split('#', 1)[0]?.trim().split(/\s+/) ?? []
    const [pattern = '', ...names] = words
    if (pattern === '' || !isPattern(pattern) || !matches(pattern, path)) continue
    owners = names.filter((name) => /^@[\w.-]+(?:\/[\w.-]+)?$/.test(name)).map((name) => name.slice(1))
  }
  return owners
}

function isPattern(pattern: string): boolean {
  return !/^!|[[\]\\]/.test(pattern)
}

/** Whether a pattern names the file, or a folder above it. */
function matches(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith('/')
  const bare = pattern.replace(/^\/|\/$/g, '')
  const isAnchored = pattern.startsWith('/') || bare.includes('/')
  const wanted = [...(isAnchored ? [] : ['**']), ...bare.split('/')]
  // `docs/*` is the files of that folder alone, while `docs` and `docs/` are all below it.
  const isDeep = isFolder || wanted.length === 1 || wanted.at(-1) !== '*' || !isAnchored
  const parts = path.split('/')
  const folders = isFolder ? parts.slice(0, -1) : parts
  if (matchParts(wanted, isFolder ? folders : parts)) return true
  if (!isDeep) return false
  return folders.some((_, index) => index > 0 && matchParts(wanted, parts.slice(0, index)))
}

/** `**` takes any number of parts: a table instead of a search that comes back to where it was. */
function matchParts(wanted: readonly string[], parts: readonly string[]): boolean {
  let reached = [true, ...parts.map(() => false)]
  for (const want of wanted) {
    if (want === '**') {
      const from = reached.indexOf(true)
      reached = reached.map((_, index) => from !== -1 && index >= from)
    } else {
      reached = reached.map(
        (_, index) => index > 0 && reached[index - 1] === true && glob(want, parts[index - 1] ?? ''),
      )
    }
  }
  return reached.at(-1) === true
}

/** `*` and `?` within one part, in time of pattern times text. */
function glob(pattern: string, text: string): boolean {
  let at = 0
  let star = -1
  let from = 0
  let next = 0
  while (next < text.length) {
    if (pattern[at] === '*') {
      star = at
      from = next
      at += 1
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[next])) {
      at += 1
      next += 1
    } else if (star !== -1) {
      at = star + 1
      from += 1
      next = from
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at === pattern.length
}
