// Bug-fix commits of public repositories: the fix's tests on its parent. Nothing of the repositories is kept here.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packages, repositories } from './repositories.mjs'
import { changedPlaces, git, run } from './shell.mjs'
import { spectrumOf } from './spectrum.mjs'

/** @param data a folder with `owner+name/repo` or `owner/name` git directories, or checkouts */
export function* commitCases(list, data, work) {
  for (const { repository, commit, half } of list) {
    const id = `${repository}@${commit.slice(0, 10)}`
    const settings = repositories[repository]
    try {
      yield { id, half, language: settings.language, ...caseOf(repository, commit, settings, data, work) }
    } catch (error) {
      yield { id, half, language: settings.language, error: String(error.message ?? error).split('\n')[0] }
    }
  }
}

function caseOf(repository, commit, settings, data, work) {
  const workspace = join(work, 'commits', `${repository.replace('/', '+')}-${commit.slice(0, 10)}`)
  const changed = git(source(repository, data), 'diff', '--name-only', `${commit}~1`, commit).split('\n')
  const code = changed.filter((path) => settings.code.test(path) && !settings.ignore?.test(path))
  const tests = code.filter((path) => settings.test.test(path))
  const [fixed] = code.filter((path) => !settings.test.test(path))
  if (!existsSync(join(workspace, 'after.txt')))
    prepare({ workspace, repository, commit, settings, data, work }, changed, tests)
  const output = readFileSync(join(workspace, 'output.txt'), 'utf8')
  const after = readFileSync(join(workspace, 'after.txt'), 'utf8')
  const folder = join(workspace, 'repo')
  const diff = git(folder, 'diff', '-U0', 'HEAD~1', commit, '--', fixed)
  const lines = git(folder, 'show', `HEAD:${fixed}`).split('\n').length
  const alive = tests.filter((path) => existsSync(join(folder, path)))
  const asked = {
    folder,
    command: settings.command(alive),
    environment: settings.environment,
    kept: join(workspace, 'spectrum.txt'),
  }
  const spectrum = (build, files) => spectrumOf(asked, build, files)
  return { workspace: folder, output, after, spectrum, fixed, places: changedPlaces(diff, lines) }
}

function source(repository, data) {
  const places = [
    join(data, repository.replace('/', '+'), 'repo'),
    join(data, repository.replace('/', '+')),
    join(data, repository),
  ]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`no copy of ${repository} in ${data}`)
  return found
}

/** A clone at the parent with everything of the fix that is no code or a test, committed; the tests run with and without the fix. */
function prepare({ workspace, repository, commit, settings, data, work }, changed, tests) {
  rmSync(workspace, { recursive: true, force: true })
  mkdirSync(workspace, { recursive: true })
  const folder = join(workspace, 'repo')
  git(workspace, 'clone', '-q', '--shared', '--no-checkout', source(repository, data), folder)
  git(folder, 'checkout', '-q', '--detach', `${commit}~1`)
  // Data that the tests read comes with the tests; documents that tell of the fix do not.
  const beside = changed.filter(
    (path) => settings.test.test(path) || /(?:^|\/)(?:tests?|testdata|fixtures)\//.test(path),
  )
  for (const path of beside) {
    if (git(folder, 'ls-tree', commit, '--', path) === '') git(folder, 'rm', '-q', '--', path)
    else git(folder, 'checkout', commit, '--', path)
  }
  git(folder, 'commit', '-q', '-m', 'add a failing test')
  if (settings.modules) symlinkSync(join(modulesIn(work), 'node_modules'), join(folder, 'node_modules'))
  const alive = tests.filter((path) => existsSync(join(folder, path)))
  const command = settings.command(alive)
  if (settings.setup !== undefined) run(folder, settings.setup(alive), settings.environment, 400)
  const before = run(folder, command, settings.environment)
  writeFileSync(join(workspace, 'output.txt'), before.output)
  const fixed = changed.filter((path) => settings.code.test(path) && !settings.test.test(path))
  git(folder, 'checkout', commit, '--', ...fixed.filter((path) => git(folder, 'ls-tree', commit, '--', path) !== ''))
  const after = run(folder, command, settings.environment)
  git(folder, 'reset', '-q', '--hard', 'HEAD')
  writeFileSync(join(workspace, 'after.txt'), after.output)
}

function modulesIn(work) {
  const folder = join(work, 'modules')
  if (!existsSync(join(folder, 'node_modules'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    run(folder, `npm install --ignore-scripts --no-audit --no-fund ${packages.join(' ')}`, {}, 600)
  }
  return folder
}
