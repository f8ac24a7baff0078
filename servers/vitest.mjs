// A vitest that stays: its server keeps what it has transformed, and workers and their modules are new for every run.
// Started as `node vitest.mjs <vitest's own arguments, without run>`.
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { folder, serve } from './fresh.mjs'

const project = createRequire(join(process.cwd(), 'package.json'))
const { parseCLI, createVitest } = await import(pathToFileURL(project.resolve('vitest/node')).href)
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const vitest = await createVitest('test', {
  ...options,
  watch: false,
  run: true,
  reporters: ['junit'],
  outputFile: { junit: join(folder, 'report') },
})
// Its names have changed between versions.
const run = (vitest.runTestSpecifications ?? vitest.runFiles).bind(vitest)
const find = (vitest.globTestSpecifications ?? vitest.globTestSpecs ?? vitest.globTestFiles).bind(vitest)
const projects = vitest.projects ?? []
const graphs = () =>
  [vitest.vite ?? vitest.server, ...projects.map((each) => each.vite ?? each.server)].flatMap((server) =>
    server === undefined
      ? []
      : [server.moduleGraph, ...Object.values(server.environments ?? {}).map((each) => each.moduleGraph)],
  )
let specifications
let last = []

await serve(async (_, { changed = [] }) => {
  process.exitCode = undefined
  if (specifications === undefined) {
    await (vitest.standalone ?? vitest.init)?.call(vitest)
    specifications = await find(filter)
  }
  const files = changed.map((file) => resolve(process.env.SUTURE_WARM_ROOT ?? '.', file))
  // What the last run had changed was put back since.
  for (const graph of new Set(graphs())) for (const file of [...last, ...files]) graph.onFileChange(file)
  last = files
  vitest.state.filesMap?.clear?.()
  await run(specifications)
  const failed = vitest.state.getCountOfFailedTests?.() ?? 0
  return failed === 0 && vitest.state.getUnhandledErrors().length === 0 && process.exitCode !== 1 ? 0 : 1
}, false)
