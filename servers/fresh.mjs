// What the servers for runners of JavaScript have in common: the project's modules are read anew for every run, the
// runner's and the dependencies' stay, and what a run changed in this process is put back.
import { truncateSync, writeSync } from 'node:fs'
import * as nodeModule from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { mark } from './fresh-hooks.mjs'

const { createRequire, Module, register, registerHooks } = nodeModule
export const folder = dirname(fileURLToPath(import.meta.url))
const root = process.env.SUTURE_WARM_ROOT ?? process.cwd()
const builtins = createRequire(import.meta.url)

const isOwn = (file) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`)

if (registerHooks === undefined) register('./fresh-hooks.mjs', import.meta.url)
else registerHooks({ resolve: (specifier, context, next) => mark(context, next(specifier, context)) })

/** What is kept of the project's own modules is forgotten. */
export function forget() {
  for (const known of Object.keys(Module._cache)) if (isOwn(known)) delete Module._cache[known]
}

/** Reads one file as it is now, with all that it needs. Call `forget` before the first of a run. */
export async function read(file, generation) {
  if (isModule(file)) return import(`${pathToFileURL(file).href}?suture=${generation}`)
  else return createRequire(file)(file)
}

/** Whether node reads the file as a module of the language or as one of its own. */
function isModule(file) {
  if (/\.m[jt]s$/.test(file)) return true
  if (/\.c[jt]s$/.test(file)) return false
  for (let at = dirname(file); ; at = dirname(at)) {
    try {
      return createRequire(file)(join(at, 'package.json')).type === 'module'
    } catch {
      if (at === dirname(at)) return false
    }
  }
}

const families = [
  ...'Object Function Array String Number Boolean Symbol Date Promise RegExp Error TypeError Map Set WeakMap'.split(
    ' ',
  ),
  ...'WeakSet BigInt JSON Math Reflect Proxy URL URLSearchParams Intl Buffer ArrayBuffer Uint8Array'.split(' '),
]
  .map((name) => globalThis[name])
  .flatMap((family) => (typeof family === 'function' ? [family, family.prototype] : [family]))
const core =
  'fs fs/promises path os http https net crypto util events assert child_process timers url querystring stream zlib'
    .split(' ')
    .map((name) => builtins(`node:${name}`))
const watched = [globalThis, console, process, ...families, ...core].filter((each) => each !== undefined)

const pictureOf = (each) => Object.getOwnPropertyDescriptors(each)
let pictures
let settings

/** Remembers how this process is, once the runner is read. */
function remember() {
  pictures = watched.map(pictureOf)
  settings = {
    environment: { ...process.env },
    directory: process.cwd(),
    handles: new Set(process._getActiveHandles()),
  }
}

const same = (one, other) =>
  other !== undefined && one.value === other.value && one.get === other.get && one.set === other.set

/** Puts back what the last run changed. */
function putBack() {
  for (const [index, each] of watched.entries()) {
    const [before, now] = [pictures[index], pictureOf(each)]
    for (const name of Reflect.ownKeys(now)) if (!Object.hasOwn(before, name)) Reflect.deleteProperty(each, name)
    for (const name of Reflect.ownKeys(before)) {
      if (!same(before[name], now[name])) Reflect.defineProperty(each, name, before[name])
    }
  }
  for (const name of Object.keys(process.env)) if (!(name in settings.environment)) delete process.env[name]
  for (const [name, value] of Object.entries(settings.environment)) process.env[name] = value
  if (process.cwd() !== settings.directory) process.chdir(settings.directory)
  process.exitCode = undefined
  for (const handle of process._getActiveHandles()) {
    // Servers and connections that a test left open; pipes of our own were there before.
    if (!settings.handles.has(handle)) (handle.close ?? handle.destroy)?.call(handle)
  }
}

/** In bytes: modules of the language that were read once are never let go. */
const mostMemory = 400 * 1024 * 1024

/**
 * Answers requests one after the other, each by `run(generation, request)`, which gives the exit code.
 *
 * @param tidies false where tests run in workers of their own, and what is opened here is the runner's
 */
export async function serve(run, tidies = true) {
  const { parse, stringify } = JSON
  const now = performance.now.bind(performance)
  const output = join(folder, 'output')
  const truncate = truncateSync
  const write = writeSync
  let rest = ''
  let generation = 0
  for await (const chunk of process.stdin) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      const started = now()
      truncate(output, 0)
      if (tidies && generation === 1) remember()
      const exit = await run(++generation, parse(line))
      if (tidies && generation > 1) putBack()
      const tired = process.memoryUsage.rss() > mostMemory
      write(3, `${stringify({ exit, timedOut: false, seconds: (now() - started) / 1000, tired })}\n`)
    }
  }
  process.exit(0)
}
