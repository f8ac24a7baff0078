import picomatch from 'picomatch'

/** More is a list, and belongs into several lines. */
const limitLength = 500
/** Three stars in one path segment already try every split of a name; more takes seconds on a hostile name. */
const limitStars = 3
const limitGlobstars = 4
const limitAlternatives = 50
const limitBraceDepth = 2

/**
 * Compiles a glob of the input `signals`, or says why it is refused. Extended globs and ranges are off: each is a way
 * to write a pattern that takes exponential time or space.
 */
export function compilePattern(
  pattern: string,
): { readonly matches: (path: string) => boolean } | { readonly why: string } {
  const why = tooComplex(pattern)
  if (why !== undefined) return { why }
  try {
    const normal = pattern.replace(/^(\.\/)+/, '')
    const matches = picomatch(normal, { dot: true, noextglob: true, strictSlashes: true, maxLength: limitLength })
    return { matches: (path) => matches(path) }
  } catch {
    return { why: 'is not a glob' }
  }
}

function tooComplex(pattern: string): string | undefined {
  if (pattern.length > limitLength) return `is longer than ${limitLength} characters`
  if (/[\x00-\x1f]/.test(pattern)) return 'has a control character in it'
  if (pattern.includes('..')) return 'may not hold `..`: globs look inside the workspace'
  const segments = pattern.split('/')
  if (segments.filter((segment) => segment === '**').length > limitGlobstars) return 'has too many `**`'
  if (segments.some((segment) => segment !== '**' && count(segment, '*') > limitStars)) {
    return `has more than ${limitStars} \`*\` in one part of the path`
  }
  if (braceDepth(pattern) > limitBraceDepth) return 'has braces in braces in braces'
  if (count(pattern, ',') > limitAlternatives || count(pattern, '{') > 4) return 'has too many alternatives in braces'
  return undefined
}

function braceDepth(pattern: string): number {
  let depth = 0
  let deepest = 0
  for (const character of pattern) {
    if (character === '{') depth += 1
    if (character === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
