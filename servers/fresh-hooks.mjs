// Resolution of imports: modules of the project carry the number of the run that reads them.
import { pathToFileURL } from 'node:url'

const own = `${pathToFileURL(process.env.SUTURE_WARM_ROOT ?? process.cwd()).href}/`
const shim = new URL('./node-test-shim.mjs', import.meta.url).href

export function mark({ parentURL = '' }, found) {
  const run = /[?&](suture=\d+)/.exec(parentURL)?.[1]
  if (run === undefined) return found
  const { url } = found
  if (url === 'node:test') return { url: shim, format: 'module', shortCircuit: true }
  if (!url.startsWith(own) || url.includes('/node_modules/') || /[?&]suture=/.test(url)) return found
  return { ...found, url: `${url}${url.includes('?') ? '&' : '?'}${run}` }
}

export async function resolve(specifier, context, next) {
  return mark(context, await next(specifier, context))
}
