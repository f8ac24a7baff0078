// A jest that stays: its own API runs the test file in this process, in contexts that jest makes anew for every run.
// Started as `node jest.mjs <jest's own arguments>`.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { serve } from './fresh.mjs'

const project = createRequire(join(process.cwd(), 'package.json'))
const { buildArgv } = createRequire(project.resolve('jest'))('jest-cli')
const { runCLI } = project('jest')
const argv = await buildArgv(process.argv.slice(2))
const projects = argv.projects ?? [argv.rootDir ?? process.cwd()]

await serve(async () => {
  const { results } = await runCLI({ ...argv, runInBand: true, watchman: false, silent: true }, projects)
  return results.success ? 0 : 1
})
