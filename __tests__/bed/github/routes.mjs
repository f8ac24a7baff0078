/**
 * @typedef {Record<string, string>} Params
 * @typedef {{ text: string, literals: number, match: (method: string, path: string) => Params | undefined }} Route
 */

/** These take the rest of the path, slashes and all: branch names and file paths have them. */
const greedy = new Set(['ref', 'path', 'branch', 'basehead'])

/**
 * Compiles `POST /repos/{owner}/{repo}/git/refs`.
 *
 * @param {string} text
 * @returns {Route}
 */
export function route(text) {
  const [method, path = ''] = text.split(' ')
  const names = /** @type {string[]} */ ([])
  const source = path
    .split(/(\{[a-z_]+\})/)
    .map((part) => {
      const name = /^\{([a-z_]+)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replace(/[.*+?^$()[\]\\|]/g, '\\$&')
      names.push(name)
      return greedy.has(name) ? '(.+)' : '([^/]+)'
    })
    .join('')
  const expression = new RegExp(`^${source}$`)
  return {
    text,
    literals: path.split('/').filter((part) => !part.startsWith('{')).length,
    match: (asked, at) => {
      const found = asked === method ? expression.exec(at) : null
      if (found === null) return undefined
      return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]))
    },
  }
}

/**
 * The route with the most literal parts wins, as in every router.
 *
 * @template T
 * @param {ReadonlyArray<readonly [Route, T]>} table
 * @param {string} method
 * @param {string} path
 * @returns {{ route: Route, value: T, params: Params } | undefined}
 */
export function find(table, method, path) {
  let best
  for (const [candidate, value] of table) {
    const params = candidate.match(method, path)
    if (params !== undefined && (best === undefined || candidate.literals > best.route.literals)) {
      best = { route: candidate, value, params }
    }
  }
  return best
}
