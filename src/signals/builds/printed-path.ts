/** What runners, build tools and monorepo tools put before a compiler's line. */
const marks =
  /^\s{0,40}(?:##\[(?:error|warning)\]|\[(?:javac|java|exec|javadoc|groovyc|scalac|ant|apply|ERROR|error)\] |\d{1,3}(?::\d{1,3})?>|ERROR in |Error: |[✖×✘•*>-] )?\s{0,40}/
/** Files that tools name without an extension. */
const bareName = /^(?:[\w.+-]{0,100}(?:file|Makefile|BUILD|WORKSPACE)|<[\w -]{1,40}>|-|stdin|[\w.-]{1,60}rc)$/
const unlikely = /^\d+$|^[\d.]+$|^[\d-]+[T ]|:\/\/|["'`<>|*?{}]|: |, |\.(?:com|org|net|io|local)$|^(?:https?|localhost)/

/** A line without what other tools put before it. */
export function unmarked(text: string): string {
  return text.replace(marks, '')
}

/** The path that stands before a line number, or undefined where that is prose, a clock or a host. */
export function printedPath(before: string): string | undefined {
  const path = unmarked(before)
    .replace(/^file:\/\//, '')
    .trimEnd()
  if (path === '' || path.length > 1000) return undefined
  if (bareName.test(path)) return path
  if (unlikely.test(path)) return undefined
  const hasFolder = /[\\/]/.test(path)
  // A blank is fine in a folder's name, but a sentence that ends in a path is no path.
  if (/\s/.test(path) && !/^(?:[A-Za-z]:)?[\\/]|^\.{1,2}[\\/]|^[\w@.-]{1,100}[\\/]/.test(path)) return undefined
  return hasFolder || /^[\w@.+#$-]{0,200}\.[A-Za-z]\w{0,15}$/.test(path) ? path : undefined
}
