/**
 * Path globs in time linear in the path: `*`, `?`, `[a-z]`, `[!a]`, `{a,b}`, and `**` for any number of folders. Each
 * part of a glob maps the set of places in the path that were reached so far to the set reached after it; nothing is
 * tried twice, however many stars there are. Names that start with a dot are names like any other.
 */
type Places = ReadonlySet<number>
type Part = (path: string, from: Places) => Places

/** A folder stands for all that is in it, as in a .gitignore: `secrets` must not let secrets/key.pem through. */
export function globMatches(glob: string, path: string): boolean {
  const bare = glob.replace(/^\.?\//, '').replace(/\/+$/, '')
  const ends = run(parse(bare, 0, '').parts, path, new Set([0]))
  return [...ends].some((end) => end === path.length || path[end] === '/')
}

function run(parts: readonly Part[], path: string, from: Places): Places {
  return parts.reduce((places, part) => (places.size === 0 ? places : part(path, places)), from)
}

function parse(glob: string, from: number, closing: string): { readonly parts: Part[]; readonly end: number } {
  const parts: Part[] = []
  let at = from
  while (at < glob.length && !closing.includes(glob[at] ?? '')) {
    const { part, end } = partAt(glob, at)
    parts.push(part)
    at = end
  }
  return { parts, end: at }
}

function partAt(glob: string, at: number): { readonly part: Part; readonly end: number } {
  const startsFolder = at === 0 || glob[at - 1] === '/'
  const rest = glob.slice(at)
  const stars = /^\*+/.exec(rest)?.[0].length ?? 0
  if (stars > 1 && startsFolder && glob[at + stars] === '/') return { part: folders, end: at + stars + 1 }
  if (stars > 1 && startsFolder && at + stars === glob.length) return { part: everything, end: at + stars }
  if (stars > 0) return { part: characters, end: at + stars }
  const set = /^\[([!^]?)([^\]/{}]{1,100})\]/.exec(rest)
  if (set !== null) return { part: oneOf(set[2] ?? '', set[1] !== ''), end: at + set[0].length }
  if (glob[at] === '{' && isClosed(glob, at)) return alternatives(glob, at)
  const own = glob[at] ?? ''
  return { part: one((character) => (own === '?' ? character !== '/' : character === own)), end: at + 1 }
}

function one(fits: (character: string) => boolean): Part {
  return (path, from) => {
    const places = new Set<number>()
    for (const place of from) if (place < path.length && fits(path[place] ?? '')) places.add(place + 1)
    return places
  }
}

function oneOf(set: string, isNegated: boolean): Part {
  const ranges = [...set.matchAll(/([\s\S])-([\s\S])|([\s\S])/g)].map((match) => [
    match[1] ?? match[3] ?? '',
    match[2] ?? match[3] ?? '',
  ])
  return one((character) => {
    const isIn = ranges.some(([low = '', high = '']) => low <= character && character <= high)
    return character !== '/' && isIn !== isNegated
  })
}

/** `{a,b}`, nested or not. */
function alternatives(glob: string, at: number): { readonly part: Part; readonly end: number } {
  const branches: Part[][] = []
  let end = at
  do {
    const branch = parse(glob, end + 1, ',}')
    branches.push(branch.parts)
    end = branch.end
  } while (glob[end] === ',')
  const part: Part = (path, from) => new Set(branches.flatMap((branch) => [...run(branch, path, from)]))
  return { part, end: end + 1 }
}

/** A bracket that is never closed is a plain character. */
function isClosed(glob: string, at: number): boolean {
  let depth = 0
  for (let index = at; index < glob.length; index++) {
    if (glob[index] === '{') depth++
    if (glob[index] === '}' && --depth === 0) return true
  }
  return false
}

/** `*`: from each place on to the end of its name. */
function characters(path: string, from: Places): Places {
  const places = new Set<number>()
  let isReached = false
  for (let place = 0; place <= path.length; place++) {
    isReached = from.has(place) || (isReached && path[place - 1] !== '/')
    if (isReached) places.add(place)
  }
  return places
}

/** `**` before a slash: no folder, one, or many. */
function folders(path: string, from: Places): Places {
  const places = new Set(from)
  const first = Math.min(...from)
  for (let slash = path.indexOf('/', first); slash !== -1; slash = path.indexOf('/', slash + 1)) places.add(slash + 1)
  return places
}

function everything(path: string, from: Places): Places {
  return from.size === 0 ? from : new Set([path.length])
}
