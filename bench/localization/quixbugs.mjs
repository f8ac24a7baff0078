// QuixBugs as it is: forty programs side by side, a test file each. Descriptions that tell the fix are taken out.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { changedPlaces, git, run } from './shell.mjs'
import { spectrumOf } from './spectrum.mjs'

/** @param data a git directory or checkout of jkoppel/QuixBugs */
export function* quixbugsCases(data, work) {
  const folder = join(work, 'quixbugs')
  if (!existsSync(folder)) checkOut(data, folder)
  const right = (name) => git(data, 'show', `HEAD:correct_python_programs/${name}.py`)
  for (const file of readdirSync(join(folder, 'python_testcases')).sort()) {
    const name = /^test_(\w+)\.py$/.exec(file)?.[1]
    if (name === undefined) continue
    const fixed = `python_programs/${name}.py`
    const kept = join(work, `quixbugs-${name}.txt`)
    if (!existsSync(kept)) {
      const command = `timeout 20 python3 -m pytest -q -p no:cacheprovider python_testcases/${file}`
      const { exit, output } = run(folder, command, { PYTHONDONTWRITEBYTECODE: '1' }, 30)
      writeFileSync(kept, exit === 124 ? timedOut(name, file) : output)
    }
    const before = readFileSync(join(folder, fixed), 'utf8')
    const places = changedPlaces(diffOf(work, before, withoutDescription(right(name))), before.split('\n').length)
    const asked = {
      folder,
      command: `python3 -m pytest -q -p no:cacheprovider python_testcases/${file}`,
      environment: { PYTHONDONTWRITEBYTECODE: '1' },
      kept: join(work, `quixbugs-${name}-spectrum.txt`),
    }
    const spectrum = (build, files) => spectrumOf(asked, build, files)
    const output = readFileSync(kept, 'utf8')
    yield { id: name, language: 'python', workspace: folder, output, spectrum, fixed, places }
  }
}

/** A run that never ends prints nothing: what the product knows then is which test was running. */
function timedOut(name, file) {
  return `FAILED python_testcases/${file}::test_${name} - Failed: Timeout >20.0s\n1 failed in 20.00s\n`
}

function checkOut(data, folder) {
  mkdirSync(folder, { recursive: true })
  git(folder, 'clone', '-q', '--shared', data, '.')
  for (const path of git(
    folder,
    'ls-files',
    'correct_python_programs',
    'java_programs',
    'correct_java_programs',
    'java_testcases',
  ).split('\n'))
    rmSync(join(folder, path))
  for (const name of readdirSync(join(folder, 'python_programs'))) {
    const path = join(folder, 'python_programs', name)
    if (name.endsWith('.py')) writeFileSync(path, withoutDescription(readFileSync(path, 'utf8')))
  }
  git(folder, 'add', '-A')
  git(folder, 'commit', '-q', '-m', 'leave the programs and their tests')
}

/** The text at the end of each file tells what the program should do, and sometimes the fix. */
function withoutDescription(text) {
  const at = text.search(/^("""|''')/m)
  return at > 0 ? `${text.slice(0, at).trimEnd()}\n` : `${text.trimEnd()}\n`
}

function diffOf(work, before, after) {
  writeFileSync(join(work, 'before'), before)
  writeFileSync(join(work, 'after'), after)
  return run(work, 'git diff --no-index -U0 before after').output
}
