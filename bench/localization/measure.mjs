import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { built } from '../built.mjs'

/**
 * @param one { id, workspace, output, fixed, places }: a checkout at the commit with the failing test, what the run
 *   printed, the file of the fix, and the lines (first, last) that the fix changes in it
 */
export async function openMeasure(work, given, tokens) {
  const build = given ?? built(work)
  const load = (file) => import(pathToFileURL(join(build, file)).href)
  const { gather } = await load('evidence/gather.js')
  const { enriched } = await load('evidence/enriched.js')
  const { openSyntax } = await load('syntax/open.js')
  const { openGrammars } = await load('adapters/grammars.js')
  const { openRepository } = await load('adapters/git/repository.js')
  const { readText } = await load('signals/read.js')
  const { triage } = await load('triage/triage.js')
  const { choose } = await load('triage/choose.js')
  const syntax = openSyntax(openGrammars())
  const scratch = join(work, 'scratch')
  mkdirSync(scratch, { recursive: true })

  return async ({ workspace, output, after, spectrum, fixed, places }) => {
    const repository = await openRepository({ workspace, scratchDirectory: scratch })
    const base = repository.head
    const files = (await repository.entries(base))
      .filter((entry) => entry.mode.startsWith('100'))
      .map(({ path }) => path)
    const scope = { root: workspace, files: new Set(files) }
    const read = (text) => triage([readText('output.txt', text, scope)], {}, new Date())
    const failures = read(output)
    // What fails with the fix too is another failure, and not the one that the fix is for.
    const still = new Set((after === undefined ? [] : read(after)).map(named))
    const chosen = choose(failures.filter((one) => !still.has(named(one))))
    if (chosen === undefined)
      return { error: failures.length === 0 ? 'no failure was read' : 'nothing that the fix mends' }
    const failure = enriched(chosen, output, scope)
    const { tests = [] } = spectrum === undefined ? {} : await spectrum(build, files)
    const told = {
      failure,
      spectrum: tests,
      repository,
      base,
      files,
      syntax,
      output,
      instructions: '',
      redact: (text) => text,
      tokens,
    }
    const evidence = await gather(told)
    const ranked = [...new Set(evidence.suspects.map(({ file }) => file))]
    const place = ranked.indexOf(fixed) + 1
    const isShown = ([first, last]) => evidence.excerpts.some((part) => holds(part, fixed, first, last))
    const characters = evidence.excerpts.reduce((sum, { text }) => sum + text.length, 0)
    return {
      fixed,
      rank: place === 0 ? undefined : place,
      first: ranked[0],
      why: evidence.suspects[0]?.why,
      main: isShown(places[0]),
      all: places.every(isShown),
      tokens: Math.ceil(characters / 4),
      framed: failure.frames.some(({ file }) => file === fixed),
      test: failure.test,
      covered: tests.length,
      suspects: evidence.suspects.slice(0, 10),
      exception: failure.exception,
      message: failure.message,
      frames: failure.frames.slice(0, 5),
    }
  }
}

function named({ test, title, fingerprint }) {
  return test === undefined ? fingerprint : `${test.file} ${test.suite} ${test.name} ${title}`
}

function holds({ path, firstLine, text, why }, file, first, last) {
  const end = firstLine + text.split('\n').length - (text.endsWith('\n') ? 2 : 1)
  return path === file && !why.startsWith('diff of') && firstLine <= first && last <= end
}
