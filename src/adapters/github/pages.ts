import type { Answer, Call, Calls } from './calls.js'
import { field } from './refusals.js'

/** As many as GitHub gives at once. */
export const pageSize = 100
/** A thousand of anything that we list is more than a person handles; past it the list is taken as it is. */
const maxPages = 10

/**
 * Every item of a list, once each, over its pages. Follows GitHub's `Link`; where a proxy took that away, a full page has a
 * next one. Ends where a page brings nothing new, so that a server that repeats itself cannot hold us.
 *
 * @param bounds `key`: where the answer is an object, the name of the list in it; `pages`: how many at most
 * @param refused makes the error of a status that is no success
 */
export async function allPages<T>(
  calls: Calls,
  call: Call,
  read: (item: unknown) => T & { readonly number: number },
  refused: (answer: Answer) => Error,
  { key, pages = maxPages }: { readonly key?: string; readonly pages?: number } = {},
): Promise<T[]> {
  const found = new Map<number, T>()
  const seen = new Set<string>()
  let path: string | undefined = call.path
  for (let page = 1; path !== undefined && page <= pages && !seen.has(path); page += 1) {
    seen.add(path)
    const answer: Answer = await calls.repeatable({ ...call, path })
    const list = key === undefined ? answer.json : field(answer.json, key)
    if (answer.status !== 200 || !Array.isArray(list)) throw refused(answer)
    const before = found.size
    for (const item of list) {
      const value = read(item)
      if (!found.has(value.number)) found.set(value.number, value)
    }
    path = found.size === before ? undefined : nextPath(answer, call.path, page, list.length)
  }
  return [...found.values()]
}

function nextPath({ headers }: Answer, first: string, page: number, length: number): string | undefined {
  const link = headers['link']
  if (link === undefined) return length < pageSize ? undefined : `${first}&page=${page + 1}`
  return /<([^<>]{1,2000})>;\s{0,4}rel="next"/.exec(link.slice(0, 10_000))?.[1]
}
