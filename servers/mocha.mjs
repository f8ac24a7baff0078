// A mocha that stays: a new Mocha for each request, on the project's modules as they are now.
// Started as `node mocha.mjs [mocha's own arguments] <test file>`.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { folder, forget, read, serve } from './fresh.mjs'

const given = process.argv.slice(2)
const project = createRequire(join(process.cwd(), 'package.json'))
const Mocha = project('mocha')
const ofMocha = createRequire(project.resolve('mocha/package.json'))
const part = (name) => {
  const ending = ['.js', '.cjs'].find((each) =>
    existsSync(ofMocha.resolve('./package.json').replace('package.json', name + each)),
  )
  return ofMocha(`./${name}${ending}`)
}
const { loadOptions } = part('lib/cli/options')
const { handleRequires } = part('lib/cli/run-helpers')
const { isNodeFlag } = part('lib/cli/node-flags')

const told = loadOptions(given)
// Flags for node itself would have to be there from the start, and mocha's own workers are not this process.
if (told.parallel || told['node-option'] || Object.keys(told).some((name) => isNodeFlag(name, true))) process.exit(78)

const listOf = (value) => (value === undefined ? [] : [value].flat().flatMap((each) => String(each).split(',')))
const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())
const options = Object.fromEntries(Object.entries(told).map(([name, value]) => [camel(name), value]))
const files = [...listOf(options.file), given.at(-1)].map((file) => resolve(file))
process.argv = [process.argv[0], ofMocha.resolve('./bin/mocha.js'), ...given]

function load(mocha, file, generation) {
  mocha.suite.emit('pre-require', globalThis, file, mocha)
  return read(file, generation).then((exported) => {
    mocha.suite.emit('require', exported, file, mocha)
    mocha.suite.emit('post-require', globalThis, file, mocha)
  })
}

// Its name has changed between versions.
const report = { output: join(folder, 'report') }
const reporter = { reporter: 'xunit', reporterOption: report, reporterOptions: report }

async function run(generation) {
  forget()
  const plugins = await handleRequires(listOf(options.require))
  const mocha = new Mocha({ ...options, global: listOf(options.global), ...plugins, ...reporter })
  for (const file of files) await load(mocha, file, generation)
  const failures = await new Promise((done) => {
    mocha.run(done)
  })
  mocha.dispose()
  return Math.min(failures, 255)
}

await serve(async (generation) => {
  try {
    return await run(generation)
  } catch (error) {
    // As the command line has it: a file that does not load is an error and no report.
    console.error(error)
    return 1
  }
})
