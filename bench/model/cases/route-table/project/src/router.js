import { compile } from './compile.js'
import { match } from './match.js'

export function createRouter() {
  const routes = []
  return {
    add(method, pattern, handler) {
      const segments = compile(pattern)
      if (routes.some((route) => route.method === method && route.pattern === pattern))
        throw new Error(`${method} ${pattern} is there twice`)
      routes.push({ method, pattern, segments, handler })
      return this
    },
    /** The handler with its parameters; `allowed` names the methods that know the path where this one does not. */
    find(method, path) {
      const fitting = []
      for (const route of routes) {
        const params = match(route.segments, path)
        if (params !== undefined) fitting.push({ route, params })
      }
      const found = fitting.find(({ route }) => route.method === method)
      if (found !== undefined) return { handler: found.route.handler, params: found.params }
      return { allowed: [...new Set(fitting.map(({ route }) => route.method))] }
    },
  }
}
